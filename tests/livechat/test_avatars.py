"""A staff member's picture, as visitors get it."""

import io
import re
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.core.files.base import ContentFile
from django.test import RequestFactory
from PIL import Image
from wagtail.models import Site
from wagtail.users.models import UserProfile

from livechat import avatars, identity
from livechat.avatars import address
from livechat.models import Conversation, StaffProfile
from livechat.protocol import objects
from tests.hostile_files import photograph, picture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def give_picture(user, content, name="sam_at_home.jpg"):
    profile = UserProfile.get_for_user(user)
    profile.avatar.save(name, ContentFile(content))
    return profile


async def taken(sockets, visitor, conversation, user):
    """What the visitor is told of whoever took it, at once and when asked again."""
    tab = await sockets.visitor(visitor, conversation)
    console = await sockets.staff_in(conversation, user)
    await console.call("conversation.claim", conversation=conversation["id"])
    told = (await tab.event("conversation.changed"))["conversation"]["assignee"]
    hello = await tab.call("hello", v=1, after=0)
    assert hello["conversation"]["assignee"] == told
    return told


async def test_the_picture_of_whoever_took_it_is_shown_small_and_says_nothing_else(
    sockets, visitor, conversation, staff, async_client
):
    profile = await sync_to_async(give_picture)(staff.sam, photograph())
    told = await taken(sockets, visitor, conversation, staff.sam)
    assert set(told) == {"name", "avatar"}
    shown = told["avatar"]
    assert "sam" not in shown.lower() and profile.avatar.name not in shown
    assert not shown.startswith("/media/")

    answer = await async_client.get(shown)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "immutable" in answer["Cache-Control"] and "public" in answer["Cache-Control"]
    assert not answer.cookies
    image = Image.open(io.BytesIO(answer.content))
    assert (image.size, dict(image.getexif())) == ((96, 96), {})
    assert len(answer.content) < 10_000
    assert b"secret" not in answer.content and b"script" not in answer.content


async def test_without_javascript_there_is_one_face_that_of_who_answers_now(
    sockets, visitor, conversation, staff
):
    """Another of the same name said something before: nothing stands beside that."""
    await sync_to_async(_two_of_one_name)(staff)
    console = await sockets.staff_in(conversation, staff.sam)
    await console.call(
        "message.post",
        **{"conversation": conversation["id"], "client_id": str(uuid.uuid4()), "body": "Hi"},
    )
    first = await sync_to_async(faces)(visitor, conversation)
    mona = await sockets.staff(staff.mona)
    to = {"conversation": conversation["id"], "to": str(staff.mona.pk)}
    await mona.call("conversation.assign", **to)
    second = await sync_to_async(faces)(visitor, conversation)
    assert [len(first), len(second)] == [1, 1] and first != second
    assert second == [await sync_to_async(address)(staff.mona)]


def _two_of_one_name(staff):
    for user in (staff.sam, staff.mona):
        user.first_name, user.last_name = "Robin", "Reed"
        user.save()
        give_picture(user, picture("PNG"), f"{user.pk}.png")


def faces(visitor, conversation):
    """The pictures of people on the conversation's plain page."""
    html = visitor.get(f"conversations/{conversation['id']}/").content.decode()
    return re.findall(r'<img class="face" src="(.*?)"', html)


async def test_who_has_no_picture_has_no_address_of_one(sockets, visitor, conversation, staff):
    assert await taken(sockets, visitor, conversation, staff.sam) == {"name": "Sam"}


def test_another_picture_is_at_another_address_and_nobodys_at_none(
    visitor, conversation, staff, client
):
    first = address(give_picture(staff.sam, picture()).user)
    assert client.get(first).status_code == 200
    second = address(give_picture(staff.sam, picture("WEBP", (300, 200))).user)
    assert second != first
    assert client.get(second).status_code == 200
    colleague = address(give_picture(staff.mona, picture()).user)
    assert colleague not in (first, second)
    for nobodys in (uuid.uuid4().hex, str(staff.sam.pk), "..%2f..%2fsecret"):
        assert client.get(f"/livechat/staff/{nobodys}/").status_code == 404


def test_a_file_that_is_gone_or_no_picture_is_none(staff, client):
    profile = give_picture(staff.sam, b"<html>", "page.png")
    assert client.get(address(profile.user)).status_code == 404
    profile = give_picture(staff.sam, picture(), "sam.png")
    profile.avatar.storage.delete(profile.avatar.name)
    assert client.get(address(profile.user)).status_code == 404


def test_with_pictures_a_list_takes_as_many_queries_as_without(
    visitor, conversation, staff, django_assert_num_queries
):
    Conversation.objects.update(assignee=staff.sam, status="open", waiting_since=None)
    for content in (None, picture()):
        if content:
            give_picture(staff.sam, content)
        with django_assert_num_queries(1):
            row = Conversation.objects.with_people().get()
            seen = objects.conversation(row)["assignee"]
        assert ("avatar" in seen) == bool(content)


def test_rubbish_costs_nothing_and_many_keys_of_nobody_one_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        for rubbish in ("a b", "x" * 300, "A" * 32, "0" * 31):
            assert avatars.picture(rubbish) is None
    avatars.forget_owners()
    with django_assert_num_queries(1):
        for _ in range(5):
            assert avatars.picture(uuid.uuid4().hex) is None


@pytest.mark.parametrize(("called", "is_shown"), [("Sam", True), ("Support", False)])
def test_who_chats_under_another_name_shows_no_picture(staff, called, is_shown):
    user = give_picture(staff.sam, picture()).user
    user.first_name, user.last_name = "Sam", "Quill"
    user.save()
    StaffProfile.objects.update_or_create(user=user, defaults={"display_name": called})
    assert bool(address(type(user).objects.get(pk=user.pk))) == is_shown


def test_without_the_cache_the_database_is_asked(visitor, conversation, staff, client, settings):
    shown = address(give_picture(staff.sam, picture()).user)
    site = Site.objects.get(is_default_site=True)
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    assert client.get(shown).status_code == 200
    assert avatars.picture(uuid.uuid4().hex) is None
    settings.ALLOWED_HOSTS = ["alias.example.com"]
    request = RequestFactory().get("/", headers={"host": "alias.example.com"})
    assert identity.is_at_home(site.hostname, request)
    assert not identity.is_at_home("elsewhere.example.com", request)
