"""For the pages without JavaScript: the site's words with their gaps filled."""

import re

from django import template
from django.utils import formats, timezone

register = template.Library()


@register.simple_tag(takes_context=True)
def words(context, key, **values):
    """``{% words "back" title=page.title %}``: the text of that key, its gaps filled."""
    return re.sub(r"\{(\w+)\}", lambda gap: str(values.get(gap[1], "")), context["texts"][key])


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
