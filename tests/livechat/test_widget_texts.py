"""The widget's words: English in JavaScript, everything translatable in Python."""

import re
from pathlib import Path

from django.utils import translation

import livechat
from livechat.widget_texts import TEXTS, for_the_widget, texts_in

WIDGET = Path(livechat.__file__).parent / "static/livechat/widget"


def test_the_widget_and_the_catalogue_have_the_same_english():
    words = "".join((WIDGET / f"{name}.js").read_text() for name in ("strings", "later-strings"))
    pairs = re.findall(r'^  (\w+): "(.*)",$', words, re.MULTILINE)
    assert dict(pairs) == TEXTS
    assert len(pairs) > 40


def test_an_english_page_carries_no_texts():
    with translation.override("en"):
        assert for_the_widget(texts_in()) == {}
