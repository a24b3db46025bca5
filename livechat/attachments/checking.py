"""From an upload to what is kept of it."""

from dataclasses import dataclass

from django.core.files.base import ContentFile

from .. import conf
from ..errors import BadValue, TooBig
from . import kinds, names, pictures


@dataclass(frozen=True)
class Checked:
    """A file that may be kept. ``width`` and ``height`` are those of a picture, else None."""

    name: str
    content_type: str
    size: int
    file: object
    width: int | None = None
    height: int | None = None


def check(upload):
    """What is kept of ``upload``. Raises TooBig or BadValue for what this site does not take."""
    if upload.size > conf.get("ATTACHMENT_MAX_BYTES"):
        raise too_big()
    name, extension = names.clean(upload.name or "")
    if not upload.size or extension not in kinds.allowed():
        raise refusal()
    if extension in kinds.IMAGES:
        return _picture(name, upload)
    upload.seek(0)
    head = upload.read(kinds.HEAD)
    upload.seek(0)
    if not kinds.begins_like(extension, head):
        raise refusal()
    return Checked(name, kinds.TYPES[extension], upload.size, upload)


def too_big():
    megabytes = conf.get("ATTACHMENT_MAX_BYTES") // 2**20
    return TooBig(words="file_too_big", n=megabytes)


def _picture(name, upload):
    made = pictures.remake(upload)
    return Checked(
        names.with_extension(name, made.extension),
        made.content_type,
        len(made.content),
        ContentFile(made.content),
        made.width,
        made.height,
    )


def refusal():
    return BadValue(words="file_refused", types=", ".join(kinds.allowed()))
