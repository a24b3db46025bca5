"""The errors a client is told of. Each carries the code of contract section 4."""

from django.utils.translation import gettext as _


class ChatError(Exception):
    """Something the sender can understand. ``retry_after`` is in seconds."""

    code = "bad_value"
    status = 400

    def __init__(self, message="", retry_after=None):
        super().__init__(message or self.default_message())
        self.retry_after = retry_after

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


class TooLong(ChatError):
    code = "too_long"

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

    def default_message(self):
        return _("You may not do this.")


class Closed(ChatError):
    code = "closed"
    status = 409

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

    def default_message(self):
        return _("Too fast. Please wait a moment.")


class Busy(ChatError):
    code = "busy"
    status = 503

    def __init__(self, message="", retry_after=1):
        super().__init__(message, retry_after)

    def default_message(self):
        return _("The server is busy. The message will be sent again.")
