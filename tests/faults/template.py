"""A filled database kept in var/faults, so that only the first run after a migration fills one."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "faults"
SECRET_KEY = "only for fault tests"
"""Constant, because the kept sessions are signed with it."""


def fill(world, data):
    """Put the filled database at ``data``; the staff's sessions. Makes both when there are none."""
    kept = KEPT / f"{data.name}-{_key()}"
    if not (kept / "staff.json").exists():
        _make(world, data, kept)
    subprocess.run(["cp", "-a", f"{kept}/data", str(data)], check=True)
    return json.loads((kept / "staff.json").read_text())


def _make(world, data, kept):
    world.make_empty()
    world.fill()
    world.close_database()
    for old in KEPT.glob(f"{data.name}-*"):
        shutil.rmtree(old, ignore_errors=True)
    kept.mkdir(parents=True)
    subprocess.run(["mv", str(data), f"{kept}/data"], check=True)
    (kept / "staff.json").write_text(json.dumps(world.sessions))


def _key():
    """Different when anything that the filled database depends on is."""
    sources = [ROOT / "requirements.txt", Path(__file__).with_name("seed.py")]
    sources += sorted(ROOT.glob("*/migrations/*.py"))
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
