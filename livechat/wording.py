"""The widget's words on a site in a language: the catalogue's, and what the site says otherwise."""

from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from .models import ChatTexts
from .widget_texts import texts_in

KEPT = 60
"""Seconds that other processes may take to notice an edit, with a cache for each process."""


def language_of(page):
    """That of the page where Wagtail has languages, else of the request."""
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return page.locale.language_code
    return translation.get_language() or settings.LANGUAGE_CODE


def texts_for(site, language):
    """Every text by its key."""
    with translation.override(language):
        return texts_in() | edited(site, language)


def edited(site, language):
    """What the site has put in its own words, by key."""
    key = _key(site.pk if site else 0, language)
    found = cache.get(key)
    if found is None:
        # "en-gb" makes do with what was written for "en".
        names = {language, language.partition("-")[0]}
        rows = ChatTexts.objects.filter(site=site, locale__language_code__in=names)
        found = dict(rows.values_list("locale__language_code", "texts"))
        found = found.get(language) or next(iter(found.values()), {})
        cache.set(key, found, KEPT)
    return found


def forget(texts):
    """The texts of a site in a language were edited."""
    cache.delete(_key(texts.site_id, texts.locale.language_code))


def _key(site_pk, language):
    return f"livechat.texts.{site_pk}.{language}"
