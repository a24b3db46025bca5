"""The bundle gives our own properties short names; none of them may be a key of what we answer."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def shortened():
    listed = re.search(r"^ours='(.*?)'", (ROOT / "script/build").read_text(), re.M | re.S)
    return set(listed[1].split())


def keys():
    """Every key of a dictionary and every field of a class in the plugin's Python."""
    for file in (ROOT / "livechat").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Dict):
                yield from ((key.value, file) for key in node.keys if isinstance(key, ast.Constant))
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "dict":
                yield from ((each.arg, file) for each in node.keywords)
            elif isinstance(node, ast.ClassDef):
                fields = (each for each in node.body if isinstance(each, ast.AnnAssign))
                yield from ((each.target.id, file) for each in fields)


def test_no_key_of_an_answer_is_shortened_in_the_bundle():
    names = shortened()
    assert {"timeline", "resync"} <= names
    found = {f"{key} ({file.relative_to(ROOT)})" for key, file in keys() if key in names}
    assert found == set()
