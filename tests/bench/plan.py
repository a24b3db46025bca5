"""What is measured: suites of systems in one world, in alternating rounds."""

from dataclasses import dataclass, replace
from functools import partial

from .queries import queries
from .systems import PRODUCT, RAW, SEQ, STORING, TUTORIAL
from .visit import idle, saturation, saturation_and_latency


@dataclass(frozen=True)
class Suite:
    """``run(guest, sizes)`` for each of the systems, round after round."""

    name: str
    title: str
    world: str
    systems: tuple
    run: object
    processes: int = 1
    uvicorn: bool = False
    rounds: int | None = None
    """Less than the others get, where rounds are long."""
    before: object = None
    """``before(world, sizes)`` once, first."""


async def one_visit(guest, sizes):
    return {"saturation": await saturation(guest, sizes)}


async def fan_out(guest, sizes):
    few = replace(sizes, conversations=max(1, sizes.conversations * 3 // 10))
    return {"saturation": await saturation(guest, few, seats=11)}


def suites(table_messages):
    """All of them, in the order of their running."""
    return [
        Suite(
            "main",
            "One process, PostgreSQL and Redis",
            "postgresql",
            (PRODUCT, SEQ, STORING, TUTORIAL, RAW),
            saturation_and_latency,
        ),
        Suite(
            "queries",
            "Statements, PostgreSQL",
            "postgresql",
            (PRODUCT, SEQ, STORING),
            queries,
            rounds=1,
        ),
        Suite(
            "two-processes",
            "Two processes on the one core: visitors on the first, staff on the other",
            "postgresql",
            (PRODUCT, SEQ),
            one_visit,
            processes=2,
            rounds=2,
        ),
        Suite(
            "fan-out",
            "Ten staff sockets in each conversation",
            "postgresql",
            (PRODUCT, SEQ, RAW),
            fan_out,
            rounds=2,
        ),
        Suite(
            "idle",
            "Idle sockets, PostgreSQL and Redis",
            "postgresql",
            (PRODUCT, TUTORIAL),
            partial(idle, with_load=False),
            rounds=2,
        ),
        Suite(
            "embedded",
            "One process, SQLite (FULL) and the in-memory layer",
            "embedded",
            (PRODUCT, SEQ),
            saturation_and_latency,
        ),
        Suite(
            "embedded-idle",
            "Beside idle sockets, SQLite (FULL) and the in-memory layer",
            "embedded",
            (PRODUCT, TUTORIAL),
            partial(idle, with_load=True),
            rounds=1,
        ),
        Suite(
            "uvicorn",
            "The same on uvicorn, PostgreSQL and Redis",
            "postgresql",
            (PRODUCT, SEQ, RAW),
            saturation_and_latency,
            uvicorn=True,
            rounds=2,
        ),
        Suite(
            "table-empty",
            "Before the table is filled",
            "postgresql",
            (PRODUCT,),
            saturation_and_latency,
            rounds=2,
        ),
        Suite(
            "table-full",
            "A table of many messages",
            "postgresql",
            (PRODUCT,),
            saturation_and_latency,
            before=partial(_fill, messages=table_messages),
            rounds=2,
        ),
    ]


def _fill(world, sizes, messages):
    return {
        "messages": world.site.call("grow", messages=messages, conversations=max(1, messages // 10))
    }
