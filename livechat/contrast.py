"""Whether two colours can be told apart (WCAG 2.2, 1.4.3 and 1.4.11)."""

from django.utils.translation import gettext as _

TEXT, PARTS = 4.5, 3
"""The least contrast of text, and of what has to be seen to be used."""
LIGHT_PAGE, DARK_PAGE = "#ffffff", "#1b1d22"
"""The panel's own surfaces (widget.css)."""


def luminance(colour):
    """Relative luminance of "#rrggbb", 0 to 1."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour):
    """Black or white, whichever is read better."""
    return max("#000000", "#ffffff", key=lambda text: contrast(text, colour))


def complaint(colour, text, page):
    """What is wrong with ``text`` on ``colour`` on a surface ``page``, in a sentence; or None."""
    if not colour:
        return None
    if text and contrast(text, colour) < TEXT:
        return _(
            "%(text)s on %(colour)s has a contrast of %(found).1f to 1 and is hard to read; text "
            "needs 4.5 to 1. %(better)s has %(possible).1f to 1."
        ) % {
            "text": text,
            "colour": colour,
            "found": _down(contrast(text, colour)),
            "better": text_on(colour),
            "possible": _down(contrast(text_on(colour), colour)),
        }
    if contrast(colour, page) < PARTS:
        return _(
            "%(colour)s is hard to see on %(page)s, the chat's own surface: the contrast is "
            "%(found).1f to 1, buttons need 3 to 1. Choose a %(kind)s colour."
        ) % {
            "colour": colour,
            "page": page,
            "found": _down(contrast(colour, page)),
            "kind": _("darker") if page == LIGHT_PAGE else _("lighter"),
        }
    return None


def _down(ratio):
    """So that 4.49 is not said to be 4.5."""
    return int(ratio * 10) / 10
