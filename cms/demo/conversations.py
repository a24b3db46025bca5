"""The past conversations, stored as if they had been held: numbered, read, closed and rated."""

import uuid
from datetime import timedelta
from textwrap import dedent

from django.utils import timezone
from wagtail.models import Page, Site

from livechat.identity import hash_token, new_token
from livechat.models import Conversation, Message, Visitor, display_name

from .texts.dialogues import DIALOGUES

NAMESPACE = uuid.UUID("5b0c3c8e-2f0a-4d3e-9b58-6a1f0d9c7e42")
MARKS = {
    ">": (Message.Role.VISITOR, Message.Kind.TEXT),
    "<": (Message.Role.STAFF, Message.Kind.TEXT),
}
MARKS["#"] = (Message.Role.STAFF, Message.Kind.NOTE)
FIRST_ANSWER = timedelta(seconds=40)
SECONDS_PER_CHARACTER = 0.35
RATED_AFTER = timedelta(seconds=50)


def create_conversations(departments, people):
    """All past conversations, unless one of them is there."""
    ids = {dialogue: uuid.uuid5(NAMESPACE, dialogue.lines) for dialogue in DIALOGUES}
    if Conversation.objects.filter(public_id__in=ids.values()).exists():
        return
    site = Site.objects.get(is_default_site=True)
    for dialogue, public_id in ids.items():
        conversation = _conversation(dialogue, departments[dialogue.department], site)
        conversation.public_id = public_id
        conversation.assignee = people[dialogue.staff]
        _hold(conversation, dialogue)


def _conversation(dialogue, department, site):
    page = Page.objects.descendant_of(site.root_page, inclusive=True).get(slug=dialogue.page)
    started = (timezone.now() - timedelta(days=dialogue.days_ago)).replace(
        hour=dialogue.hour, minute=(7 * dialogue.days_ago) % 60, second=12
    )
    return Conversation(
        department=department,
        visitor=_visitor(dialogue, started, site),
        site=site,
        page=page,
        page_title=page.title,
        page_url=page.get_url(current_site=site) or "",
        locale="en",
        status=Conversation.Status.CLOSED,
        tags=list(dialogue.tags),
        rating=dialogue.rating,
        rating_comment=dialogue.comment,
        created_at=started,
        rev=4,
        visitor_rev=4,
    )


def _visitor(dialogue, started, site):
    """A visitor whose cookie nobody has: its token is forgotten at once."""
    visitor = Visitor.objects.create(
        name=dialogue.visitor,
        email=dialogue.email,
        token_hash=hash_token(new_token()),
        site=site,
    )
    Visitor.objects.filter(pk=visitor.pk).update(created_at=started)
    return visitor


def _hold(conversation, dialogue):
    """Store the conversation with its messages; both sides have read everything."""
    messages = list(_messages(conversation, dialogue))
    seen = [message for message in messages if message.vseq]
    conversation.last_seq = conversation.staff_read_seq = len(messages)
    conversation.last_vseq = conversation.staff_read_vseq = len(seen)
    conversation.visitor_read_seq, conversation.visitor_read_vseq = seen[-1].seq, seen[-1].vseq
    conversation.last_message_at = messages[-1].created_at
    conversation.closed_at = messages[-1].created_at + RATED_AFTER
    conversation.save()
    Message.objects.bulk_create(messages)


def _messages(conversation, dialogue):
    at, vseq = conversation.created_at, 0
    lines = dedent(dialogue.lines).strip().splitlines()
    for seq, line in enumerate(lines, start=1):
        role, kind = MARKS[line[0]]
        body = line[1:].strip()
        if seq > 1:
            at += timedelta(seconds=8 + len(body) * SECONDS_PER_CHARACTER)
        if seq == 2:
            at += FIRST_ANSWER
        is_note = kind == Message.Kind.NOTE
        vseq += not is_note
        by_staff = role == Message.Role.STAFF
        yield Message(
            conversation=conversation,
            seq=seq,
            vseq=None if is_note else vseq,
            client_id=uuid.uuid5(conversation.public_id, str(seq)),
            kind=kind,
            role=role,
            author=conversation.assignee if by_staff else None,
            author_name=display_name(conversation.assignee) if by_staff else dialogue.visitor,
            body=body,
            created_at=at,
        )
