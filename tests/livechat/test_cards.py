"""Something of the site as a card: only what everybody on the web may have."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
    Page,
    PageViewRestriction,
)

from livechat.models import Message
from tests.admin import client_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(conversation, staff):
    """``post("page", pk)``: Sam's card; the reply frame."""
    desk = client_of(staff.sam)

    def send(card, pk, **values):
        frame = {"type": "card.post", "ref": "1", "conversation": conversation["id"]}
        frame |= {"client_id": str(uuid.uuid4()), "card": card, "id": str(pk)} | values
        address = "/admin/chat/api/commands/"
        return desk.post(address, frame, content_type="application/json").json()

    return send


@pytest.fixture
def chooser(staff):
    """Sam's group may choose pictures and documents."""
    names = [("wagtailimages", "choose_image"), ("wagtaildocs", "choose_document")]
    for app, name in names:
        permission = Permission.objects.get(content_type__app_label=app, codename=name)
        root = Collection.get_first_root_node()
        group = staff.sam.groups.get()
        GroupCollectionPermission.objects.create(
            group=group, collection=root, permission=permission
        )


def test_a_page_is_a_title_and_a_link_for_both_sides(post, site, visitor, conversation):
    Page.objects.filter(pk=site.shop.pk).update(search_description="Lamps and more")
    assert post("page", site.shop.pk)["seq"] == 2
    (_, message) = visitor.get(f"conversations/{conversation['id']}/messages/").json()["messages"]
    assert (message["kind"], message["body"]) == ("card", "Shop")
    data = {"kind": "page", "title": "Shop", "url": "/shop/", "text": "Lamps and more"}
    assert message["data"] == data


def test_the_same_card_again_is_one(post, site):
    client_id = str(uuid.uuid4())
    again = [post("page", site.shop.pk, client_id=client_id) for _ in range(2)]
    assert again[0] == again[1]
    assert post("page", site.home.pk, client_id=client_id)["code"] == "conflict"
    assert Message.objects.filter(kind="card").count() == 1


def test_what_is_not_everybodys_is_no_card(post, site):
    assert post("page", site.shop.pk)["type"] == "ok"
    PageViewRestriction.objects.create(page=site.home, restriction_type="login")
    site.off.unpublish()
    for pk in (site.shop.pk, site.home.pk, site.off.pk, site.root.pk, 0, "x", ""):
        assert post("page", pk)["code"] == "bad_value", pk
    assert post("user", 1)["code"] == "bad_value"
    assert Message.objects.filter(kind="card").count() == 1


def test_pictures_and_documents_by_those_who_may_choose_them(post, chooser):
    image = Image.objects.create(title="Heron", file=get_test_image_file())
    document = Document.objects.create(title="Manual", file=ContentFile(b"Hi", name="manual.txt"))
    assert post("image", image.pk)["type"] == "ok"
    assert post("document", document.pk)["type"] == "ok"
    picture, manual = (each.data for each in Message.objects.filter(kind="card").order_by("seq"))
    assert picture["image"] == picture["url"] == image.get_rendition("max-800x800").url
    assert picture["title"] == "Heron"
    assert (manual["title"], manual["url"]) == ("Manual", document.url)
    assert manual["text"].startswith("TXT, 2")
    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, restriction_type="login")
    assert post("image", image.pk)["code"] == "bad_value"
    assert post("document", document.pk)["code"] == "bad_value"


def test_not_by_those_who_may_not(post):
    image = Image.objects.create(title="Heron", file=get_test_image_file())
    assert post("image", image.pk)["code"] == "bad_value"
