"""Hints that get lost, doubled or mixed up on the way, with a channel layer that looks healthy."""

import json
import time

import pytest

HINT_LOST = 25


@pytest.fixture
def control(world):
    """``control(process number, lose=0.5, …)``; ends with the test."""
    paths = []
    for number, process in enumerate(world.web):
        path = world.folder / f"trouble{number}.json"
        paths.append(path)
        if "troubled" not in process.environment["DJANGO_SETTINGS_MODULE"]:
            process.environment = process.environment | {
                "DJANGO_SETTINGS_MODULE": "tests.faults.troubled",
                "FAULT_CONTROL": str(path),
            }
            process.end()
    world.heal()

    def set_trouble(number, **trouble):
        draft = paths[number].with_suffix(".new")
        draft.write_text(json.dumps(trouble))
        draft.rename(paths[number])

    yield set_trouble
    for path in paths:
        path.unlink(missing_ok=True)


async def test_fi16_mixed_up_doubled_and_invented(scene, control, world):
    """Neither order nor number of the hints shows in what people see."""
    await scene.begin(conversations=3)
    for number in range(2):
        control(number, shuffle=0.5, double=0.5)
    async with scene.talking(rate=30):
        for _ in range(20):
            world.redis.ask("PUBLISH", "asgi__group__livechat.nodes", "nonsense")
        await scene.talk(2)
    await scene.prove(within=HINT_LOST)
    assert not scene.journal.closes


@pytest.mark.parametrize("lost", [0.01, 0.5, 1])
async def test_fi17_lost(scene, control, figure, lost):
    """Even when every hint is lost without a word, everything arrives with the heartbeats."""
    await scene.begin(conversations=3)
    for number in range(2):
        control(number, lose=lost)
    await scene.talk(2)
    # What heals is read, and the hint of that may be lost as well.
    took = await scene.prove(within=2 * HINT_LOST)
    figure(f"healed with {lost:.0%} of the hints lost", took)
    figure("slowest display", scene.journal.slowest_display())
    assert scene.journal.slowest_display() < HINT_LOST
    assert not scene.journal.closes


async def test_fi18_clocks_differ_and_jump(scene, control):
    """One process two minutes ahead, one behind, then an hour back: order and delivery stay."""
    await scene.begin(conversations=3)
    control(0, skew=120)
    control(1, skew=-120)
    await scene.talk(1.5, rate=30)
    control(0, skew=-3600)
    since = time.monotonic()
    await scene.talk(1.5, rate=30)
    await scene.prove(within=HINT_LOST)
    assert scene.journal.slowest_display(since) < 5
    assert not scene.journal.closes
