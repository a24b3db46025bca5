"""Files in conversations: sent once, kept apart, read by those who may and by nobody else."""

import io
import itertools
import json
import re
import shutil
import uuid
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image

import livechat
from livechat.actions import attachments as actions
from livechat.attachments import kinds
from livechat.models import Attachment, Conversation, Department, Message
from tests.hostile_files import PDF, picture

pytestmark = pytest.mark.django_db(transaction=True)


FRAMES = Path(__file__).parents[1] / "protocol/frames"
FOLDER = settings.MEDIA_ROOT.parent / "livechat-attachments"


@pytest.fixture(autouse=True)
def empty_folder():
    shutil.rmtree(FOLDER, ignore_errors=True)


def send(visitor, conversation, name="a.pdf", content=PDF, client_id=None, **headers):
    path = f"/livechat/conversations/{conversation['id']}/attachments/"
    client_id = client_id or str(uuid.uuid4())
    values = {"client_id": client_id, "file": SimpleUploadedFile(name, content)}
    return visitor.client.post(path, values, headers=headers)


def sent(visitor, conversation, *args, **values):
    answer = send(visitor, conversation, *args, **values)
    assert answer.status_code == 201, answer.content
    return answer.json()["message"]


def address(conversation, attachment_id):
    return f"/livechat/conversations/{conversation['id']}/attachments/{attachment_id}/"


def kept_files():
    return {path.name for path in FOLDER.rglob("*") if path.is_file()}


def test_a_file_becomes_a_message_and_can_be_had_again(visitor, conversation):
    message = sent(visitor, conversation, "Bill for June.pdf")
    data = message["data"]
    assert (message["seq"], message["kind"], message["body"]) == (2, "file", "Bill for June.pdf")
    assert message["author"]["role"] == "visitor"
    assert data == {
        "id": data["id"],
        "name": "Bill for June.pdf",
        "size": len(PDF),
        "type": "application/pdf",
    }
    answer = visitor.client.get(address(conversation, data["id"]))
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Bill for June.pdf"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]


def test_a_picture_is_shown_and_made_anew(visitor, conversation):
    data = sent(visitor, conversation, "lamp.png", picture() + b"<html>")["data"]
    assert (data["type"], data["width"], data["height"]) == ("image/png", 40, 30)
    answer = visitor.client.get(address(conversation, data["id"]))
    assert answer["Content-Disposition"] == 'inline; filename="lamp.png"'
    assert b"<html>" not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == (40, 30)


def test_history_tells_of_the_file_as_the_answer_did(visitor, conversation):
    message = sent(visitor, conversation)
    found = visitor.get(f"conversations/{conversation['id']}/messages/?after=1").json()
    assert found["messages"] == [message]


def test_the_same_client_id_again_is_the_same_message(visitor, conversation):
    client_id = str(uuid.uuid4())
    first = sent(visitor, conversation, client_id=client_id)
    again = send(visitor, conversation, client_id=client_id)
    assert (again.status_code, again.json()["message"]) == (200, first)
    visitor.command(conversation, "conversation.close")
    assert send(visitor, conversation, client_id=client_id).json()["message"] == first
    other = send(visitor, conversation, content=PDF + b"x", client_id=client_id)
    assert (other.status_code, other.json()["code"]) == (409, "conflict")
    assert Message.objects.filter(kind="file").count() == Attachment.objects.count() == 1


def test_a_client_id_of_a_text_is_no_file(visitor, conversation):
    client_id = str(uuid.uuid4())
    visitor.say(conversation, "Hello again", client_id=client_id)
    assert send(visitor, conversation, client_id=client_id).json()["code"] == "conflict"
    assert not Attachment.objects.exists()


def test_what_is_not_taken(visitor, conversation):
    def code(**values):
        answer = send(visitor, conversation, **values)
        return answer.status_code, answer.json()["code"]

    assert code(client_id="7") == (400, "bad_value")
    assert code(content=bytes(11 * 2**20)) == (413, "too_long")
    assert code(content=PDF + bytes(10 * 2**20)) == (413, "too_long")
    assert code(name="a.svg") == (400, "bad_value")
    path = f"/livechat/conversations/{conversation['id']}/attachments/"
    no_file = visitor.client.post(path, {"client_id": str(uuid.uuid4())})
    assert (no_file.status_code, no_file.json()["code"]) == (400, "bad_value")
    assert visitor.client.get(path).status_code == 405
    visitor.command(conversation, "conversation.close")
    assert code() == (409, "closed")
    assert not Attachment.objects.exists() and not kept_files()


def test_a_foreign_origin_and_a_blocked_visitor_are_refused(visitor, conversation):
    assert send(visitor, conversation, origin="http://testserver").status_code == 201
    assert send(visitor, conversation, origin="https://evil.example").status_code == 403
    assert send(visitor, conversation, origin="null").status_code == 403
    row = Conversation.objects.get()
    row.visitor.is_blocked = True
    row.visitor.save()
    assert send(visitor, conversation).status_code == 403


def test_sec_02_only_the_diagonal_of_visitors_conversations_and_files(new_visitor, site):
    """SEC-02: every visitor with every conversation and every file, by every method."""
    owners = [new_visitor() for _ in range(2)]
    talks = [(owner, owner.start(site.home)) for owner in (*owners, owners[0])]
    files = [(owner, talk, sent(owner, talk)["data"]["id"]) for owner, talk in talks]
    stranger, missing = new_visitor(), str(uuid.uuid4())
    for who, (_, talk, _id), (_, _talk, file) in itertools.product(
        [*owners, stranger], files, [*files, (None, None, missing)]
    ):
        path = address(talk, file)
        expected = 200 if (who, talk, file) in files else 404
        nothing = who.client.get(address({"id": missing}, missing))
        for answer in (
            who.client.get(path),
            who.client.head(path),
            who.client.get(path, headers={"range": "bytes=0-3"}),
        ):
            assert answer.status_code == expected
        if expected == 404:
            assert who.client.get(path).content == nothing.content


def test_a_file_is_nowhere_among_the_public_uploads(visitor, conversation):
    sent(visitor, conversation)
    (name,) = kept_files()
    row = Attachment.objects.get()
    assert len(name) == 32 and name not in (str(row.public_id), row.name)
    for path in (f"/media/{row.file.name}", f"/media/../livechat-attachments/{row.file.name}"):
        assert visitor.client.get(path).status_code in (400, 404)
    with pytest.raises(ValueError):
        row.file.url  # noqa: B018


@pytest.mark.parametrize("name", ["..%2f..%2fsettings", "..", "a/b", "%00", "x" * 300])
def test_no_path_leads_to_another_file(visitor, conversation, name):
    assert visitor.client.get(address(conversation, name)).status_code == 404


def test_a_file_is_sent_and_read_with_forms(visitor, conversation, settings):
    page = f"/livechat/conversations/{conversation['id']}/"
    form = {"type": "attach", "client_id": str(uuid.uuid4())}
    values = form | {"file": SimpleUploadedFile("a <b>.png", picture())}
    assert visitor.client.post(page, values).status_code == 302
    html = visitor.client.get(page).content.decode()
    data = Message.objects.get(kind="file").data
    assert f'<img src="{address(conversation, data["id"])}" alt="a _b_.png"' in html
    assert "Up to 10 MB" in html
    form["client_id"] = str(uuid.uuid4())
    values = form | {"file": SimpleUploadedFile("a.exe", b"MZ")}
    answer = visitor.client.post(page, values)
    assert (answer.status_code, "cannot be sent" in answer.content.decode()) == (400, True)
    settings.WAGTAIL_LIVECHAT = {"ATTACHMENT_MAX_BYTES": 1}
    values = form | {"file": SimpleUploadedFile("a.pdf", bytes(100_000))}
    assert visitor.client.post(page, values).status_code == 413


def test_a_file_is_as_its_golden_frame(visitor, conversation):
    frame = json.loads((FRAMES / "answer.attachment.json").read_text())["frame"]
    message = sent(visitor, conversation, "lamp.png", picture())
    assert message.keys() == frame["message"].keys()
    assert message["data"].keys() == frame["message"]["data"].keys()


def test_clients_know_the_usual_limits_and_pages_carry_others(visitor, site, settings):
    source = (Path(livechat.__file__).parent / "static/livechat/ui/attach.js").read_text()
    megabytes, types = re.search(r"megabytes: (\d+),\n  types: (\[.*\]),", source).groups()
    assert (
        {"megabytes": int(megabytes), "types": json.loads(types)} == kinds.USUAL == kinds.limits()
    )
    settings.WAGTAIL_LIVECHAT = {"ATTACHMENT_TYPES": ["pdf"]}
    assert kinds.limits() == {"megabytes": 10, "types": ["pdf"]}


def test_quotas(visitor, conversation, settings):
    settings.WAGTAIL_LIVECHAT = {"ATTACHMENT_QUOTAS": {"conversation": 2 * len(PDF)}}
    assert send(visitor, conversation).status_code == 201
    assert send(visitor, conversation).status_code == 201
    answer = send(visitor, conversation)
    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
    assert answer["Retry-After"]
    another = visitor.start()
    assert send(visitor, another).status_code == 201
    settings.WAGTAIL_LIVECHAT = {"ATTACHMENT_QUOTAS": {"sender_day": 3 * len(PDF)}}
    assert send(visitor, another).status_code == 429
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}
    assert send(visitor, another).status_code == 201


def test_files_go_with_their_conversation(visitor, conversation):
    sent(visitor, conversation)
    sent(visitor, conversation, "a.png", picture())
    assert len(kept_files()) == 2
    Conversation.objects.get().delete()
    assert not Attachment.objects.exists() and not kept_files()


def test_orphans_are_purged_and_only_they(visitor, conversation):
    kept = sent(visitor, conversation)["data"]["id"]
    row = Attachment.objects.get()
    row.pk, row.public_id, row.client_id = None, uuid.uuid4(), uuid.uuid4()
    row.file.save("x", io.BytesIO(PDF))
    assert len(kept_files()) == 2
    Attachment.objects.update(is_posted=False)
    assert actions.purge_orphans() == 0
    Attachment.objects.update(created_at=timezone.now() - 2 * actions.ORPHANED_AFTER)
    call_command("livechat_purge_uploads")
    assert str(Attachment.objects.get().public_id) == kept
    assert len(kept_files()) == 1


def console(conversation, *more):
    return "/".join(["/admin/chat/api/conversations", conversation["id"], "attachments", *more, ""])


def staff_client(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_staff_send_and_read_by_their_level(visitor, conversation, staff):
    theirs = sent(visitor, conversation)["data"]["id"]

    def upload(user):
        values = {"client_id": str(uuid.uuid4()), "file": SimpleUploadedFile("a.pdf", PDF)}
        return staff_client(user).post(console(conversation), values)

    def read(user):
        return staff_client(user).get(console(conversation, theirs)).status_code

    answer = upload(staff.sam)
    assert answer.status_code == 201, answer.content
    message = answer.json()["message"]
    assert message["author"] == {"role": "staff", "name": "Sam", "id": str(staff.sam.pk)}
    own = visitor.client.get(address(conversation, message["data"]["id"]))
    assert own.content == PDF
    row = Conversation.objects.get()
    assert (row.status, row.assignee) == ("open", staff.sam)
    assert upload(staff.olive).status_code == 403
    assert upload(staff.sasha).status_code == 404
    assert upload(staff.eddie).status_code == 404
    people = (staff.sam, staff.olive, staff.mona, staff.admin, staff.sasha, staff.eddie)
    assert [read(user) for user in people] == [200, 200, 200, 200, 404, 404]
    assert Client().get(console(conversation, theirs)).status_code == 403


def test_sec_15_a_file_of_another_conversation_is_not_there(visitor, conversation, staff, site):
    other = visitor.start(site.shop)
    file = sent(visitor, other)["data"]["id"]
    client = staff_client(staff.sam)
    assert client.get(console(conversation, file)).status_code == 404
    assert client.get(console(other, file)).status_code == 404
    assert staff_client(staff.sasha).get(console(other, file)).status_code == 200
    Conversation.objects.filter(public_id=other["id"]).update(
        department=Department.objects.get(slug="support")
    )
    assert client.get(console(other, file)).status_code == 200


def test_the_consoles_upload_asks_for_djangos_token(conversation, staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff.sam, backend="django.contrib.auth.backends.ModelBackend")
    values = {"client_id": str(uuid.uuid4()), "file": SimpleUploadedFile("a.pdf", PDF)}
    assert client.post(console(conversation), values).status_code == 403
    assert not Attachment.objects.exists()


async def test_both_sides_hear_of_it_after_the_commit(sockets, visitor, conversation, staff):
    tab = await sockets.visitor(visitor, conversation)
    desk = await sockets.staff_in(conversation, staff.sam)
    message = await sync_to_async(sent)(visitor, conversation)
    assert (await tab.event("message.posted"))["message"] == message
    heard = (await desk.event("message.posted"))["message"]
    assert heard["data"] == message["data"]
