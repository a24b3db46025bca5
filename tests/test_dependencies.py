"""Which way imports point: the plugin knows none of its users, and a layer only lower ones."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the bottom up: a part of livechat imports from its own row and those above it in this list.
LAYERS = [
    {
        "conf",
        "contrast",
        "errors",
        "handshakes",
        "happenings",
        "memory",
        "surfer",
        "widget_texts",
    },
    {"attachments", "cards", "models", "filters", "throttle", "origins"},
    {
        "audit",
        "avatars",
        "identity",
        "opening",
        "page_choice",
        "protocol",
        "scoping",
        "theme",
        "wording",
        "zones",
    },
    {"access", "appearance", "history", "log_actions", "pages", "panels", "queue", "resume_link"},
    {"doors", "explanation", "granted", "inbox", "people", "policy", "searching", "tasks"},
    {"delivery"},
    {"actions", "before"},
    {"handling"},
    {"consumers", "management", "signals", "timed", "views"},
    {"asgi", "checks", "routing", "templatetags", "urls", "wagtail_hooks"},
    {"apps", "jinja2tags"},
]
HEIGHT = {part: height for height, parts in enumerate(LAYERS) for part in parts}


def files(package):
    return [file for file in (ROOT / package).rglob("*.py") if "migrations" not in file.parts]


def imports(file):
    """The full names of the modules that a file imports, wherever in it."""
    package = file.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            yield from (f"{module}.{alias.name}" for alias in node.names)


def importers(package, *wanted):
    """The files of a package that import one of these modules, as paths below the root."""
    return {
        str(file.relative_to(ROOT))
        for file in files(package)
        if any(f"{name}.".startswith(f"{each}.") for name in imports(file) for each in wanted)
    }


def part_of(name):
    return name.split(".")[1]


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [("livechat", ("staff_console", "cms", "tests")), ("staff_console", ("cms", "tests"))],
)
def test_the_plugin_knows_nothing_of_those_who_use_it(package, forbidden):
    assert importers("cms", "livechat", "staff_console")
    assert importers(package, *forbidden) == set()


def test_every_part_of_livechat_imports_from_lower_layers_only():
    upward = set()
    for file in files("livechat"):
        own = file.relative_to(ROOT / "livechat").with_suffix("").parts[0]
        if own == "__init__":
            continue
        assert own in HEIGHT, f"{own} is new: give it a layer"
        for name in imports(file):
            if name.startswith("livechat.") and HEIGHT.get(part_of(name), 0) > HEIGHT[own]:
                upward.add(f"{file.relative_to(ROOT)} imports {name}")
    assert not upward, "\n".join(sorted(upward))


def test_guardian_is_behind_the_policy():
    assert importers("livechat", "guardian") == {
        "livechat/access.py",
        "livechat/models/grants.py",  # its base classes
    }
    assert importers("staff_console", "guardian") == set()


def test_one_module_talks_to_the_channel_layer():
    assert importers("livechat", "channels.layers") == {"livechat/delivery/nodes.py"}
    assert importers("staff_console", "channels") == set()


def test_only_consumers_and_delivery_are_async():
    found = {
        str(file.relative_to(ROOT).parent)
        for package in ("livechat", "staff_console")
        for file in files(package)
        if file.name != "asgi.py"
        and any(
            isinstance(node, ast.AsyncFunctionDef) for node in ast.walk(ast.parse(file.read_text()))
        )
    }
    assert found == {"livechat/consumers", "livechat/delivery"}


def test_event_frames_are_built_in_one_place():
    """A literal ``"type": "message.posted"`` anywhere else would be a second place."""
    kinds = re.findall(r'"([a-z]+\.[a-z]+)"', (ROOT / "livechat/protocol/events.py").read_text())
    assert "message.posted" in kinds
    for file in [*files("livechat"), *files("staff_console")]:
        if file.name != "events.py":
            for kind in kinds:
                assert f'"type": "{kind}"' not in file.read_text(), file


# JavaScript: core <- ui <- widget, and core <- ui <- the console; the last two never meet.

STATIC = {
    "core": ROOT / "livechat/static/livechat/core",
    "ui": ROOT / "livechat/static/livechat/ui",
    "widget": ROOT / "livechat/static/livechat/widget",
    "editor": ROOT / "livechat/static/livechat/editor",
    "console": ROOT / "staff_console/static/staff_console",
}
MAY_IMPORT = {
    "core": {"core"},
    "ui": {"core", "ui"},
    "widget": {"core", "ui", "widget"},
    "editor": {"core", "ui", "editor"},
    "console": {"core", "ui", "console"},
}
IMPORT = re.compile(
    r"""^(?:import\s*(?:[\w*{}\s,$]+?\sfrom\s*)?|export\s*[\w*{}\s,$]+?\sfrom\s*)["']([^"']+)["'](;?)
    |\bimport\(["']([^"']+)["']\)""",
    re.MULTILINE | re.VERBOSE,
)


def script_imports(file):
    """(address, ends with a semicolon) of every static and dynamic import."""
    for static, end, dynamic in IMPORT.findall(file.read_text()):
        yield static or dynamic, bool(end) or bool(dynamic)


@pytest.mark.parametrize("folder", STATIC)
def test_scripts_import_in_one_direction_by_relative_path_with_a_semicolon(folder):
    for file in STATIC[folder].rglob("*.js"):
        for address, ends in script_imports(file):
            where = f"{file.relative_to(ROOT)}: {address}"
            assert address.startswith(("./", "../")) and address.endswith(".js"), where
            assert ends, f"{where} without a semicolon, which Django's storage does not rewrite"
            target = served(file).parent.joinpath(address).resolve()
            assert any(
                target.is_relative_to(served(STATIC[each])) for each in MAY_IMPORT[folder]
            ), where
            assert any((ROOT / app / "static" / target.relative_to("/s")).exists() for app in APPS)


def test_no_script_imports_in_a_circle():
    """Django's manifest storage would hash such files for ever: collectstatic fails."""
    imported = {
        served(file): {
            served(file).parent.joinpath(address).resolve() for address, _ in script_imports(file)
        }
        for folder in STATIC.values()
        for file in folder.rglob("*.js")
    }

    def follow(file, trail):
        assert file not in trail, [each.name for each in (*trail, file)]
        for each in imported.get(file, ()):
            if each not in done:
                follow(each, (*trail, file))
        done.add(file)

    done = set()
    for file in imported:
        follow(file, ())
    assert len(done) > 50


APPS = ("livechat", "staff_console")


def served(path):
    """Where a static file is on the site, whichever app brings it."""
    return Path("/s") / Path(*path.relative_to(ROOT).parts[2:])


def test_scripts_do_import_one_another():
    assert any(script_imports(file) for file in STATIC["widget"].rglob("*.js"))
    assert [address for address, _ in script_imports(STATIC["core"] / "link.js")]
