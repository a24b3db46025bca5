"""Promise 3: everybody who may see a message is told of it once, in order, and gaps are healed."""

import asyncio

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}


async def posted(socket, count):
    """The numbers of the next ``count`` messages."""
    return [(await socket.event("message.posted"))["message"]["seq"] for _ in range(count)]


async def test_everybody_hears_every_message_once_in_one_order(
    sockets, visitor, conversation, staff
):
    tabs = [await sockets.visitor(visitor, conversation) for _ in range(2)]
    consoles = [await sockets.staff_in(conversation, each) for each in (staff.sam, staff.mona)]
    here = {"conversation": conversation["id"]}

    async def talk(socket, **where):
        return [(await socket.post(str(number), **where))["seq"] for number in range(10)]

    numbers = await asyncio.gather(
        *(talk(tab) for tab in tabs), *(talk(console, **here) for console in consoles)
    )
    assert sorted(sum(numbers, [])) == list(range(2, 42))
    for socket in (*tabs, *consoles):
        assert await posted(socket, 40) == list(range(2, 42))
        assert await socket.hears_nothing_of("message.posted")


async def test_ones_own_order_is_kept(sockets, visitor, conversation):
    tab = await sockets.visitor(visitor, conversation)
    for number in range(30):
        client_id = f"0b0e5a52-6a0f-4c57-8a3a-{number:012}"
        await tab.send(type="message.post", client_id=client_id, body=str(number))
    bodies = [(await tab.event("message.posted"))["message"]["body"] for _ in range(30)]
    assert bodies == [str(number) for number in range(30)]


async def test_who_comes_in_the_middle_misses_nothing_and_sees_nothing_twice(
    sockets, visitor, conversation
):
    tab = await sockets.visitor(visitor, conversation)

    async def talk():
        for number in range(20):
            await tab.post(str(number))

    talking = asyncio.create_task(talk())
    for _ in range(4):
        late = await sockets.visitor(visitor, conversation)
        seen = [message["seq"] for message in late.hello["messages"]]
        assert seen == list(range(1, len(seen) + 1))
        wanted = min(len(seen) + 3, 21)
        while len(seen) < wanted:
            [number] = await posted(late, 1)
            # What was on its way already comes once more; a client draws it once.
            assert number <= seen[-1] + 1
            seen += [number] * (number > seen[-1])
    await talking
    resumed = await late.call("hello", v=1, after=3)
    assert [message["seq"] for message in resumed["messages"]] == list(range(4, 22))


async def test_a_reconnecting_client_is_brought_what_it_missed(sockets, visitor, conversation):
    tab = await sockets.visitor(visitor, conversation)
    gone = await sockets.visitor(visitor, conversation)
    await gone.close()
    for number in range(3):
        await tab.post(str(number))
    back = await sockets.visitor(visitor, conversation, hello=False)
    reply = await back.call("hello", v=1, after=1)
    assert [message["body"] for message in reply["messages"]] == ["0", "1", "2"]
    assert (await tab.post("Live again"))["seq"] == 5
    assert await posted(back, 1) == [5]
