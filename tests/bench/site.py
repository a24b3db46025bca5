"""
The site's side of the benchmark, in a process of its own with Django: people and places before a
load, what is stored after it. ``Site`` starts it; they speak JSON lines.
"""

import importlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass

SETTINGS = "tests.bench.baseline.settings"


@dataclass(frozen=True)
class Place:
    """Where one talk happens: a conversation of the product and a room of the baselines."""

    id: str
    cookie: str
    room: str


class Site:
    """``site.call("name", argument=…)`` gives what that function of ``module`` does."""

    def __init__(self, environment, module="tests.bench.site_work"):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.site", module],
            env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": SETTINGS},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def call(self, name, **arguments):
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"The site's side died in {name}; what it said is above.")
        return json.loads(answer)


def serve(module):
    import django

    django.setup()
    work = importlib.import_module(module)

    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(getattr(work, name)(**arguments)), flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
