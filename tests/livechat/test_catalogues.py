"""Every word that visitors read is there in English, German, French and Arabic."""

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

import livechat
from livechat import widget_texts
from livechat.happenings import FOR_VISITORS

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
GAP = re.compile(r"\{\w+\}|%\(\w+\)s")
MARKED = re.compile(r"""gettext\((u'(?:[^'\\]|\\.)*'|u"(?:[^"\\]|\\.)*")\)""")
CALLS = {"_", "gettext", "gettext_noop", "gettext_lazy"}


def sources():
    for name in FOR_VISITORS_ONLY:
        place = ROOT / name
        yield from [place] if place.is_file() else sorted(place.rglob("*.*"))


def translatable(file):
    """What a file of Python or a template marks for translation."""
    if file.suffix in (".html", ".txt"):
        for text in MARKED.findall(templatize(file.read_text())):
            yield ast.literal_eval(text)
    elif file.suffix == ".py":
        for node in ast.walk(ast.parse(file.read_text())):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", None) in CALLS
            if called and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def words():
    found = {text for file in sources() for text in translatable(file)}
    return found | set(widget_texts.ALL.values()) | set(FOR_VISITORS.values())


def compiled(language):
    file = ROOT / "locale" / language / "LC_MESSAGES/django.mo"
    with file.open("rb") as catalogue:
        return gettext.GNUTranslations(catalogue)._catalog


def written(language):
    """Messages and translations of the file that translators edit, but for its plurals."""
    text = (ROOT / "locale" / language / "LC_MESSAGES/django.po").read_text()
    for block in text.split("\n\n")[1:]:
        if "msgid_plural" in block or block.startswith("#~"):
            continue
        parts = (_part(block, name) for name in ("msgctxt", "msgid", "msgstr"))
        context, message, translated = parts
        if translated:
            yield f"{context}\x04{message}" if context else message, translated


def _part(block, name):
    lines = re.search(rf'^{name} ((?:".*"\n?)+)', block, re.M)
    return "".join(map(ast.literal_eval, lines[1].strip().split("\n"))) if lines else ""


def test_there_are_words_to_look_for():
    found = words()
    assert {"Chat with us", "You may not do this.", "Please enter your name."} < found
    assert "This is the transcript of your chat." in found
    assert len(found) > 120


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language):
    catalogue = compiled(language)
    assert sorted(text for text in words() if not catalogue.get(text)) == []
    if language == "ar":
        assert {f"{category}\x04{text}" for category, text in FORMS} <= set(catalogue)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_what_was_written(language):
    catalogue = compiled(language)
    assert {key: text for key, text in catalogue.items() if key and isinstance(key, str)} == dict(
        written(language)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_the_same(language):
    catalogue = compiled(language)
    for text in words():
        assert set(GAP.findall(catalogue[text])) == set(GAP.findall(text)), text


def test_every_plural_that_the_widget_asks_for_is_written_out():
    asked = {
        (category, english)
        for key, english in widget_texts.TEXTS.items()
        if key.endswith("_other")
        for category in widget_texts.PLURALS
    }
    assert FORMS == asked
