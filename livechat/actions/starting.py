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
from ..models.visitor import today
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


def start(wish, before, visitor=None, token=None, user=None, about=None):
    """
    The conversation that ``wish`` (protocol.starting.Start) asks for, with its first message.
    ``before`` says where it may go and what is asked first; ``visitor`` is one whom this site knows
    by the cookie ``token``, and who keeps it; ``user`` is the account they are logged in to on the
    site. Raises Conflict when the key came before with another body, Forbidden for a blocked
    visitor, BadValue when something that is required is missing. ``about`` is what their browser
    told (surfer.py).
    """
    with busy_on_trouble():
        try:
            return _again(wish, before.site) or _create(
                wish, before, visitor, token, user, about or {}
            )
        except IntegrityError:
            # The same start arrived twice at once, and the other one was faster.
            again = _again(wish, before.site)
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
def _create(wish, before, visitor, token, user, about):
    if visitor is None or (user and visitor.user_id not in (None, user.pk)):
        # Another account in the same browser is another visitor.
        token = identity.new_token()
        visitor = Visitor(token_hash=identity.hash_token(token), site=before.site)
    _introduce(visitor, wish, user)
    desk, page = before.desk(wish.department), before.page
    before.check(desk, visitor.name, visitor.email, wish)
    visitor.used_on = today()
    visitor.save()
    now = timezone.now()
    agreed = before.consent is not None
    row = Conversation(
        department=desk.department,
        visitor=visitor,
        site=before.site,
        page=page,
        page_title=page.title,
        page_url=path_of(wish.url or "") or page.url or "",
        locale=before.language,
        waiting_since=now,
        created_at=now,
        consented_at=now if agreed or wish.consent else None,
        consent_text=before.consent.stored() if agreed else None,
        user=user,
        context=wish.context or {},
        **about,
    )
    row.save()
    row.unread = 1
    message = append(
        row, Message.Role.VISITOR, None, visitor.name, wish.body, client_id=wish.client_id
    )
    row.save()
    ConversationStart.objects.create(
        key_hash=identity.hash_key(wish.key, before.site),
        sealed_token=identity.seal(token, wish.key),
        body_hash=_digest(wish.body),
        conversation=row,
    )
    transaction.on_commit(lambda: announce([posted(row, message)]))
    return Started(row, message, token, created=True)


def _introduce(visitor, wish, user):
    """Who this is, not stored yet. A visitor once recognised keeps the account's name."""
    if visitor.is_blocked:
        raise Forbidden
    if user:
        visitor.user = user
        visitor.name, visitor.email = identity.of_account(user)
    elif visitor.user_id is None:
        visitor.name = wish.name or visitor.name
        visitor.email = wish.email or visitor.email


def _digest(body):
    return hashlib.sha256(body.encode()).digest()
