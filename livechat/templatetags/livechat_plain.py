"""For mails and the pages without JavaScript: the site's words with their gaps filled."""

import re

from django import template
from django.utils import formats, timezone
from django.utils.html import Urlizer
from django.utils.safestring import mark_safe

from ..widget_texts import filled

register = template.Library()

WEB_ADDRESS = re.compile(r"https?://|/", re.IGNORECASE)


class _Linker(Urlizer):
    """As the widget does (ui/links.js): what says http or https, no mail and no bare names."""

    simple_url_2_re = re.compile(r"(?!)")
    url_template = '<a href="{href}" rel="noopener noreferrer nofollow ugc">{url}</a>'

    @staticmethod
    def is_email_simple(value):
        return False


_linker = _Linker()


@register.simple_tag(takes_context=True)
def words(context, key, **values):
    """``{% words "back" title=page.title %}``: the text of that key, its gaps filled."""
    return filled(context["texts"][key], values)


@register.simple_tag(takes_context=True)
def back_on(context, opening):
    """When closed hours open next, in their own time zone."""
    opens_at = opening.opens_at
    if opens_at is None:
        return context["texts"]["closed"]
    days = (opens_at.date() - timezone.now().astimezone(opens_at.tzinfo).date()).days
    time = formats.time_format(opens_at, "TIME_FORMAT")
    zone = opens_at.tzname()
    if days == 0:
        return words(context, "back_today", time=f"{time} {zone}")
    day = formats.date_format(opens_at, "l" if days < 7 else "DATE_FORMAT")
    return words(context, "back_on", day=day, time=f"{time} {zone}")


@register.filter
def rating_words(texts, score):
    """What a score from 1 to 5 means."""
    return texts[f"rating_{score}"]


@register.filter
def label_of(texts, name):
    """The label of the field ``name``."""
    return texts[f"your_{name}"]


@register.filter
def named(department, language):
    """The department's name for who reads that language."""
    return department.name_in(language)


@register.filter
def in_words(problem, texts):
    """What a refusal, a ChatError, says in the site's own words."""
    return problem.said(texts)


@register.filter
def linked(text):
    """Escaped text in which addresses of the web are links."""
    return mark_safe(_linker(str(text), autoescape=True))  # noqa: S308 - the linker escapes


@register.filter
def web_address(address):
    """The address if it leads to the web or into this site, else nothing."""
    return address if isinstance(address, str) and WEB_ADDRESS.match(address) else ""


@register.filter
def file_kind(name):
    """What kind of file it is, as its name ends: "PDF"."""
    return name.rpartition(".")[2].upper()


@register.filter
def card_word(texts, kind):
    """What a card is: a page, a document or a picture."""
    return texts.get(f"card_{kind}", "")
