"""The errors a client is told of. Each carries the code of contract section 4."""

from django.utils.translation import gettext as _

from .widget_texts import ALL, filled


class ChatError(Exception):
    """
    Something the sender can understand. ``retry_after`` is in seconds. ``words`` is the key of
    what visitors read of it (widget_texts.py), ``values`` fill its gaps; a visitor's page says it
    by :meth:`said`, in the site's own words, and never by the message, which is for programs.
    """

    code = "bad_value"
    status = 400
    words = "refused"

    def __init__(self, message="", retry_after=None, words="", **values):
        self.values = values
        if words:
            self.words = words
            message = message or filled(_(ALL[words]), values)
        super().__init__(message or self.default_message())
        self.retry_after = retry_after

    def said(self, texts):
        """In ``texts``, as wording.py has them."""
        return filled(texts[self.words], self.values)

    def default_message(self):
        return _("That is not possible.")


class BadFrame(ChatError):
    code = "bad_frame"

    def default_message(self):
        return _("This is not a frame of the chat protocol.")


class UnknownType(ChatError):
    code = "unknown_type"

    def default_message(self):
        return _("There is no such command.")


class BadValue(ChatError):
    code = "bad_value"
    words = "refused_bad_value"


class TooLong(ChatError):
    code = "too_long"
    words = "refused_too_long"

    def default_message(self):
        return _("This text is too long.")


class TooBig(TooLong):
    """More bytes than are read at all."""

    status = 413


class UnsupportedVersion(ChatError):
    code = "unsupported_version"

    def default_message(self):
        return _("This server speaks version 1.")


class NotFound(ChatError):
    code = "not_found"
    status = 404

    def default_message(self):
        return _("There is no such conversation.")


class Forbidden(ChatError):
    code = "forbidden"
    status = 403
    words = "refused_forbidden"

    def default_message(self):
        return _("You may not do this.")


class Closed(ChatError):
    code = "closed"
    status = 409
    words = "refused_closed"

    def default_message(self):
        return _("This conversation is closed.")


class Conflict(ChatError):
    code = "conflict"
    status = 409

    def default_message(self):
        return _("Somebody was faster, or this was sent before with another text.")


class RateLimited(ChatError):
    code = "rate_limited"
    status = 429
    words = "too_fast"

    def default_message(self):
        return _(ALL[self.words])


class Busy(ChatError):
    code = "busy"
    status = 503

    def __init__(self, message="", retry_after=1):
        super().__init__(message, retry_after)

    def default_message(self):
        return _("The server is busy. The message will be sent again.")
