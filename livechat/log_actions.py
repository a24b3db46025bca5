"""How the entries of ``audit.py`` read in Wagtail's histories."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from . import audit
from .models import ChatLogEntry, Conversation, Department

LEVELS = {
    "none": gettext_lazy("no access"),
    "join": gettext_lazy("read"),
    "reply": gettext_lazy("answer"),
    "manage": gettext_lazy("manage"),
}


class AccessChanged(LogFormatter):
    def format_message(self, entry):
        data = entry.data
        return _("Access of %(to)s: %(after)s instead of %(before)s") % {
            "to": data.get("to"),
            "before": LEVELS.get(data.get("before")),
            "after": LEVELS.get(data.get("after")),
        }


class Granted(AccessChanged):
    label = gettext_lazy("Grant chat access")


class Revoked(AccessChanged):
    label = gettext_lazy("Take back chat access")


class Invited(LogFormatter):
    label = gettext_lazy("Invite to a conversation")

    def format_message(self, entry):
        return _("Invited %(to)s") % {"to": entry.data.get("to")}


class Uninvited(LogFormatter):
    label = gettext_lazy("Take back an invitation")

    def format_message(self, entry):
        return _("Took back the invitation of %(to)s") % {"to": entry.data.get("to")}


class Transferred(LogFormatter):
    label = gettext_lazy("Transfer a conversation")

    def format_message(self, entry):
        data = entry.data
        names = {"before": data.get("from"), "to": data.get("to"), "person": data.get("person")}
        if not names["person"]:
            return _("Transferred from %(before)s to %(to)s") % names
        if names["before"] == names["to"]:
            return _("Transferred to %(person)s") % names
        return _("Transferred from %(before)s to %(to)s, to %(person)s") % names


class Moved(LogFormatter):
    label = gettext_lazy("Move a department's conversations")

    def format_message(self, entry):
        values = {"number": entry.data.get("number"), "to": entry.data.get("to")}
        return _("Moved all conversations (%(number)s) to %(to)s") % values


class Exported(LogFormatter):
    label = gettext_lazy("Export conversations")

    def format_message(self, entry):
        return _("Exported conversations (%(number)s)") % {"number": entry.data.get("number")}


class CapacityChanged(LogFormatter):
    label = gettext_lazy("Change how many somebody gets at a time")

    def format_message(self, entry):
        data = entry.data
        return _("%(to)s gets at a time: %(after)s instead of %(before)s") % {
            "to": data.get("to"),
            "before": self._number(data.get("before")),
            "after": self._number(data.get("after")),
        }

    @staticmethod
    def _number(capacity):
        return _("as many as the department says") if capacity is None else capacity


PLAIN = {
    audit.VIEW: (
        gettext_lazy("Read somebody else's conversation"),
        gettext_lazy("Read, without being assigned"),
    ),
    audit.ESCALATE: (
        gettext_lazy("Nobody answers a conversation"),
        gettext_lazy("Not answered in time: more urgent now"),
    ),
    audit.WITHDRAW: (
        gettext_lazy("Withdraw consent"),
        gettext_lazy("The visitor withdrew their consent; name and address are erased"),
    ),
    audit.ERASE: (gettext_lazy("Erase a conversation"), gettext_lazy("Conversation erased")),
}

SAYING = {
    audit.GRANT: Granted,
    audit.REVOKE: Revoked,
    audit.INVITE: Invited,
    audit.UNINVITE: Uninvited,
    audit.TRANSFER: Transferred,
    audit.MOVE: Moved,
    audit.EXPORT: Exported,
    audit.CAPACITY: CapacityChanged,
}


def register(actions):
    """With Wagtail's registry; entries about conversations and departments are our own."""
    actions.register_model(Conversation, ChatLogEntry)
    actions.register_model(Department, ChatLogEntry)
    for action, words in PLAIN.items():
        actions.register_action(action, *words)
    for action, formatter in SAYING.items():
        actions.register_action(action)(formatter)
