"""Starting a conversation: once for each key, however often the start arrives."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from .. import identity
from ..delivery.catch_up import posted
from ..delivery.database import busy_on_trouble
from ..delivery.hub import announce
from ..errors import Conflict, Forbidden
from ..models import Conversation, ConversationStart, Message, Visitor
from .messages import append
from .visitors import path_of

KEPT = timedelta(minutes=10)
"""How long a start is answered again (contract section 2)."""


@dataclass(frozen=True)
class Started:
    """``token`` is the visitor's cookie; ``created`` is False for a start answered again."""

    conversation: Conversation
    message: Message
    token: str
    created: bool


def start(wish, department, page, site, visitor=None, token=None, user=None, locale=""):
    """
    The conversation that ``wish`` (protocol.starting.Start) asks for, with its first message.
    ``visitor`` is one whom this site knows by the cookie ``token``, and who keeps it. Raises
    Conflict when the key came before with another body, Forbidden for a blocked visitor.
    """
    with busy_on_trouble():
        try:
            return _again(wish, site) or _create(
                wish, department, page, site, visitor, token, user, locale
            )
        except IntegrityError:
            # The same start arrived twice at once, and the other one was faster.
            again = _again(wish, site)
            if again is None:
                raise
            return again


def _again(wish, site):
    ConversationStart.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    before = (
        ConversationStart.objects.select_related("conversation")
        .filter(key_hash=identity.hash_key(wish.key, site))
        .first()
    )
    if before is None:
        return None
    if bytes(before.body_hash) != _digest(wish.body):
        raise Conflict
    conversation = Conversation.objects.with_people().get(pk=before.conversation_id)
    token = identity.unseal(before.sealed_token, wish.key)
    return Started(conversation, conversation.messages.get(seq=1), token, created=False)


@transaction.atomic
def _create(wish, department, page, site, visitor, token, user, locale):
    if visitor is None:
        token = identity.new_token()
        visitor = Visitor(token_hash=identity.hash_token(token), site=site)
    _introduce(visitor, wish, user)
    now = timezone.now()
    row = Conversation(
        department=department,
        visitor=visitor,
        site=site,
        page=page,
        page_title=page.title if page else "",
        page_url=path_of(wish.url or "") or (page.url if page else "") or "",
        locale=locale,
        waiting_since=now,
        created_at=now,
        consented_at=now if wish.consent else None,
    )
    row.save()
    row.unread = 1
    message = append(
        row, Message.Role.VISITOR, None, visitor.name, wish.body, client_id=wish.client_id
    )
    row.save()
    ConversationStart.objects.create(
        key_hash=identity.hash_key(wish.key, site),
        sealed_token=identity.seal(token, wish.key),
        body_hash=_digest(wish.body),
        conversation=row,
    )
    transaction.on_commit(lambda: announce([posted(row, message)]))
    return Started(row, message, token, created=True)


def _introduce(visitor, wish, user):
    if visitor.is_blocked:
        raise Forbidden
    visitor.name = wish.name or visitor.name
    visitor.email = wish.email or visitor.email
    visitor.user = user or visitor.user
    visitor.save()


def _digest(body):
    return hashlib.sha256(body.encode()).digest()
