"""
SEC-03: a visitor's token is good on the site that gave it, by whichever of its hostnames, and
nothing that a client names makes a start give back a conversation that is there already.
"""

import secrets
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.core import mail, signing
from django.test import Client
from wagtail.models import Locale, Page, Site

from livechat import identity
from livechat.actions.transcripts import SALT
from livechat.models import Conversation, Department, Message, PageChat, Visitor

pytestmark = pytest.mark.django_db(transaction=True)
GARDEN = "garden.test"


@pytest.fixture
def garden(site, settings):
    """A second site with a desk of its own; ``testserver`` and ``www.test`` are the first's."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, GARDEN, "www.test"]
    home = Page(title="Garden", slug="garden", locale=Locale.objects.get())
    site.root.refresh_from_db()
    site.root.add_child(instance=home)
    garden = Site.objects.create(hostname=GARDEN, root_page=home)
    garden.desk = Department.objects.create(name="Garden desk", slug="garden", order=5)
    garden.desk.sites.add(garden)
    PageChat.objects.create(page=home, department=garden.desk)
    return garden


def at(host, visitor):
    """The same browser with its token, at another host."""
    client = Client(headers={"host": host})
    client.cookies[identity.COOKIE_NAME] = visitor.client.cookies[identity.COOKIE_NAME].value
    return client


def start(client, **values):
    values = {"key": secrets.token_urlsafe(16), "client_id": str(uuid.uuid4()), "body": "Hi"} | (
        values
    )
    return client.post("/livechat/conversations/", values, content_type="application/json")


def asked(client, public_id):
    """Status and body of every address of a conversation, without its id."""
    here = f"/livechat/conversations/{public_id}/"
    ping = {"type": "ping", "ref": "1"}
    answers = [
        client.get(here),
        client.get(f"{here}messages/"),
        client.post(f"{here}commands/", ping, content_type="application/json"),
        client.post(f"{here}attachments/", {}),
        client.get(f"{here}attachments/{uuid.UUID(int=1)}/"),
    ]
    return [(each.status_code, each.content.replace(public_id.encode(), b"")) for each in answers]


def test_sec_03_a_token_of_one_site_is_none_on_another(garden, visitor):
    conversation = visitor.start(name="Ada")
    assert {status for status, _body in asked(visitor.client, conversation["id"])[:3]} == {200}
    elsewhere = at(GARDEN, visitor)
    assert asked(elsewhere, conversation["id"]) == asked(elsewhere, str(uuid.uuid4()))
    assert {status for status, _body in asked(elsewhere, conversation["id"])} == {404}
    listed = elsewhere.get("/livechat/conversations/").json()
    assert listed == {"conversations": []}


def test_sec_03_who_starts_on_another_site_is_somebody_else_there(garden, visitor):
    first = visitor.start(name="Ada", email="ada@example.com")
    elsewhere = at(GARDEN, visitor)
    second = start(elsewhere).json()["conversation"]
    assert second["id"] != first["id"] and second["department"]["slug"] == "garden"
    assert elsewhere.cookies[identity.COOKIE_NAME].value not in visitor.cookie
    there = Conversation.objects.get(public_id=second["id"])
    assert (there.visitor.name, there.visitor.email, there.visitor.site) == ("", "", garden)
    assert visitor.get("conversations/").json()["conversations"][0]["id"] == first["id"]


def test_sec_03_a_key_of_one_site_begins_anew_on_another(garden, visitor):
    same = {"key": secrets.token_urlsafe(16), "client_id": str(uuid.uuid4())}
    first = visitor.start(**same)
    assert start(visitor.client, **same, body="Hello").json()["conversation"]["id"] == first["id"]
    elsewhere = Client(headers={"host": GARDEN})
    answer = start(elsewhere, **same, body="Hello")
    assert answer.status_code == 201
    assert answer.json()["conversation"]["id"] != first["id"]
    assert elsewhere.cookies[identity.COOKIE_NAME].value not in visitor.cookie


def test_sec_03_no_reference_makes_a_start_give_back_a_conversation(new_visitor, site):
    owner, stranger = new_visitor(), new_visitor()
    theirs = owner.start()
    stored = Message.objects.get()
    named = dict.fromkeys(("id", "conversation", "public_id", "source_id"), theirs["id"])
    named |= {"visitor": stored.conversation.visitor_id, "token": owner.cookie, "resume": True}
    for key in (theirs["id"], secrets.token_urlsafe(16)):
        values = named | {"key": key, "client_id": str(stored.client_id)}
        mine = stranger.start(**values)
        assert mine["id"] != theirs["id"] and mine["last_seq"] == 1
    listed = stranger.get("conversations/").json()["conversations"]
    assert len(listed) == 2 and theirs["id"] not in [each["id"] for each in listed]


async def test_sec_03_the_socket_refuses_it_too(sockets, garden, visitor):
    conversation = await sync_to_async(visitor.start)()
    path = f"/livechat/ws/visitor/{conversation['id']}/"

    async def opened(host):
        return await sockets.open(path, visitor.cookie, f"http://{host}", host)

    elsewhere = await opened(GARDEN)
    assert (elsewhere.accepted, await elsewhere.closed(), elsewhere.events) == (True, 4404, [])
    for host in ("testserver", "www.test"):
        at_home = await opened(host)
        assert (await at_home.call("hello", v=1))["type"] == "ok"


def test_a_site_is_one_whatever_its_hostname_and_port(garden, visitor):
    conversation = visitor.start()
    assert asked(at("www.test", visitor), conversation["id"])[1][0] == 200
    assert asked(at("testserver:8080", visitor), conversation["id"])[1][0] == 200
    Site.objects.create(hostname="testserver", port=8080, root_page=garden.root_page)
    assert asked(at("testserver:8080", visitor), conversation["id"])[1][0] == 200


def test_the_token_of_a_site_that_is_gone_is_good_nowhere(garden, new_visitor):
    visitor = new_visitor()
    visitor.client = Client(headers={"host": GARDEN})
    conversation = visitor.start()
    assert asked(visitor.client, conversation["id"])[1][0] == 200
    Site.objects.get(hostname=GARDEN).delete()
    assert asked(visitor.client, conversation["id"])[1][0] == 404
    assert asked(at("testserver", visitor), conversation["id"])[1][0] == 404


def test_sec_03_the_link_in_a_mail_opens_on_its_site_only(garden, visitor):
    conversation = visitor.start()
    token = signing.dumps([conversation["id"], "ada@example.com"], salt=SALT, compress=True)
    address = f"/livechat/transcript/{token}/"
    assert visitor.client.get(address).status_code == 200
    elsewhere = Client(headers={"host": GARDEN})
    assert elsewhere.get(address).status_code == elsewhere.post(address).status_code == 404
    assert mail.outbox == []


def test_at_home_the_site_costs_no_query(garden, visitor, django_assert_num_queries, rf):
    visitor.start()
    home, garden = (rf.get("/", headers={"host": host}) for host in ("testserver", GARDEN))
    for request in (home, garden):
        request.COOKIES[identity.COOKIE_NAME] = visitor.client.cookies[identity.COOKIE_NAME].value
    with django_assert_num_queries(1):
        found = identity.visitor_of(home)
    assert found == Visitor.objects.get()
    assert identity.visitor_of(garden) is None
