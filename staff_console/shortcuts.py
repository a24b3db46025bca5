"""The console's keys, as Wagtail's dialog of keyboard shortcuts lists them."""

from django.utils.translation import gettext as _

KEYS = {
    "next": "j",
    "previous": "k",
    "reply": "r",
    "note": "n",
    "claim": "t",
    "close": "e",
    "next_region": "F6",
    "previous_region": "Shift+F6",
}
"""By what they do. Heard by Wagtail's own controller, which a person can switch off."""


def shortcuts():
    """``[(words, key, name)]``; without a name it is a key of the text box."""
    words = {
        "next": _("Next conversation"),
        "previous": _("Previous conversation"),
        "reply": _("Write a reply"),
        "note": _("Write a note"),
        "claim": _("Take conversation"),
        "close": _("Close conversation"),
        "next_region": _("Conversations, messages, reply, details: the next of them"),
        "previous_region": _("… the one before"),
    }
    named = [(words[name], key, name) for name, key in KEYS.items()]
    return [
        *named,
        (_("Choose a conversation, in the list"), "x", ""),
        (_("Canned reply, at the beginning of a reply"), "/", ""),
        (_("Mention a colleague, in a note"), "@", ""),
        (_("From the conversation to the list"), "Esc", ""),
    ]
