"""
Every sentence that the widget shows, translatable.

The widget has the English itself (static/livechat/widget/strings.js, compared by a test), so a page
carries only what another language says differently.
"""

from django.utils.translation import gettext, gettext_noop, pgettext

from . import happenings

_ = gettext_noop

PLURALS = ("zero", "two", "few", "many")
"""CLDR categories besides one and other: contexts in the catalogue."""

TEXTS = {
    "chat": _("Chat"),
    "close_chat": _("Close chat"),
    "end_chat": _("End chat"),
    "unread_one": _("{n} unread message"),
    "unread_other": _("{n} unread messages"),
    # start
    "greeting": _("Hello! How can we help?"),
    "message": _("Message"),
    "message_hint": _("Write a message"),
    "your_name": _("Your name"),
    "your_email": _("Your email"),
    "optional": _("(optional)"),
    "send": _("Send"),
    "online": _("Online now"),
    "away": _("Away, leave a message"),
    "unavailable": _("Chat is not available on this page."),
    # talking
    "messages": _("Messages"),
    "you": _("You"),
    "today": _("Today"),
    "yesterday": _("Yesterday"),
    "new_messages": _("New messages"),
    "new_messages_count_one": _("{n} new message"),
    "new_messages_count_other": _("{n} new messages"),
    "jump_to_latest": _("Jump to latest"),
    "says": _("{name} says: {body}"),
    "typing": _("{name} is typing"),
    "sending": _("Sending"),
    "sent": _("Sent"),
    "seen": _("Seen"),
    "not_sent": _("Not sent"),
    "retry": _("Retry"),
    "erased": _("This message was removed."),
    "note": _("Note"),
    **{f"event_{code}": english for code, english in happenings.FOR_VISITORS.items()},
    # the line above the composer
    "waiting": _("Someone will be with you shortly. You can leave this page; we keep your place."),
    "waiting_away": _("Nobody is here right now. We have your message and will answer it here."),
    "offline": _("Offline. Your messages go out when you are back."),
    "reconnecting": _("Reconnecting"),
    "back_online": _("Back online"),
    "too_long_one": _("{n} character too many"),
    "too_long_other": _("{n} characters too many"),
    "required": _("Please fill this in."),
    # files
    "attach": _("Attach a file, up to {n} MB"),
    "attach_types": _("Possible are: {types}."),
    "drop_here": _("Drop files here to send them"),
    "file_sending": _("Sending {name}"),
    "file_not_sent": _("{name} was not sent."),
    "file_too_big": _("A file may have {n} MB at most."),
    "file_type": _("Possible are: {types}."),
    "file_quota": _("Too many files for now. Please try again later."),
    "cancel": _("Cancel"),
    "remove": _("Remove"),
    # refusals
    "refused_rate_limited": _("That was very fast. The rest goes out in a moment."),
    "refused_too_long": _("The message is too long."),
    "refused_bad_value": _("Please check what you entered."),
    "refused_forbidden": _("Chat is not available here."),
    "refused_closed": _("The chat has ended."),
    "refused": _("That did not work. Please try again."),
    # after the end
    "ended": _("This chat has ended."),
    "access_lost": _("This chat is no longer open to you."),
    "start_new": _("Start a new chat"),
    "rating": _("Rating"),
    "rating_question": _("How did it go?"),
    "rating_1": _("Very bad"),
    "rating_2": _("Bad"),
    "rating_3": _("Okay"),
    "rating_4": _("Good"),
    "rating_5": _("Very good"),
    "comment": _("Comment"),
    "send_rating": _("Send rating"),
    "rating_thanks": _("Thank you for telling us."),
    "transcript": _("E-mail me the transcript"),
    "transcript_sent": _("Please look into your mailbox."),
    "transcript_limit": _("That was often enough for now. Please try again later."),
}


def widget_texts():
    """What the present language says otherwise than English, by the widget's keys."""
    texts = {key: gettext(english) for key, english in TEXTS.items()}
    for key, english in TEXTS.items():
        if key.endswith("_other"):
            stem = key.removesuffix("other")
            texts |= {stem + category: pgettext(category, english) for category in PLURALS}
    return {key: text for key, text in texts.items() if text != _english(key)}


def _english(key):
    stem, _separator, category = key.rpartition("_")
    return TEXTS.get(f"{stem}_other") if category in PLURALS else TEXTS[key]
