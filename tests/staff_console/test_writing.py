"""How a person likes to write: their own choice, in their account settings."""

import json
import re

import pytest

from livechat.models import StaffProfile

pytestmark = pytest.mark.django_db

ACCOUNT = "/admin/account/"


def start_of(desk):
    found = re.search(
        r'id="livechat-console-start" type="application/json">(.*?)</script>',
        desk.get("/admin/chat/").content.decode(),
    )
    return json.loads(found[1])


def test_enter_sends_until_one_chooses_otherwise(staff, desk_of):
    desk = desk_of(staff.sam)
    assert start_of(desk)["send_key"] == "enter"
    page = desk.get(ACCOUNT).content.decode()
    assert "Live chat: writing" in page
    assert 'name="livechat_writing-send_key"' in page
    StaffProfile.objects.update_or_create(user=staff.sam, defaults={"send_key": "mod-enter"})
    assert start_of(desk)["send_key"] == "mod-enter"


def test_only_people_with_a_chat_level_are_asked(staff, desk_of):
    assert "Live chat: writing" not in desk_of(staff.eddie).get(ACCOUNT).content.decode()


def test_the_choosers_of_pages_pictures_and_documents_are_offered(staff, desk_of):
    choosers = start_of(desk_of(staff.sam))["choosers"]
    assert list(choosers) == ["page", "image", "document"]
    for each in choosers.values():
        assert each["url"].startswith("/admin/")


def test_the_keys_are_in_the_page_for_wagtails_dialog(staff, desk_of):
    page = desk_of(staff.sam).get("/admin/chat/").content.decode()
    for key in ("j", "k", "r", "n", "t", "e"):
        assert f'data-w-kbd-key-value="{key}"' in page
