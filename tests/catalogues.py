"""What is marked for translation, and what the catalogues have of it."""

import ast
import gettext
import re

from django.utils.translation.template import templatize

GAP = re.compile(r"\{\w+\}|%\(\w+\)s")
MARKS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ("message",)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "message")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("message", "plural")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "message", "plural")),
}
"""What marks a text in Python, and what its first arguments are."""
_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(\w*gettext|_)\(({_TEXT}(?:,\s*{_TEXT})*)")


def keys(*files):
    """The catalogue's keys of all that these files of Python and templates mark."""
    return {key for file in files for key in _keys(file)}


def _keys(file):
    if file.suffix in (".html", ".txt"):
        for mark, arguments in _IN_TEMPLATE.findall(templatize(file.read_text())):
            yield _key(mark, ast.literal_eval(f"[{arguments}]"))
    elif file.suffix == ".py":
        for node in ast.walk(ast.parse(file.read_text())):
            mark = isinstance(node, ast.Call) and getattr(node.func, "id", None)
            if mark in MARKS and isinstance(node.args[0], ast.Constant):
                given = [each.value for each in node.args if isinstance(each, ast.Constant)]
                yield _key(mark, given)


def _key(mark, given):
    parts = dict(zip(MARKS[mark], given, strict=False))
    context, message = parts.get("context"), parts["message"]
    key = f"{context}\x04{message}" if context else message
    return (key, 0) if "plural" in parts else key


def compiled(root, language):
    """The catalogue that is read when the site runs, by key."""
    with (root / "locale" / language / "LC_MESSAGES/django.mo").open("rb") as catalogue:
        return gettext.GNUTranslations(catalogue)._catalog


def written(root, language):
    """The same of the file that translators edit, but for what has a plural."""
    text = (root / "locale" / language / "LC_MESSAGES/django.po").read_text()
    found = {}
    for block in text.split("\n\n")[1:]:
        if "msgid_plural" in block or block.startswith("#~"):
            continue
        context, message, translated = (
            _part(block, name) for name in ("msgctxt", "msgid", "msgstr")
        )
        if translated:
            found[f"{context}\x04{message}" if context else message] = translated
    return found


def _part(block, name):
    lines = re.search(rf'^{name} ((?:".*"\n?)+)', block, re.M)
    return "".join(map(ast.literal_eval, lines[1].strip().split("\n"))) if lines else ""


def without_plurals(catalogue):
    """What :func:`written` knows of a compiled catalogue."""
    return {key: text for key, text in catalogue.items() if key and isinstance(key, str)}


def gaps(text):
    """What is filled in, by name."""
    return set(GAP.findall(text))
