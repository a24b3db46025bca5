"""Each person's own choices of how to be told that somebody waits."""

import json

import pytest

from staff_console.notices.models import NoticeChoices
from tests.sidebar import item

pytestmark = pytest.mark.django_db

ACCOUNT = "/admin/account/"
PANEL = "livechat-waiting-panel"


def choices(desk):
    return json.loads(item(desk.get(ACCOUNT))["attrs"]["data-livechat-waiting-choices-value"])


def choose(desk, **values):
    """Save the account's form as the browser sends it."""
    form = {"name_email-first_name": "Sam", "name_email-last_name": "Stone"}
    form |= {"name_email-email": "sam@example.com", "locale-preferred_language": ""}
    form |= {"locale-current_time_zone": "", "theme-theme": "system", "theme-density": "default"}
    form |= {"theme-contrast": "system", "theme-keyboard_shortcuts": "on"}
    form |= {f"livechat_notices-{name}": value for name, value in values.items()}
    answer = desk.client.post(ACCOUNT, form)
    assert answer.status_code == 302, answer.context and answer.context["panels_by_tab"]


def test_message_number_and_panel_are_on_and_what_makes_noise_is_off(staff, desk_of):
    assert choices(desk_of(staff.sam)) == {
        "number": True,
        "message": True,
        "mentions": True,
        "escalations": True,
        "title": True,
        "dashboard": True,
        "sound": False,
        "desktop": False,
        "every": 60,
        "hold": False,
    }


def test_what_one_chooses_is_one_s_own(staff, desk_of):
    sam, olive = desk_of(staff.sam), desk_of(staff.olive)
    choose(sam, sound="on", every="30")
    chosen = choices(sam)
    assert (chosen["sound"], chosen["message"], chosen["every"]) == (True, False, 30)
    assert choices(olive)["sound"] is False


def test_account_settings_sent_without_the_panel_change_no_choice(staff, desk_of):
    sam = desk_of(staff.sam)
    choose(sam, sound="on", every="30")
    choose(sam)
    assert choices(sam)["sound"] is True


def test_the_dashboard_says_who_waits_unless_one_chose_otherwise(visitor, staff, desk_of, site):
    visitor.start(site.home, name="Grace")
    sam = desk_of(staff.sam)
    page = sam.get("/admin/").content.decode()
    assert PANEL in page
    assert "Grace" in page
    NoticeChoices.objects.create(user=staff.sam, dashboard=False)
    assert PANEL not in sam.get("/admin/").content.decode()


def test_editors_without_any_chat_level_have_neither_panel_nor_choices(staff, desk_of):
    eddie = desk_of(staff.eddie)
    assert PANEL not in eddie.get("/admin/").content.decode()
    assert "livechat_notices" in desk_of(staff.sam).get(ACCOUNT).content.decode()
    assert "livechat_notices" not in eddie.get(ACCOUNT).content.decode()


def test_those_who_manage_something_choose_about_what_is_not_answered_in_time(staff, desk_of):
    field = "livechat_notices-escalations"
    assert field in desk_of(staff.mona).get(ACCOUNT).content.decode()
    sam = desk_of(staff.sam)
    assert field not in sam.get(ACCOUNT).content.decode()
    choose(sam, every="30")
    assert (choices(sam)["mentions"], choices(sam)["escalations"]) == (False, True)
    choose(desk_of(staff.mona), mentions="on", every="30")
    assert choices(desk_of(staff.mona))["escalations"] is False
