"""Every word that visitors read is there in English, German, French and Arabic."""

import re
from pathlib import Path

import pytest

import livechat
from livechat import widget_texts
from livechat.happenings import FOR_VISITORS
from tests import catalogues

ROOT = Path(livechat.__file__).parent
LANGUAGES = ("de", "fr", "ar")
FOR_VISITORS_ONLY = [
    "errors.py",
    "before.py",
    "actions/visitors.py",
    "attachments",
    "templates/livechat/email",
    "templates/livechat/plain",
    "templates/livechat/element.html",
    "templates/livechat/widget.html",
    "views",
]
FORMS = set(re.findall(r'pgettext_lazy\("(\w+)", "(.*)"\)', (ROOT / "widget_texts.py").read_text()))


def sources():
    for name in FOR_VISITORS_ONLY:
        place = ROOT / name
        yield from [place] if place.is_file() else sorted(place.rglob("*.*"))


def words():
    found = catalogues.keys(*sources())
    return found | set(widget_texts.ALL.values()) | set(FOR_VISITORS.values())


def test_there_are_words_to_look_for():
    found = words()
    assert {"Chat with us", "You may not do this.", "Please enter your name."} < found
    assert "This is the transcript of your chat." in found
    assert len(found) > 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language):
    catalogue = catalogues.compiled(ROOT, language)
    assert sorted(text for text in words() if not catalogue.get(text)) == []
    if language == "ar":
        assert {f"{category}\x04{text}" for category, text in FORMS} <= set(catalogue)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_what_was_written(language):
    catalogue = catalogues.compiled(ROOT, language)
    assert catalogues.without_plurals(catalogue) == catalogues.written(ROOT, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_the_same(language):
    catalogue = catalogues.compiled(ROOT, language)
    for text in words():
        assert catalogues.gaps(catalogue[text]) == catalogues.gaps(str(text)), text


def test_every_plural_that_the_widget_asks_for_is_written_out():
    asked = {
        (category, english)
        for key, english in widget_texts.TEXTS.items()
        if key.endswith("_other")
        for category in widget_texts.PLURALS
    }
    assert FORMS == asked
