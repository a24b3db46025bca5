"""
Event messages: what happened to a conversation, said among its messages.

A code and the names it speaks of are stored, so that each reader's client says it in the reader's
language; ``body`` is for whoever has no words for the code (mails, plain pages, other clients).
Visitors are told less than staff, under codes of their own; what does not concern them has no
number of theirs.

An answer that claims a conversation makes none: it says by itself who is there now.
"""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

_ = gettext_noop

FOR_STAFF = {
    "claimed": _("{by} took the conversation"),
    "released": _("{by} released the conversation"),
    "assigned": _("{by} assigned the conversation to {to}"),
    "given": _("The queue gave the conversation to {to}"),
    "returned": _("{by} did not answer in time"),
    "passed": _("{by} passed the conversation to {to}"),
    "transferred": _("{by} transferred the conversation from {from} to {to}"),
    "invited": _("{by} invited {to}"),
    "uninvited": _("{by} took back the invitation of {to}"),
    "closed": _("{by} closed the conversation"),
    "ended": _("The visitor ended the chat"),
    "reopened": _("{by} reopened the conversation"),
    "withdrawn": _(
        "The visitor withdrew their consent: the chat is over, their name and address are erased"
    ),
    "page": _("The visitor went to {title}"),
}
FOR_VISITORS = {
    "joined": _("{name} joined"),
    "moved": _("The chat moved to {name}"),
    "closed": _("{name} ended the chat"),
    "ended": _("You ended the chat"),
    "reopened": _("The chat was reopened"),
    "withdrawn": _("You withdrew your consent. Your name and email address are erased."),
}
_VISITORS_SIDE = {
    "claimed": ("joined", "by"),
    "assigned": ("joined", "to"),
    "given": ("joined", "to"),
    "passed": ("joined", "to"),
    "transferred": ("moved", "to"),
    "closed": ("closed", "by"),
    "ended": ("ended", None),
    "reopened": ("reopened", None),
    "withdrawn": ("withdrawn", None),
}
"""What of which happening visitors are told: their code, and whose name."""


def concerns_visitor(code):
    return code in _VISITORS_SIDE


def seen_by_visitor(data):
    """
    The ``data`` of a stored event message as its visitor gets it: nothing of one that another
    version stored, whose ``body`` then speaks for it.
    """
    if not concerns_visitor(data.get("code")):
        return {}
    code, whose = _VISITORS_SIDE[data["code"]]
    return {"code": code} | ({"name": data.get("name") or data.get(whose, "")} if whose else {})


def body(data, locale):
    """The words to store: the visitor's, in their language, where it concerns them."""
    table, values = FOR_STAFF, data
    if concerns_visitor(data["code"]):
        table, values = FOR_VISITORS, seen_by_visitor(data)
    with translation.override(locale or settings.LANGUAGE_CODE):
        return gettext(table[values["code"]]).format_map(values)


def texts(table):
    """One of the tables in the present language, by the keys under which clients look them up."""
    return {f"event_{code}": gettext(english) for code, english in table.items()}
