"""One world for each pytest process, mended after each test; a new scene for each test."""

import json
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest

from .scene import Scene
from .world import FileWorld, ServerWorld

FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(config, items):
    """They bring their own servers, so once is enough; soaks only when they are asked for."""
    second = os.environ.get("DATABASE_URL", "").startswith("postgres")
    soak = os.environ.get("FAULT_MINUTES")
    ours = [item for item in items if item.path.is_relative_to(FOLDER)]
    out = [item for item in ours if second or (item.get_closest_marker("soak") and not soak)]
    if out:
        items[:] = [item for item in items if item not in out]
        config.hook.pytest_deselected(items=out)


def pytest_configure(config):
    config.addinivalue_line("markers", "soak: long; only script/faults runs it")


@pytest.fixture
def seed(request):
    """FAULT_SEED, or a new one; a failure prints it."""
    seed = int(os.environ.get("FAULT_SEED") or random.randrange(10**6))
    request.node.user_properties.append(("seed", seed))
    print(f"FAULT_SEED={seed}")
    return seed


@pytest.fixture(scope="session")
def _folder():
    path = Path(tempfile.mkdtemp(prefix="faults-"))
    path.chmod(0o755)
    yield path
    if keep := os.environ.get("FAULT_LOGS"):
        for log in path.rglob("*.log"):
            shutil.copy(log, Path(keep) / f"{log.parent.name}-{log.name}")
    shutil.rmtree(path, ignore_errors=True)


def _world(kind, folder, name):
    path = folder / name
    path.mkdir()
    path.chmod(0o755)
    world = kind(path, 0)
    yield world
    world.stop()


@pytest.fixture(scope="session")
def _server_world(_folder):
    yield from _world(ServerWorld, _folder, "servers")


@pytest.fixture(scope="session")
def _file_world(_folder):
    yield from _world(FileWorld, _folder, "file")


@pytest.fixture
def world(_server_world):
    """PostgreSQL, Redis, two web processes; well again after the test."""
    yield _server_world
    _server_world.heal()


@pytest.fixture
def file_world(_file_world):
    yield _file_world
    _file_world.heal()


@pytest.fixture
async def scene(world, seed):
    scene = Scene(world, seed)
    yield scene
    await scene.end()


@pytest.fixture
async def file_scene(file_world, seed):
    scene = Scene(file_world, seed)
    yield scene
    await scene.end()


@pytest.fixture
def figure(request):
    """``figure("back after", seconds)`` keeps a measured number for docs/delivery.md."""

    def note(what, value, unit="s"):
        folder = FOLDER.parents[1] / "var" / "faults"
        folder.mkdir(parents=True, exist_ok=True)
        line = {"test": request.node.name, "what": what, "value": round(value, 2), "unit": unit}
        with (folder / "figures.jsonl").open("a") as file:
            file.write(json.dumps(line) + "\n")

    return note
