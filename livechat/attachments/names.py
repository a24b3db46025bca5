"""The name a file is shown under: one line that cannot lie about where it ends."""

import re
import unicodedata

MAX_NAME = 100
MAX_MARKS = 3
"""Combining marks in a row; more of them paint over the lines above and below."""
# Controls, format characters (bidi and zero-width ones among them), surrogates, private and
# unassigned code points, and every line and paragraph separator.
_UNSHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNSAFE = re.compile(r'[<>:"|?*]')


def clean(name):
    """``(name, extension)``: the name to show, and its extension in lower case."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = "".join(" " if c.isspace() else c for c in name if c.isspace() or _is_shown(c))
    name = " ".join(_UNSAFE.sub("_", _calm(name)).split()).lstrip(". ").rstrip(". ")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    # What ends in something odd has no extension at all, so that no rule is asked about it.
    if not (extension.isascii() and extension.isalnum() and len(extension) <= 10):
        return (name or "file")[:MAX_NAME], ""
    extension = extension.lower()
    stem = stem.rstrip(". ")[: MAX_NAME - len(extension) - 1] or "file"
    return f"{stem}.{extension}", extension


def with_extension(name, extension):
    """``name`` with the extension that its content has."""
    return f"{name.rpartition('.')[0]}.{extension}"


def _is_shown(character):
    return unicodedata.category(character) not in _UNSHOWN


def _calm(name):
    kept, marks = [], 0
    for character in name:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
