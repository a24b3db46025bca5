"""``python -m tests.bench``; ``./script/bench`` calls it. See ``--help``."""

import argparse
import asyncio
import gc
import os
import resource
import shlex
import signal
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime

from . import console, documents, goals, report
from .plan import suites
from .site import Site
from .systems import WORLDS
from .visit import Sizes, World, visit

FULL = {"rounds": 3, "sizes": Sizes(), "table": 1_000_000, "minutes": 17}
QUICK = {
    "rounds": 1,
    "sizes": Sizes(seconds=2, warm_up=0.5, rate_seconds=2, idle=500),
    "table": 10_000,
    "minutes": 10,
}
QUICK_SUITES = ("main", "queries", "two-processes", "embedded")


def arguments():
    parser = argparse.ArgumentParser(prog="./script/bench", description=__doc__.partition(";")[0])
    parser.add_argument("--quick", action="store_true", help="a sanity run of about two minutes")
    parser.add_argument("--only", help="suites, comma-separated: " + ", ".join(names()))
    parser.add_argument("--systems", help="leave out the systems not named here, comma-separated")
    parser.add_argument("--rounds", type=int, help="alternating rounds (3; quick: 1)")
    parser.add_argument("--seconds", type=float, help="of each measured stretch (4; quick: 2)")
    parser.add_argument("--conversations", type=int, help="that talk at once (100)")
    parser.add_argument("--outstanding", type=int, help="messages under way in each (4)")
    parser.add_argument("--idle", type=int, help="idle sockets (5000; quick: 500)")
    parser.add_argument("--table", type=int, help="messages in the large table (1000000)")
    parser.add_argument(
        "--departments", type=int, default=1, help="that staff and conversations are spread over"
    )
    parser.add_argument("--uvicorn", action="store_true", help="also on uvicorn (--docs does)")
    parser.add_argument("--docs", action="store_true", help="write the tables of the docs page")
    return parser.parse_args()


def names():
    return [suite.name for suite in suites(0)]


class Run:
    """One run of the benchmark: the worlds it needs, the suites in them, and the results."""

    def __init__(self, options, log):
        given = QUICK if options.quick else FULL
        self.options, self.log = options, log
        self.rounds = options.rounds or given["rounds"]
        self.deadline = time.monotonic() + given["minutes"] * 60
        self.sizes = _sizes(given["sizes"], options)
        self.suites = _chosen(suites(options.table or given["table"]), options)
        self.server_core = _split_cores()
        self.results = {
            "command": shlex.join(["./script/bench", *sys.argv[1:]]),
            "begun": datetime.now(UTC).isoformat(),
            "machine": documents.machine(),
            "sizes": vars(self.sizes) | {"rounds": self.rounds},
            "suites": {},
        }

    def run(self):
        for name in WORLDS:
            chosen = [suite for suite in self.suites if suite.world == name]
            if chosen:
                self._run_world(name, chosen)
        self.results["load_average_after"] = os.getloadavg()
        return self.results

    def _run_world(self, name, chosen):
        say(f"{name}: a database with people and places in it")
        with ExitStack() as stack:
            environment = stack.enter_context(WORLDS[name](os.environ))
            site = stack.enter_context(Site(environment))
            site.call("migrate")
            site.call("count_statements", on=False)
            prepared = site.call(
                "prepare",
                places=self.sizes.conversations + self.sizes.idle + self.sizes.warm_sockets,
                staff=100,
                departments=self.options.departments,
            )
            world = World(environment, site, **prepared, server_core=self.server_core, log=self.log)
            world.uvicorn = documents.RESULTS / "uvicorn"
            for suite in chosen:
                self._run_suite(suite, world)

    def _run_suite(self, suite, world):
        say(f"{suite.name}: {suite.title}")
        found = {"title": suite.title, "rounds": {}}
        if suite.before:
            found["before"] = suite.before(world, self.sizes)
        self.results["suites"][suite.name] = found
        systems = _named(suite.systems, self.options)
        for number in range(min(self.rounds, suite.rounds or self.rounds)):
            # Every other round backwards, so that nobody is always first.
            for system in systems if number % 2 == 0 else reversed(systems):
                if time.monotonic() > self.deadline:
                    return say("  out of time")
                values = self._visit(suite, world, system)
                found["rounds"].setdefault(system.name, []).append(values)

    def _visit(self, suite, world, system):
        async def measured(guest):
            return await suite.run(guest, self.sizes)

        gc.collect()
        gc.freeze()
        try:
            values = asyncio.run(visit(world, system, measured, suite.processes, suite.uvicorn))
        except Exception as problem:
            while isinstance(problem, ExceptionGroup):
                problem = problem.exceptions[0]
            values = {"failed": f"{type(problem).__name__}: {problem}"}
        gc.unfreeze()
        say(f"  {system.name}: {_summary(values)}")
        return values


def _sizes(sizes, options):
    changes = {
        "seconds": options.seconds,
        "rate_seconds": options.seconds,
        "conversations": options.conversations,
        "outstanding": options.outstanding,
        "idle": options.idle,
    }
    return Sizes(**(vars(sizes) | {name: each for name, each in changes.items() if each}))


def _chosen(found, options):
    wanted = options.only.split(",") if options.only else QUICK_SUITES if options.quick else names()
    unknown = set(wanted) - set(names())
    if unknown:
        sys.exit(f"There is no suite {', '.join(sorted(unknown))}. There are {', '.join(names())}.")
    with_uvicorn = options.uvicorn or options.docs
    return [each for each in found if each.name in wanted and (with_uvicorn or not each.uvicorn)]


def _named(systems, options):
    wanted = options.systems.split(",") if options.systems else [each.name for each in systems]
    return [each for each in systems if each.name in wanted]


def _split_cores():
    """The first core for the server, the others for us and what we start. None with one core."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        return None
    os.sched_setaffinity(0, cores[1:])
    return cores[0]


def _summary(values):
    if "failed" in values:
        return values["failed"]
    parts = []
    for title, path in report.COLUMNS:
        value = report.value_at(values, path)
        if value is not None and len(parts) < 6:
            parts.append(f"{title.strip()} {value}")
    faults = dict(goals._faults_in(values))
    return ", ".join(parts) + (f"  FAULTS {faults}" if faults else "")


def say(line):
    print(line, file=sys.stderr, flush=True)


def main():
    if sys.argv[1:2] == ["console"]:
        return console.run(sys.argv[2:])
    options = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    documents.RESULTS.mkdir(parents=True, exist_ok=True)
    log = documents.RESULTS / "servers.log"
    log.write_text("")
    results = Run(options, log).run()
    verdicts, faults = goals.judge_all(results), goals.faults(results)
    results |= {"goals": verdicts, "faults": faults}
    print(report.render(results, verdicts, faults))
    say(f"\nWritten to {documents.save(results).relative_to(documents.ROOT)}")
    if options.docs:
        documents.write_page(results, verdicts, faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
