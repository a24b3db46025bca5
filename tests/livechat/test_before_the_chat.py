"""What a site asks before a chat, and that the server insists on it: over JSON and on the page."""

import re
import secrets
import uuid
from datetime import time, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from livechat.models import (
    ChatSettings,
    ChatTexts,
    ConsentText,
    Conversation,
    OpenSpan,
    PageChat,
    Schedule,
    Visitor,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def sets(site):
    """Changes the site's settings."""

    def change(**values):
        found = ChatSettings.of(site.site)
        for name, value in values.items():
            setattr(found, name, value)
        found.full_clean()
        found.save()
        cache.clear()
        return found

    return change


def wish(**values):
    return {"key": secrets.token_urlsafe(16), "client_id": str(uuid.uuid4()), "body": "Hi"} | values


def available(page):
    return Client().get(f"/livechat/availability/?page={page.pk}").json()


def refused(visitor, **values):
    answer = visitor.post("conversations/", wish(**values))
    assert answer.status_code == 400, answer.content
    assert answer.json()["code"] == "bad_value"
    return answer.json()["message"]


def start_form(page, **values):
    """Sends the start form of the page without JavaScript, hidden fields included; the answer."""
    browser = Client()
    html = browser.get(f"/livechat/?page={page.pk}").content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    return html, browser.post("/livechat/", hidden | {"body": "Hi"} | values)


def closed_now():
    """Hours that open in three days, for a minute."""
    schedule = Schedule(name="Rarely", time_zone="UTC")
    day = (timezone.now() + timedelta(days=3)).weekday()
    schedule.spans = [OpenSpan(day=day, opens=time(9), closes=time(9, 1))]
    schedule.save()
    return schedule


class TestFields:
    def test_what_is_required_is_asked_for_and_insisted_on(self, sets, visitor, site):
        visitor.start(site.home)
        sets(name_field="required", email_field="required")
        assert available(site.home)["fields"] == {"name": "required", "email": "required"}
        other = type(visitor)()
        assert refused(other) == "Please enter your name."
        assert refused(other, name="Ada", email=" ") == "Please enter your email address."
        other.start(site.home, name="Ada", email="ada@example.com")
        assert Conversation.objects.count() == 2

    def test_what_is_known_is_not_asked_again(self, sets, visitor, site):
        sets(name_field="required", email_field="required")
        visitor.start(site.home, name="Ada", email="ada@example.com")
        visitor.start(site.home)
        assert visitor.get("conversations/").json()["visitor"] == {
            "name": "Ada",
            "email": "ada@example.com",
            "verified": False,
        }

    def test_the_page_without_javascript_asks_the_same(self, sets, site):
        html, answer = start_form(site.home)
        assert answer.status_code == 302
        assert html.count("(optional)") == 2
        sets(name_field="required", email_field="off")
        html, answer = start_form(site.home)
        assert "Your name" in html and "Your email" not in html and "(optional)" not in html
        assert answer.status_code == 400
        assert "Please enter your name." in answer.content.decode()
        assert start_form(site.home, name="Ada")[1].status_code == 302

    def test_an_address_is_needed_when_nobody_is_there(self, sets, visitor, site):
        sets(email_when_away=True)
        assert available(site.home)["fields"] == {"name": "optional", "email": "required"}
        assert refused(visitor) == "Please enter your email address."
        visitor.start(site.home, email="ada@example.com")
        assert Conversation.objects.get().status == "waiting"


class TestConsent:
    def test_it_is_asked_insisted_on_and_kept_with_its_text_and_time(self, sets, visitor, site):
        visitor.start(site.home)
        assert Conversation.objects.get().consented_at is None
        sets(asks_consent=True, privacy_page=site.off)
        asked = available(site.home)["consent"]
        assert asked["words"].startswith("I agree")
        assert asked["link"] == site.off.url
        assert asked["link_text"] == "Privacy notice"
        words = "Please tick the box to agree before you send."
        assert refused(visitor) == refused(visitor, consent=False) == words
        visitor.start(site.home, consent=True, consent_version=asked["version"])
        row = Conversation.objects.latest("pk")
        assert row.consented_at == row.created_at
        kept = row.consent_text
        assert (kept.version, kept.text, kept.link) == (
            asked["version"],
            asked["words"],
            asked["link"],
        )

    def test_other_words_are_another_version(self, sets, visitor, site):
        sets(asks_consent=True)
        old = available(site.home)["consent"]["version"]
        visitor.start(site.home, consent=True)
        ChatTexts.objects.create(
            site=site.site, locale=site.home.locale, texts={"consent": "You may keep this."}
        )
        cache.clear()
        asked = available(site.home)["consent"]
        assert (asked["words"], asked["link"]) == ("You may keep this.", "")
        changed = "The text you agreed to has changed. Please read it again."
        assert refused(visitor, consent=True, consent_version=old) == changed
        visitor.start(site.home, consent=True, consent_version=asked["version"])
        texts = [row.consent_text.text for row in Conversation.objects.order_by("pk")]
        assert texts[1] == "You may keep this." != texts[0]
        assert ConsentText.objects.count() == 2

    def test_the_page_without_javascript_has_the_box_unticked(self, sets, site):
        sets(asks_consent=True, privacy_page=site.off)
        html, answer = start_form(site.home)
        box = re.search(r'<input[^>]*type="checkbox"[^>]*>', html)[0]
        assert "required" in box and "checked" not in box
        assert f'href="{site.off.url}"' in html
        assert answer.status_code == 400 and not Conversation.objects.exists()
        assert start_form(site.home, consent="yes")[1].status_code == 302
        assert Conversation.objects.get().consent_text


class TestDepartments:
    @pytest.fixture
    def offered(self, site):
        PageChat.objects.filter(page=site.shop).update(alternatives=[site.support.pk, 999_999])
        return site.shop

    def test_a_page_may_offer_several(self, offered, visitor, site):
        assert "departments" not in available(site.home)
        found = available(offered)
        assert found["department"]["slug"] == "sales"
        assert [each["slug"] for each in found["departments"]] == ["sales", "support"]
        assert all(each["online"] is False for each in found["departments"])
        visitor.start(offered)
        visitor.start(offered, department="support")
        slugs = [row.department.slug for row in Conversation.objects.order_by("pk")]
        assert slugs == ["sales", "support"]

    def test_only_what_the_page_offers_can_be_chosen(self, offered, visitor, site):
        for slug in ("nothing", "sales"):
            problem = refused(visitor, page=site.home.pk, department=slug)
            assert problem == "This page does not offer that department."
        site.support.is_active = False
        site.support.save()
        cache.clear()
        assert "departments" not in available(offered)
        refused(visitor, page=offered.pk, department="support")

    def test_the_page_below_that_chooses_for_itself_offers_its_own(self, offered, site):
        below = offered.add_child(
            instance=Page(title="Lamps", slug="lamps", locale=site.home.locale)
        )
        assert len(available(below)["departments"]) == 2
        PageChat.objects.create(page=below, department=site.support)
        cache.clear()
        assert "departments" not in available(below)

    def test_the_page_without_javascript_has_the_choice(self, offered):
        html, answer = start_form(offered, department="support")
        assert re.findall(r'<option value="(\w+)"', html) == ["sales", "support"]
        assert answer.status_code == 302
        assert Conversation.objects.get().department.slug == "support"


class TestHours:
    def test_closed_hours_say_when_they_open_and_take_messages(self, sets, visitor, site):
        assert "opens_at" not in available(site.home)
        sets(schedule=closed_now())
        opens_at = available(site.home)["opens_at"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT09:00:00\.000Z", opens_at)
        visitor.start(site.home)
        assert Conversation.objects.get().status == "waiting"
        html, answer = start_form(site.home)
        assert "We are back on" in html
        assert answer.status_code == 302

    def test_a_departments_own_hours_come_before_the_sites(self, sets, site):
        sets(schedule=closed_now())
        always = Schedule(name="Always", time_zone="UTC")
        always.spans = [OpenSpan(day=day, opens=time(0), closes=time(0)) for day in range(7)]
        always.save()
        site.sales.schedule = always
        site.sales.save()
        cache.clear()
        assert "opens_at" not in available(site.shop)
        assert "opens_at" in available(site.home)

    def test_a_constant_number_of_queries(self, sets, site, django_assert_num_queries):
        sets(schedule=closed_now(), asks_consent=True)
        available(site.shop)
        cache.clear()
        with django_assert_num_queries(14, exact=False):
            available(site.shop)


class TestSiteUsers:
    @pytest.fixture
    def grace(self, django_user_model):
        create = django_user_model.objects.create_user
        return create("grace", "grace@example.com", "x", first_name="Grace", last_name="Hopper")

    def test_they_are_recognised_without_a_form(self, sets, visitor, site, grace):
        sets(name_field="required", email_field="required")
        visitor.client.force_login(grace)
        assert visitor.get("conversations/").json()["visitor"] == {
            "name": "Grace Hopper",
            "email": "grace@example.com",
            "verified": True,
        }
        started = visitor.start(site.home, name="Somebody", email="else@example.com")
        row = Conversation.objects.get()
        assert (row.user, row.visitor.name, row.visitor.email) == (
            grace,
            "Grace Hopper",
            "grace@example.com",
        )
        answer = visitor.command(started, "visitor.update", name="The Boss")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

    def test_a_logged_in_session_opens_nothing(self, visitor, site, grace, new_visitor):
        visitor.client.force_login(grace)
        started = visitor.start(site.home)
        elsewhere = new_visitor()
        elsewhere.client.force_login(grace)
        path = f"conversations/{started['id']}/messages/"
        assert visitor.get(path).status_code == 200
        assert elsewhere.get(path).status_code == 404
        assert elsewhere.get("conversations/").json()["conversations"] == []

    def test_who_logged_out_is_not_verified_and_keeps_the_name(self, visitor, site, grace):
        visitor.client.force_login(grace)
        visitor.start(site.home)
        del visitor.client.cookies["sessionid"]
        visitor.start(site.home, name="Somebody")
        first, second = Conversation.objects.order_by("pk")
        assert (first.is_verified, second.is_verified) == (True, False)
        assert second.visitor.name == "Grace Hopper"

    def test_another_account_in_the_same_browser_is_another_visitor(
        self, visitor, site, grace, django_user_model
    ):
        visitor.client.force_login(grace)
        started = visitor.start(site.home)
        visitor.client.force_login(django_user_model.objects.create_user("alan", password="x"))
        visitor.start(site.home)
        assert Visitor.objects.count() == 2
        assert visitor.get(f"conversations/{started['id']}/messages/").status_code == 404

    def test_staff_are_not_recognised(self, visitor, site, staff):
        for person in (staff.sam, staff.eddie, staff.admin):
            visitor.client.force_login(person)
            assert visitor.get("conversations/").json() == {"conversations": []}
        visitor.start(site.home)
        row = Conversation.objects.get()
        assert (row.user, row.visitor.user, row.visitor.name) == (None, None, "")

    def test_a_site_may_leave_it(self, sets, visitor, site, grace):
        visitor.client.force_login(grace)
        assert "visitor" in visitor.get("conversations/").json()
        sets(recognises_users=False)
        assert visitor.get("conversations/").json() == {"conversations": []}
        visitor.start(site.home)
        assert Conversation.objects.get().user is None


def test_what_the_page_tells_of_the_visit_is_kept_for_staff(visitor, site):
    visitor.start(site.home, context={"Order": "1234", "Basket": "3 lamps"})
    assert Conversation.objects.get().context == {"Order": "1234", "Basket": "3 lamps"}
    too_many = {str(number): "x" for number in range(11)}
    for context in (too_many, {"a": 1}, {"": "x"}, ["a"], {"a": "x" * 201}, {"a" * 41: "x"}):
        answer = visitor.post("conversations/", wish(context=context))
        assert answer.status_code == 400, context
