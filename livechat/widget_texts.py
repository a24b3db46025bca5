"""
Every sentence that visitors read in the widget, on the plain pages and in mails, translatable.

The widget has the English of ``TEXTS`` itself (static/livechat/widget/strings.js, compared by a
test), so a page carries only what another language or the site says differently.
"""

import re

from django.utils.translation import (
    gettext,
    gettext_lazy,
    gettext_noop,
    pgettext,
    pgettext_lazy,
)

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
    "away_now": _("Away"),
    "sound": _("Sound"),
    "earlier": _("Earlier chats"),
    "department": _("Department"),
    "leave_message": _("Leave a message. We answer here, or by email if you give an address."),
    "leave_message_here": _("Leave a message. We answer here."),
    "back_on": _("We are back on {day} at {time}."),
    "back_today": _("We are back today at {time}."),
    "closed": _("We are closed right now."),
    "writing_as": _("You are writing as {name}."),
    "agree_first": _("Please tick the box to agree before you send."),
    "withdraw": _("Withdraw consent"),
    "withdraw_hint": _("This ends your chats and erases your name and email address."),
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
    "card_page": _("Page"),
    "card_document": _("Document"),
    "card_image": _("Picture"),
    "erased": _("This message was removed."),
    **{f"event_{code}": english for code, english in happenings.FOR_VISITORS.items()},
    # the line above the composer
    "position": _("You are number {n}. You can leave this page; we keep your place."),
    "waiting": _("Someone will be with you shortly. You can leave this page; we keep your place."),
    "waiting_away": _("Nobody is here right now. We have your message and will answer it here."),
    "offline": _("Offline. Your messages go out when you are back."),
    "reconnecting": _("Reconnecting"),
    "back_online": _("Back online"),
    "too_long_one": _("{n} character too many"),
    "too_long_other": _("{n} characters too many"),
    "required": _("Please fill this in."),
    # files
    "attach": _("Attach a file"),
    "attach_limits": _("Up to {n} MB: {types}"),
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
    # where the chat's addresses are blocked
    "unreachable": _(
        "The chat cannot be reached from here right now. What you have written is kept."
    ),
    "plain_page": _("Use the simple page instead"),
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

PAGE_TEXTS = {
    "chat_with_us": _("Chat with us"),
    "dismiss": _("Dismiss"),
    "consent": _("I agree that what I write is stored so that you can answer me."),
    "consent_link": _("Privacy notice"),
    # plain pages
    "check": _("Check for new messages"),
    "your_chats": _("Your chats"),
    "chat_waiting": _("Waiting for an answer"),
    "chat_open": _("Ongoing"),
    "chat_ended": _("Ended"),
    "earlier_messages": _("Earlier messages"),
    "talking_with": _("You are talking with {name}."),
    "send_file": _("Send file"),
    "rate": _("Rate"),
    "back": _("Back to {title}"),
    "transcript_ask": _("Send the transcript of the chat to {email}?"),
    "transcript_on_its_way": _("The transcript is on its way to {email}."),
    "times_in": _("Times are in the time zone {zone}."),
    "resume": _("Continue your chat"),
    "resume_over": _(
        "This link was used before, or is too old. Your chat is where you have used it; the newest "
        "mail from us has the newest link."
    ),
    "name_missing": _("Please enter your name."),
    "email_missing": _("Please enter your email address."),
    "consent_changed": _("The text you agreed to has changed. Please read it again."),
    "department_gone": _("This page does not offer that department."),
    "file_refused": _("This file cannot be sent. Possible are: {types}."),
    "picture_refused": _("This picture cannot be read, or it is too large."),
    "too_fast": _("Too fast. Please wait a moment."),
    # mails
    "mail_subject": _("Your chat with {site}"),
    "mail_subject_answer": _("An answer for you from {site}"),
    "mail_answers": _("While you were away, this was said in your chat with us:"),
    "mail_transcript": _("This is the transcript of your chat."),
    "mail_newest": _("Only the newest messages are in it."),
    "mail_file": _("File"),
    "mail_go_on": _("Read on and answer"),
    "mail_go_on_address": _(
        "To read on and answer, open this address. It works once, for a week, in any browser; keep "
        "it to yourself:"
    ),
    "mail_link": _("This link works once, for a week, in any browser; keep it to yourself."),
    "mail_why": _(
        "You get this because you gave this address in a chat with us. Answers to this mail are "
        "not read."
    ),
    "mail_confirm": _(
        "Somebody who chatted with us asked for the transcript at this address. If that was you, "
        "open this address and press the button:"
    ),
    "mail_confirm_link": _("Send me the transcript"),
    "mail_ignore": _("If it was not you, do nothing. Nothing more will be sent."),
}
"""What the server writes into pages and mails; the widget's script knows none of it."""

ALL = TEXTS | PAGE_TEXTS

FORMS = [
    pgettext_lazy("zero", "{n} unread messages"),
    pgettext_lazy("two", "{n} unread messages"),
    pgettext_lazy("few", "{n} unread messages"),
    pgettext_lazy("many", "{n} unread messages"),
    pgettext_lazy("zero", "{n} new messages"),
    pgettext_lazy("two", "{n} new messages"),
    pgettext_lazy("few", "{n} new messages"),
    pgettext_lazy("many", "{n} new messages"),
    pgettext_lazy("zero", "{n} characters too many"),
    pgettext_lazy("two", "{n} characters too many"),
    pgettext_lazy("few", "{n} characters too many"),
    pgettext_lazy("many", "{n} characters too many"),
]
"""Written out for makemessages, which reads no loops; for languages that have these plurals."""

_BEGINNINGS = {
    "chat": gettext_lazy("Everywhere"),
    "greeting": gettext_lazy("Before the chat"),
    "messages": gettext_lazy("Messages"),
    "waiting": gettext_lazy("The line above the box"),
    "attach": gettext_lazy("Files"),
    "refused_rate_limited": gettext_lazy("Refusals"),
    "ended": gettext_lazy("After the end"),
    "chat_with_us": gettext_lazy("On the page, and without JavaScript"),
    "mail_subject": gettext_lazy("By e-mail"),
}


def _sections():
    sections = []
    for key in ALL:
        if key in _BEGINNINGS:
            sections.append((_BEGINNINGS[key], []))
        sections[-1][1].append(key)
    return sections


SECTIONS = _sections()
"""``(heading, keys)``, for those who edit the texts."""


def texts_in():
    """Every text in the present language, by key; plurals by their CLDR category."""
    texts = {key: gettext(english) for key, english in ALL.items()}
    for key, english in TEXTS.items():
        if key.endswith("_other"):
            stem = key.removesuffix("other")
            more = {stem + category: pgettext(category, english) for category in PLURALS}
            texts |= {key: text for key, text in more.items() if text != english}
    return texts


def filled(text, values):
    """A text with its gaps filled: ``{name}`` by what ``values`` has of that name."""
    return re.sub(r"\{(\w+)\}", lambda gap: str(values.get(gap[1], "")), text)


def for_the_widget(texts):
    """What of ``texts`` the widget does not know by itself."""
    return {
        key: text for key, text in texts.items() if key not in PAGE_TEXTS and text != TEXTS.get(key)
    }
