"""The German tree: translations of some pages, beside the English ones."""

from wagtail.models import Locale, Page

from .texts.german import GERMAN


def create_translations(home, builder):
    """Publish the German pages; returns their front page. What has no German body stays empty."""
    german = Locale.objects.get_or_create(language_code="de")[0]
    pages = {
        slug: _translated(_english(home, slug), german, text, builder)
        for slug, text in GERMAN.items()
    }
    # Read again: by now there are pages below it.
    front = Page.objects.get(pk=pages[home.slug].pk).specific
    front.invitation_page = Page.objects.get(pk=pages["shop"].pk)
    front.save_revision(user=builder.author).publish()
    return front


def _english(home, slug):
    return Page.objects.descendant_of(home, inclusive=True).get(slug=slug).specific


def _translated(page, locale, text, builder):
    """The copy carries over picture, price and the choice about chat; the words are new."""
    page = page.copy_for_translation(locale)
    page.slug, page.title, page.intro = text["slug"], text["title"], text["intro"]
    page.draft_title = text["title"]
    page.seo_title = text.get("seo_title", "")
    page.search_description = text.get("description", "")
    page.body = builder.body(text)
    for field in ("invitation", "delivery"):
        if hasattr(page, field):
            setattr(page, field, text[field])
    if "greeting" in text:
        choice = page.livechat.get()
        choice.greeting = text["greeting"]
        page.livechat = [choice]
    page.save_revision(user=builder.author).publish()
    return page
