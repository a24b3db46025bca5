"""Canned replies that carry pages, pictures and documents of the site."""

import json

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    PageViewRestriction,
    ReferenceIndex,
)

from staff_console.models import CannedReply

pytestmark = pytest.mark.django_db

LISTING = "/admin/snippets/staff_console/cannedreply/"


@pytest.fixture
def things(site):
    """A page, a picture and a document, as ``[("page", page), …]``."""
    picture = Image.objects.create(title="Drawing", file=get_test_image_file())
    document = Document.objects.create(title="Guide", file=ContentFile(b"x", name="guide.pdf"))
    return [("page", site.shop), ("image", picture), ("document", document)]


@pytest.fixture
def reply(things):
    return CannedReply.objects.create(title="All", body="Here they are.", cards=things)


def offer(desk):
    (found,) = desk.start()["canned"]
    return [(each["kind"], each["title"]) for each in found["cards"]], found["left_out"]


def form(**values):
    """As Wagtail's form sends a reply with cards: ``page=pk``."""
    cards = [
        {f"cards-{n}-{name}": value for name, value in _block(kind, pk, n).items()}
        for n, (kind, pk) in enumerate(values.items())
    ]
    sent = {"title": "All", "body": "Hello {visitor_name}", "order": "0", "cards-count": len(cards)}
    return {key: value for each in (sent, *cards) for key, value in each.items()}


def _block(kind, pk, n):
    return {"deleted": "", "order": n, "type": kind, "id": "", "value": pk}


def test_they_are_offered_with_what_the_tray_shows(reply, things, staff, desk_of):
    (found,) = desk_of(staff.admin).start()["canned"]
    assert found["cards"] == [
        {"kind": kind, "id": str(thing.pk), "title": thing.title} for kind, thing in things
    ]
    assert found["left_out"] == 0


def test_what_one_cannot_send_is_left_out_and_counted(reply, things, site, staff, desk_of):
    """Pictures and documents only for those who may choose them, as for cards chosen by hand."""
    assert offer(desk_of(staff.sam)) == ([("page", "Shop")], 2)
    admin = desk_of(staff.admin)
    assert offer(admin)[1] == 0
    private = Collection.get_first_root_node().add_child(name="Drawer")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    below = Collection.objects.get(pk=private.pk).add_child(name="Below")
    Image.objects.update(collection=below)
    assert offer(admin) == ([("page", "Shop"), ("document", "Guide")], 1)
    PageViewRestriction.objects.create(page=site.home, restriction_type="login")
    assert offer(admin) == ([("document", "Guide")], 2)
    Document.objects.all().delete()
    assert offer(admin) == ([], 3)


def test_they_are_written_previewed_and_kept_in_revisions(things, site, staff, desk_of):
    desk = desk_of(staff.admin)
    chosen = {kind: thing.pk for kind, thing in things}
    address = f"{LISTING}preview/"
    assert desk.client.post(address, form(**chosen)).json()["is_valid"]
    shown = desk.client.get(address + "?in_preview_panel=true").content.decode()
    assert "Hello Grace" in shown
    for words in ('href="/shop/"', "<img src=", ">Guide<", "PDF"):
        assert words in shown
    assert desk.client.post(f"{LISTING}add/", form(**chosen)).status_code == 302
    reply = CannedReply.objects.get()
    desk.client.post(f"{LISTING}edit/{reply.pk}/", form(page=site.shop.pk))
    first, last = (json.loads(each.content["cards"]) for each in reply.revisions.order_by("pk"))
    assert [each["type"] for each in first] == ["page", "image", "document"]
    assert [each["type"] for each in last] == ["page"]


def test_a_preview_says_what_could_not_go_out(things, site, staff, desk_of):
    PageViewRestriction.objects.create(page=site.shop, restriction_type="login")
    desk = desk_of(staff.admin)
    address = f"{LISTING}preview/"
    desk.client.post(address, form(page=site.shop.pk))
    shown = desk.client.get(address + "?in_preview_panel=true").content.decode()
    assert "<bdi>Shop</bdi> There is no such thing, or not everybody may see it." in shown


def test_more_than_five_are_refused_in_words(site, staff, desk_of):
    sent = form(page=site.shop.pk) | {"cards-count": 6}
    for n in range(1, 6):
        card = _block("page", site.shop.pk, n)
        sent |= {f"cards-{n}-{name}": value for name, value in card.items()}
    answer = desk_of(staff.admin).client.post(f"{LISTING}add/", sent)
    assert "The maximum number of items is 5" in answer.content.decode()
    assert not CannedReply.objects.exists()


def test_wagtail_knows_where_a_picture_is_used(reply, things):
    picture = things[1][1]
    (reference,) = ReferenceIndex.get_references_to(picture)
    assert reference.object_id == str(reply.pk)


def test_more_of_them_cost_no_more_queries(reply, things, staff, desk_of):
    desk = desk_of(staff.admin)

    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert desk.get("/admin/chat/").status_code == 200
        return len(captured)

    queries()
    few = queries()
    for n in range(5):
        CannedReply.objects.create(title=str(n), body="More", cards=things[::-1])
    assert queries() == few
