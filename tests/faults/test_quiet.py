"""Without any fault: the promise in fair weather, and the checker itself."""

import pytest

from .checker import disagreements


async def test_everybody_sees_everything_once_and_in_order(scene, figure):
    await scene.begin(conversations=4)
    await scene.talk(3, rate=40)
    await scene.prove(within=5)
    figure("slowest ok", scene.journal.slowest_ok())
    figure("slowest display", scene.journal.slowest_display())


@pytest.mark.parametrize("breach", ["lost", "doubled", "phantom", "swapped", "unstored", "hole"])
async def test_the_checker_notices(scene, breach, monkeypatch):
    """A checker that finds nothing proves nothing."""
    await scene.begin(conversations=1)
    await scene.talk(0.5, rate=40)
    await scene.prove(within=5)
    (conversation,) = scene.visitors[0].timelines
    shown = scene.journal.shown["visitor 0", conversation]
    if breach == "lost":
        del shown[-1]
    elif breach == "doubled":
        shown.append(shown[-1])
    elif breach == "swapped":
        shown[-1], shown[-2] = shown[-2], shown[-1]
    else:
        _falsify(scene, breach, conversation, monkeypatch)
    assert disagreements(scene.journal, scene.chatters, scene.world.record)


def _falsify(scene, breach, conversation, monkeypatch):
    stored = scene.world.record.messages([conversation])
    if breach == "phantom":
        scene.journal.shown["visitor 0", conversation][-1:] = []
        scene.journal.show("visitor 0", conversation, stored[conversation][0])
    elif breach == "unstored":
        del stored[conversation][-1]
    else:
        stored[conversation][-1]["seq"] += 1
    monkeypatch.setattr(scene.world.record, "messages", lambda ids: stored)
