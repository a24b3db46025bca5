"""Visitors read a department's name in the page's language, staff always the same one."""

import re

import pytest
from django.core.cache import cache
from django.test import override_settings
from wagtail.models import Locale, Page

from livechat.models import Department, Message, PageChat
from tests.admin import client_of

pytestmark = pytest.mark.django_db
LANGUAGES = [("en", "English"), ("de", "German"), ("de-at", "Austrian German")]


@pytest.fixture
def german(site):
    """A page in German that offers both desks; the first is called otherwise there."""
    cache.clear()
    Department.objects.filter(slug="support").update(names={"de": "Kundendienst"})
    page = Page(title="Lampen", slug="lampen", locale=Locale.objects.create(language_code="de"))
    with override_settings(
        LANGUAGES=LANGUAGES, WAGTAIL_CONTENT_LANGUAGES=LANGUAGES, WAGTAIL_I18N_ENABLED=True
    ):
        site.home.add_child(instance=page)
        PageChat.objects.create(page=page, department=site.support, alternatives=[site.sales.pk])
        yield page


def test_a_name_serves_the_variants_of_its_language_and_else_it_is_the_own_one():
    desk = Department(name="Support", names={"de": "Kundendienst", "pt-br": "Ajuda"})
    assert desk.name_in("de") == desk.name_in("de-at") == "Kundendienst"
    assert desk.name_in("pt-br") == "Ajuda"
    assert desk.name_in("pt") == desk.name_in("en") == desk.name_in("") == "Support"


def test_the_choice_is_in_the_pages_language_and_an_english_page_keeps_its_names(
    visitor, german, site
):
    found = visitor.get(f"availability/?page={german.pk}").json()
    assert found["department"] == {"slug": "support", "name": "Kundendienst"}
    assert [each["name"] for each in found["departments"]] == ["Kundendienst", "Sales"]
    found = visitor.get(f"availability/?page={site.home.pk}").json()
    assert found["department"] == {"slug": "support", "name": "Support"}


def test_so_are_the_conversation_its_events_and_the_pages_of_forms_but_not_what_staff_see(
    visitor, german, site, staff
):
    talk = visitor.start(german, department="sales")
    assert talk["department"]["name"] == "Sales"
    desk = staff_client(staff.mona)
    desk("conversation.transfer", talk["id"], department="support")
    [found] = visitor.get("conversations/").json()["conversations"]
    assert found["department"] == {"slug": "support", "name": "Kundendienst"}
    told = visitor.get(f"conversations/{talk['id']}/messages/").json()["messages"][-1]
    assert told["data"] == {"code": "moved", "name": "Kundendienst"}
    assert "Kundendienst" in told["body"]
    stored = Message.objects.get(kind="event")
    assert (stored.data["from"], stored.data["to"]) == ("Sales", "Support")
    seen = desk("conversation.open", talk["id"], after=0)["conversation"]
    assert seen["department"] == {"slug": "support", "name": "Support"}

    start = visitor.get(f"?page={german.pk}").content.decode()
    assert ">Kundendienst</h1>" in start
    assert re.findall(r'<option value="(\w+)"[^>]*>([^<]+)<', start) == [
        ("support", "Kundendienst"),
        ("sales", "Sales"),
    ]
    assert "<bdi>Kundendienst</bdi>" in start  # among their chats
    assert ">Kundendienst</h1>" in visitor.get(f"conversations/{talk['id']}/").content.decode()


def staff_client(user):
    """Commands of a staff member over HTTP."""
    client = client_of(user)

    def command(kind, conversation, **frame):
        frame |= {"type": kind, "conversation": conversation}
        answer = client.post("/admin/chat/api/commands/", frame, content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    return command
