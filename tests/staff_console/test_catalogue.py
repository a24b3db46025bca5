"""Every word that staff read is there in German, the console's and those of the models it shows."""

from pathlib import Path

import pytest

import livechat
import staff_console
from tests import catalogues

PACKAGES = [Path(package.__file__).parent for package in (livechat, staff_console)]
OTHER_PLURALS = {"zero", "two", "few", "many"}
"""Forms of numbers that German has not: the widget's texts name them all."""


def words(root):
    files = [*root.rglob("*.py"), *root.rglob("templates/**/*.html"), *root.rglob("*.txt")]
    found = catalogues.keys(*files)
    return {key for key in found if str(key).partition("\x04")[0] not in OTHER_PLURALS}


def english(key):
    text = key[0] if isinstance(key, tuple) else key
    return text.rpartition("\x04")[2]


@pytest.mark.parametrize("root", PACKAGES, ids=["livechat", "staff_console"])
def test_every_word_is_translated_and_compiled(root):
    catalogue = catalogues.compiled(root, "de")
    found = words(root)
    assert len(found) > 250
    assert sorted(str(key) for key in found if not catalogue.get(key)) == []
    assert catalogues.without_plurals(catalogue) == catalogues.written(root, "de")
    for key in found:
        assert catalogues.gaps(catalogue[key]) == catalogues.gaps(english(key)), key


def test_words_of_every_kind_are_looked_for():
    found = words(PACKAGES[1])
    assert "Chat console" in found
    assert "priority\x04Urgent" in found, "with a context"
    assert "Keep it as" in found, "of a template"
    assert any(isinstance(key, tuple) for key in found), "with a plural"
