"""
Pictures are made anew from their pixels, so that nothing else in the file survives: no place and
time of the photograph, no script behind the last pixel, no second format.
"""

import io
import threading
from contextlib import contextmanager
from dataclasses import dataclass

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
            raise BadValue(words="picture_refused") from None


def portrait(file, side):
    """
    A square of ``side`` pixels from the middle of the picture in ``file``, as WEBP. Raises BadValue
    for what is no picture of a format in ``kinds``.
    """
    with _one_at_a_time:
        try:
            return _portrait(file, side)
        except BadValue:
            raise
        except Exception:
            raise BadValue(words="picture_refused") from None


def _portrait(file, side):
    with _opened(file, side * 2) as (image, _pixels):
        ImageOps.exif_transpose(image, in_place=True)
        kept = "RGBA" if image.has_transparency_data else "RGB"
        return _saved(ImageOps.fit(image.convert(kept), (side, side)), "WEBP")


@contextmanager
def _opened(file, draft_side):
    """The picture in a file, if it is of a size that we can bear, and how many pixels it has."""
    file.seek(0)
    with Image.open(file, formats=list(IMAGE_TYPES)) as image:
        pixels = image.width * image.height
        if pixels > (MAX_JPEG_PIXELS if image.format == "JPEG" else MAX_PIXELS):
            raise BadValue(words="picture_refused")
        image.draft("RGB", (draft_side, draft_side))
        yield image, pixels


def _remake(file):
    with _opened(file, DRAFT_SIDE) as (image, pixels):
        extension, content_type = IMAGE_TYPES[image.format]
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
