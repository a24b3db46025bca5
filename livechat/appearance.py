"""What a site's settings and texts make of the widget's element, kept for a minute."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from . import conf, theme
from .attachments import kinds
from .models import ChatSettings
from .widget_texts import for_the_widget
from .wording import KEPT, language_of, texts_for


@dataclass(frozen=True)
class Appearance:
    """
    ``texts`` are all words by their key, ``strings_json`` those that the script does not know;
    ``theme_url`` is empty without colours.
    """

    language: str
    is_rtl: bool
    texts: dict
    strings_json: str
    side: str
    theme_url: str


def appearance(site, page):
    """In the language of ``page``, or of the request on a site that has no languages."""
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        # Not by its code, which would be a query for each page that is seen.
        return _kept(site, f"locale-{page.locale_id}", lambda: language_of(page))
    return in_language(site, language_of(page))


def in_language(site, language):
    return _kept(site, f"language-{language}", lambda: language)


def element(looks, page_id=None):
    """What the template of the element needs besides, on a page and on one of ours."""
    base_url = reverse("livechat:availability").removesuffix("availability/")
    limits = kinds.limits()
    return {
        "looks": looks,
        "page_id": page_id or "",
        "base_url": base_url,
        "start_url": f"{base_url}?page={page_id}" if page_id else base_url,
        "preview": _preview_words(looks.language) if conf.get("TYPING_PREVIEW") else "",
        "enter": conf.get("SEND_KEY") if conf.get("SEND_KEY") != "enter" else "",
        "title_count": conf.get("TITLE_COUNT"),
        "files_json": json.dumps(limits) if limits != kinds.USUAL else "",
    }


def _preview_words(language):
    with translation.override(language):
        return translation.gettext("We see what you write before you send it.")


def forget(site_pk):
    """The settings or texts of this site were edited."""
    languages = [f"language-{code}" for code, _name in settings.LANGUAGES]
    locales = [f"locale-{pk}" for pk in Locale.objects.values_list("pk", flat=True)]
    cache.delete_many([_key(site_pk, each) for each in [*languages, *locales]])


def _kept(site, which, language):
    key = _key(site.pk if site else 0, which)
    found = cache.get(key)
    if found is None:
        found = _read(site, language())
        cache.set(key, found, KEPT)
    return found


def _key(site_pk, which):
    return f"livechat.appearance.{site_pk}.{which}"


def _read(site, language):
    texts, chosen = texts_for(site, language), ChatSettings.of(site)
    version = theme.version(theme.sheet(chosen))
    with translation.override(language):
        is_rtl = translation.get_language_bidi()
    return Appearance(
        language=language,
        is_rtl=is_rtl,
        texts=texts,
        strings_json=json.dumps(for_the_widget(texts), ensure_ascii=False),
        side=str(chosen.side),
        theme_url=reverse("livechat:theme", args=[version]) if version else "",
    )
