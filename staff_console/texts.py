"""Every sentence that the console's scripts show, translatable here and handed to them as JSON."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from livechat import happenings


def waiting_texts():
    """For the sidebar's number, and what is said of it on any admin page."""
    return {
        "waiting": _("waiting"),
        "new_waiting": _("{name} is waiting for an answer in the chat."),
        "new_waiting_more": _("New conversations are waiting for an answer in the chat."),
        "still_waiting_one": _("{n} conversation is still waiting for an answer in the chat."),
        "still_waiting_other": _("{n} conversations are still waiting for an answer in the chat."),
        "given": _("You were given the conversation with {name}."),
        "mentioned": _("{name} mentioned you in a note."),
        "mentioned_more": _("Several notes mention you."),
        "escalated": _("Nobody has answered {name} in time ({department})."),
        "escalated_more": _("Several conversations were not answered in time."),
        "still_escalated_one": _("{n} conversation is overdue and still has no answer."),
        "still_escalated_other": _("{n} conversations are overdue and still have no answer."),
        "open": _("Open chat"),
        "nobody_waits": _("Nobody is waiting."),
        "more_one": _("{n} more is waiting"),
        "more_other": _("{n} more are waiting"),
        "blocked": _(
            "This browser blocks notifications from this site. Allow them in its settings."
        ),
        "unknown": _("This browser has no notifications."),
    }


def team_texts():
    """For the supervisors' page."""
    return (
        {
            "team_waiting": pgettext("conversations", "Waiting"),
            "team_oldest": _("Waiting longest"),
            "team_open": pgettext("conversations", "Open"),
            "team_online": pgettext("people", "Online"),
            "load": pgettext("conversations, how many a person gets at most", "{n} of {limit}"),
            "load_full": pgettext("person", "Full"),
            "capacity_of": _("Change how many {name} gets at a time"),
            "capacity_usual": _("For {name}. Empty: {n}, as the department says."),
        }
        | _trouble()
        | _availability()
    )


def console_texts():
    """
    By the name under which the console's modules look them up. ``{name}`` and the like are filled
    in there; ``…_one`` and ``…_other`` are chosen by the number ``{n}``.
    """
    about_the_list = (_inbox, _filters, _bulk)
    about_one = (_conversation, _happenings, _answering, _files, _trouble, _details, _choices)
    parts = (*about_the_list, *about_one)
    return {key: words for part in parts for key, words in part().items()}


def _inbox():
    return {
        "view_inbox": pgettext("view of conversations", "Inbox"),
        "view_mine": pgettext("view of conversations", "Mine"),
        "view_waiting": pgettext("view of conversations", "Waiting"),
        "view_all": pgettext("view of conversations", "All"),
        "view_closed": pgettext("view of conversations", "Closed"),
        "view_mentions": pgettext("view of conversations", "Mentions"),
        "visitor": _("Visitor {id}"),
        "news_one": _("{n} new"),
        "news_other": _("{n} new"),
        "unread": _("unread"),
        "you": _("You"),
        "waiting_for": _("Waiting {time}"),
        "empty_inbox": _("Nobody is waiting and nothing is open. New conversations appear here."),
        "empty_mine": _("You have no conversations. Take one that is waiting."),
        "empty_waiting": _("Nobody is waiting."),
        "empty_all": _("There are no conversations yet. They begin on pages with chat on."),
        "empty_closed": _("Nothing has been closed yet."),
        "empty_mentions": _("No note names you yet. Colleagues do that with @ and your name."),
        "empty_search": _("Nothing was found."),
        "empty_filters": _("Nothing fits these filters."),
        "priority_0": pgettext("priority", "As usual"),
        "priority_1": pgettext("priority", "High"),
        "priority_2": pgettext("priority", "Urgent"),
        "priority_3": pgettext("priority", "Overdue"),
    }


def _filters():
    return {
        "filter_me": pgettext("assigned to", "Me"),
        "filter_nobody": pgettext("assigned to", "Nobody"),
        "filter_somebody": pgettext("assigned to", "A colleague"),
        "filter_priority_1": _("High or urgent"),
        "filter_priority_2": pgettext("priority", "Urgent"),
        "filter_remove": _("Remove filter: {name}"),
        "filter_forget": _("Forget the filter {name}"),
    }


def _bulk():
    return {
        "select_one": _("Select {name}"),
        "selected_one": _("{n} selected"),
        "selected_other": _("{n} selected"),
        "bulk_close_one": _("{n} conversation closed."),
        "bulk_close_other": _("{n} conversations closed."),
        "bulk_reopen_one": _("{n} conversation reopened."),
        "bulk_reopen_other": _("{n} conversations reopened."),
        "bulk_too_many": _("{n} at most, please."),
        "bulk_assign_one": _("{n} conversation assigned."),
        "bulk_assign_other": _("{n} conversations assigned."),
        "bulk_tag_one": _("{n} conversation tagged."),
        "bulk_tag_other": _("{n} conversations tagged."),
        "bulk_prioritize_one": _("Priority of {n} conversation set."),
        "bulk_prioritize_other": _("Priority of {n} conversations set."),
        "bulk_refused_one": _("{n} was left as it is: {why}"),
        "bulk_refused_other": _("{n} were left as they are: {why}"),
        "bulk_odd": _("That does not fit here."),
    }


def _conversation():
    return {
        "status_waiting": pgettext("conversation", "Waiting"),
        "status_open": pgettext("conversation", "Open"),
        "status_closed": pgettext("conversation", "Closed"),
        "for_time": _("for {time}"),
        "with_you": _("with you"),
        "with": _("with {name}"),
        "messages": _("Messages"),
        "note": _("Note"),
        "today": _("Today"),
        "yesterday": _("Yesterday"),
        "new_messages": _("New messages"),
        "new_messages_count_one": _("{n} new message"),
        "new_messages_count_other": _("{n} new messages"),
        "jump_to_latest": _("Jump to latest"),
        "says": _("{name} says: {body}"),
        "typing": _("{name} is typing"),
        "looking_one": _("{name} has this open"),
        "looking_other": _("{name} have this open"),
        "card_page": _("Page"),
        "card_document": _("Document"),
        "card_image": _("Picture"),
        "closed_undo": _("The conversation is closed."),
        "undo": _("Undo"),
        "open_it": _("Open it"),
        "erased": _("This message was removed."),
        "sending": _("Sending"),
        "sent": _("Sent"),
        "seen": _("Seen"),
        "not_sent": _("Not sent"),
        "retry": _("Retry"),
        "discard": _("Discard"),
        "discarded": _("The message that was not sent is discarded."),
        "read_only": _("You can read this conversation, but not answer it."),
        "closed_line": _("This conversation is closed. You can still add notes."),
        "nothing": _("Choose a conversation to read it here."),
        "lost": _("This conversation is no longer open to you."),
        "lost_erased": _("This conversation was erased."),
    }


def _happenings():
    return happenings.texts(happenings.FOR_STAFF)


def _answering():
    return {
        "reply": _("Reply"),
        "send_reply": _("Send reply"),
        "add_note": _("Add note"),
        "reply_hint": _("Write a reply. Enter sends, Shift + Enter begins a new line."),
        "note_hint": _("Write a note. Only staff see it."),
        "too_long_one": _("{n} character too many"),
        "too_long_other": _("{n} characters too many"),
        "reply_hint_mod": _("Write a reply. Ctrl or ⌘ + Enter sends."),
        "no_canned": _("No canned reply fits."),
        "nothing_fits": _("Nothing fits."),
        "insert_page": _("Insert a page"),
        "insert_image": _("Insert an image"),
        "insert_document": _("Insert a document"),
        "cards_full": _("Five at most go out with one reply."),
        "cards_left_out_one": _("{n} card of it was left out: it is gone, or not yours to send."),
        "cards_left_out_other": _("{n} cards of it were left out: gone, or not yours to send."),
        "answered_since": _("{name} answered while you were writing."),
        "answered_since_again": _(
            "{name} answered while you were writing. Send again to send yours too."
        ),
    }


def _files():
    return {
        "attach": _("Attach a file"),
        "attach_limits": _("Up to {n} MB: {types}"),
        "file_sending": _("Sending {name}"),
        "file_not_sent": _("{name} was not sent."),
        "file_too_big": _("A file may have {n} MB at most."),
        "file_type": _("Possible are: {types}."),
        "file_quota": _("Too many files for now. Please try again later."),
        "cancel": _("Cancel"),
        "remove": _("Remove"),
        "refused": _("That did not work. Please try again."),
    }


def _trouble():
    return {
        "connected": _("Connected"),
        "reconnecting": _("Reconnecting"),
        "offline": _("Offline"),
        "stopped": _("Disconnected"),
        "reconnecting_line": _(
            "Reconnecting. What you write goes out when the connection is back."
        ),
        "offline_line": _("Offline. What you write goes out when you are back."),
        "stopped_line": _(
            "You are logged out, or the chat is no longer open to you. Reload the page."
        ),
        "refused_conflict": _("Somebody else was faster."),
        "refused_closed": _("The conversation is closed."),
        "refused_forbidden": _("You may not do this."),
        "refused_not_found": _("This conversation is no longer open to you."),
        "refused_rate_limited": _("That was very fast. The rest goes out in a moment."),
        "refused_too_long": _("The text is too long."),
        "refused_busy": _("The server is busy. Please try again."),
        "refused_timeout": _("The server did not answer. Please try again."),
        "refused_disconnected": _("There is no connection. Please try again when it is back."),
    }


def _details():
    return {
        "page": _("Page"),
        "edit_page": _("Edit page"),
        "visitor_heading": _("Visitor"),
        "name": _("Name"),
        "email": _("E-mail"),
        "account": _("Account"),
        "verified": _("Logged in on the site"),
        "consent": _("Agreed"),
        "withdrawn": _("Consent withdrawn"),
        "context": _("From the site"),
        "conversation": _("Conversation"),
        "department": _("Department"),
        "assignee": _("Assigned to"),
        "language": _("Language"),
        "started": _("Started"),
        "waiting_since": _("Waiting since"),
        "rating": _("Rating"),
        "rating_of": _("{score} of 5"),
        "rating_comment": _("Comment"),
        "tags": _("Tags"),
        "add_tag": _("Add a tag"),
        "add": _("Add"),
        "no_tags": _("None yet."),
        "journey": _("Journey"),
        "local_time": _("Local time"),
        "came_from": _("Came from"),
        "device": _("Device"),
        "device_phone": _("Phone"),
        "device_tablet": _("Tablet"),
        "device_computer": _("Computer"),
        "about_visitor": _("Remembered about this visitor"),
        "remember": _("Remember"),
        "remember_hint": _("Something to remember, for staff only"),
        "forget_note": _("Forget this"),
        "invited": _("Invited"),
        "uninvite": _("Take back"),
        "uninvite_name": _("Take back the invitation of {name}"),
        "who_sees": _("Who can see this ({n})"),
        "erase": _("Erase conversation"),
        "earlier_one": _("Earlier conversation"),
        "earlier_other": _("Earlier conversations ({n})"),
    }


def _choices():
    return {
        "claim": _("Take conversation"),
        "release": _("Release"),
        "transfer": _("Transfer"),
        "invite": _("Invite"),
        "assign": _("Assign"),
        "close": _("Close conversation"),
        "reopen": _("Reopen"),
        "departments": _("Departments"),
        "colleagues": _("Colleagues"),
        "no_departments": _("There is no other department, and nobody else who may answer."),
        "no_colleagues": _("There is nobody else."),
        "person": _("{name} ({state})"),
        "takeover": _("Take over"),
    } | _availability()


def _availability():
    return {
        "availability_online": pgettext("availability", "Online"),
        "availability_away": pgettext("availability", "Away"),
        "availability_offline": pgettext("availability", "Offline"),
    }
