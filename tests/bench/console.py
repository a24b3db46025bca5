"""
``./script/bench console``: the console over years of history, in sizes one chooses.

Fills a PostgreSQL with made-up talk, lets the product index it, and measures what staff wait for:
lists, one conversation, searches. In this process and one at a time, without network and browser.
"""

import argparse
import os
import shlex
import sys
from contextlib import ExitStack
from datetime import UTC, datetime

from . import documents
from .site import Site
from .systems import redis_and_postgresql

GOAL_MS = 200
WORK = "tests.bench.console_work"


def arguments(words):
    parser = argparse.ArgumentParser(prog="./script/bench console", description=__doc__)
    parser.add_argument("--conversations", type=int, default=100_000)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=100, help="of each kind (100)")
    return parser.parse_args(words)


def run(words):
    options = arguments(words)
    results = {
        "command": shlex.join(["./script/bench", "console", *words]),
        "begun": datetime.now(UTC).isoformat(),
        "machine": documents.machine(),
    }
    with ExitStack() as stack:
        environment = stack.enter_context(redis_and_postgresql(os.environ))
        site = stack.enter_context(Site(environment, WORK))
        site.call("migrate")
        say("filling the database")
        sizes = {"conversations": options.conversations, "messages": options.messages}
        results["sizes"] = site.call("fill", **sizes)
        say("indexing")
        results["indexing"] = site.call("index")
        say("measuring")
        results["measured"] = site.call("measure", requests=options.requests)
    print(table(results))
    say(f"\nWritten to {documents.save(results).relative_to(documents.ROOT)}")
    return 0 if all(each["p95"] < GOAL_MS for each in results["measured"]) else 1


def table(results):
    sizes, indexing = results["sizes"], results["indexing"]
    lines = [
        f"{sizes['conversations']:,} conversations, {sizes['messages']:,} messages; "
        f"index: {indexing['per_second']:,} conversations/s, {indexing['megabytes']:,} MB",
        "",
        f"{'':<44}{'least ms':>9}{'p50 ms':>8}{'p95 ms':>8}{'most ms':>9}{'queries':>9}",
    ]
    for each in results["measured"]:
        name = f"{each['who']}: {each['what']}"
        numbers = f"{each['least']:>9.1f}{each['p50']:>8.1f}{each['p95']:>8.1f}"
        numbers += f"{each['most']:>9.1f}{each['queries']:>9}"
        lines.append(f"{name:<44}{numbers}{'' if each['p95'] < GOAL_MS else '  beyond the goal'}")
    return "\n".join(lines)


def say(line):
    print(line, file=sys.stderr, flush=True)
