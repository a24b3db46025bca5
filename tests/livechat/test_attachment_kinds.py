"""SEC-34 to SEC-37: what is taken, what is refused, and what names become."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from livechat.attachments import kinds, names, pictures
from livechat.attachments.checking import check
from livechat.errors import BadValue
from tests.hostile_files import REFUSED, SCRIPT, TAKEN, animation, archive, photograph, picture


def checked(name, content):
    return check(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=lambda value: str(value)[:30])
def test_taken(name, content):
    file = checked(name, content)
    assert file.content_type in (*kinds.TYPES.values(), "image/png", "image/jpeg") or (
        file.content_type in ("image/gif", "image/webp")
    )
    if file.width:
        assert SCRIPT not in file.file.read()


@pytest.mark.parametrize(("name", "content"), REFUSED, ids=lambda value: str(value)[:30])
def test_refused(name, content):
    with pytest.raises(BadValue):
        checked(name, content)


def test_a_photograph_loses_its_place_and_stands_upright():
    file = checked("a.jpg", photograph())
    made = file.file.read()
    assert b"secret" not in made and b"Exif" not in made
    assert (file.width, file.height) == (30, 40) == Image.open(io.BytesIO(made)).size


def test_an_animation_still_moves():
    made = checked("a.gif", animation()).file.read()
    assert Image.open(io.BytesIO(made)).n_frames == 3


def test_a_picture_is_named_for_what_it_is():
    file = checked("lamp.png", picture("JPEG"))
    assert (file.name, file.content_type) == ("lamp.jpg", "image/jpeg")


def test_a_large_picture_is_made_smaller():
    file = checked("wide.png", picture(size=(pictures.MAX_SIDE * 2, 40)))
    assert (file.width, file.height) == (pictures.MAX_SIDE, 20)


def test_a_site_may_take_archives(settings):
    with pytest.raises(BadValue):
        checked("a.zip", archive(b"x"))
    settings.WAGTAIL_LIVECHAT = {"ATTACHMENT_TYPES": ["zip"]}
    assert checked("a.zip", archive(b"x")).content_type == "application/zip"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Bill.PDF", "Bill.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\a.txt", "a.txt"),
        ("in\u202evoice\u2066.pdf", "invoice.pdf"),
        ("a\u200b\ufeff\u200fb\U000e0041.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ('a"<b>.pdf', "a__b_.pdf"),
        ("a\x00.png", "a.png"),
        ("q" + "\u0301" * 500 + ".pdf", "q\u0301\u0301\u0301.pdf"),
        ("\u0627\u0644\u0641\u0627\u062a\u0648\u0631\u0629.pdf",) * 2,
        ("a" * 300 + ".pdf", "a" * 96 + ".pdf"),
        ("...pdf", "pdf"),
        ("", "file"),
        ("a . . .txt", "a.txt"),
    ],
)
def test_names(given, shown):
    assert names.clean(given)[0] == shown
