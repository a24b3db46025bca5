"""What text may enter: trimmed, bounded, without what no reader can show."""

import re

from django.utils.translation import gettext_noop as _
from pydantic_core import PydanticCustomError

from .codes import MAX_BODY

# Unicode White_Space and U+FEFF (contract section 3). str.strip() alone would also take
# U+001C to U+001F, which are not White_Space.
WHITE_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def storable(text):
    """``text`` if a database can keep it; NUL and lone surrogates are refused."""
    if _UNSTORABLE.search(text):
        raise PydanticCustomError("bad_value", _("Text with characters that cannot be stored."))
    return text


def body(text):
    """A message's body as it is stored and compared: 1 to 4,000 code points after trimming."""
    text = storable(text).replace("\r\n", "\n").strip(WHITE_SPACE)
    if not text:
        raise PydanticCustomError("bad_value", _("Please write something."))
    if len(text) > MAX_BODY:
        raise PydanticCustomError("too_long", _("This text is too long."))
    return text


def line(limit):
    """A validator for one line of at most ``limit`` code points, without invisible characters."""

    def validate(text):
        text = " ".join(_INVISIBLE.sub(" ", storable(text)).split())
        if len(text) > limit:
            raise PydanticCustomError("too_long", _("This text is too long."))
        return text

    return validate
