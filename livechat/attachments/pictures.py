"""
Pictures are made anew from their pixels, so that nothing else in the file survives: no place and
time of the photograph, no script behind the last pixel, no second format.
"""

import io
import threading
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from ..errors import BadValue
from .kinds import IMAGE_TYPES

MAX_PIXELS = 16_000_000
"""Of a picture, all its frames together. Measured: at most 190 MB while it is being made."""
MAX_JPEG_PIXELS = 40_000_000
"""Cameras make these, and a JPEG can be read at half its size without unpacking the whole."""
MAX_SIDE = 2560
DRAFT_SIDE = 1600
"""A JPEG is read at the smallest half, quarter or eighth that is larger than this."""

# Two pictures at once would double the memory that the limits above are meant for.
_one_at_a_time = threading.BoundedSemaphore(1)


@dataclass(frozen=True)
class Picture:
    content: bytes
    extension: str
    content_type: str
    width: int
    height: int


def remake(file):
    """The picture in ``file``, of a format in ``kinds``. Raises BadValue for anything else."""
    with _one_at_a_time:
        try:
            return _remake(file)
        except BadValue:
            raise
        except Exception:  # Whatever Pillow raises at a hostile file: it is no picture for us.
            raise BadValue(_refusal()) from None


def _remake(file):
    file.seek(0)
    with Image.open(file, formats=list(IMAGE_TYPES)) as image:
        extension, content_type = IMAGE_TYPES[image.format]
        pixels = image.width * image.height
        if pixels > (MAX_JPEG_PIXELS if image.format == "JPEG" else MAX_PIXELS):
            raise BadValue(_refusal())
        image.draft("RGB", (DRAFT_SIDE, DRAFT_SIDE))
        if _is_animated(image, pixels):
            content, (width, height) = _animation(image), image.size
        else:
            content, (width, height) = _still(image)
        return Picture(content, extension, content_type, width, height)


def _is_animated(image, pixels):
    frames = getattr(image, "n_frames", 1)
    return image.format in ("GIF", "WEBP") and 1 < frames <= MAX_PIXELS // max(1, pixels)


def _still(image):
    kind = image.format
    # Smaller first and turned in place: a copy of the whole would double the memory.
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    ImageOps.exif_transpose(image, in_place=True)
    if kind == "JPEG" and image.mode not in ("RGB", "L"):
        image = image.convert("RGB")
    return _saved(image, kind), image.size


def _animation(image):
    return _saved(image, image.format, save_all=True)


def _saved(image, kind, **options):
    image.info = {k: v for k, v in image.info.items() if k in ("transparency", "duration", "loop")}
    if kind == "JPEG":
        options["quality"] = 88
    if kind == "WEBP":
        options["exif"] = b""
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def _refusal():
    return _("This picture cannot be read, or it is too large.")
