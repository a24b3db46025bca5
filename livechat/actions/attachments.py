"""Attaching: a file becomes a message of kind ``file``, once for each ``client_id``."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from ..attachments import quota
from ..attachments.checking import check
from ..delivery.ledger import Post
from ..delivery.posting import post_and_wait
from ..errors import Closed, Conflict
from ..models import Attachment, Message

ORPHANED_AFTER = timedelta(hours=1)
PURGED_AT_ONCE = 20


@dataclass(frozen=True)
class Sender:
    """Who attaches: a visitor, or a staff member with their user's key."""

    role: str
    name: str
    visitor_pk: int | None = None
    user_pk: object = None

    @property
    def key(self):
        return self.role, self.user_pk or self.visitor_pk

    def own(self, rows):
        """Those of these attachments that this sender has sent."""
        if self.user_pk:
            return rows.filter(author_id=self.user_pk)
        return rows.filter(role=self.role, conversation__visitor_id=self.visitor_pk)


def attach(conversation, sender, upload, client_id):
    """
    ``(message, whether it is new)``. Raises Closed, TooBig, BadValue for what may not be sent,
    RateLimited, Busy, or Conflict when the ``client_id`` is that of something else.
    """
    digest = _digest(upload)
    before = _find_repeat(conversation, sender, client_id, digest)
    if before is not None:
        return before, False
    if conversation.is_closed:
        raise Closed
    quota.check(conversation, sender, upload.size)
    purge_orphans(limit=PURGED_AT_ONCE)
    attachment = _keep(conversation, sender, check(upload), client_id, digest)
    # Without an answer the message may yet be stored, and then it wants its file: a row whose
    # message never came is found by purge_orphans.
    outcome = post_and_wait(_post(conversation, sender, attachment))
    if outcome.problem or outcome.repeat:
        attachment.delete()
    else:
        Attachment.objects.filter(pk=attachment.pk).update(is_posted=True)
    if outcome.problem:
        raise outcome.problem
    message = Message.objects.get(conversation=conversation, client_id=client_id)
    return message, not outcome.repeat


def purge_orphans(limit=1000):
    """Delete files whose message was never stored. Returns how many."""
    old = Attachment.objects.filter(
        is_posted=False, created_at__lt=timezone.now() - ORPHANED_AFTER
    ).order_by("created_at")
    purged = 0
    for attachment in old[:limit]:
        if _find_message(attachment):
            Attachment.objects.filter(pk=attachment.pk).update(is_posted=True)
        else:
            attachment.delete()
            purged += 1
    return purged


def _find_message(attachment):
    message = Message.objects.filter(
        conversation_id=attachment.conversation_id, client_id=attachment.client_id
    ).first()
    return message and message.data.get("id") == str(attachment.public_id)


def _find_repeat(conversation, sender, client_id, digest):
    """The stored message that this upload repeats, or None."""
    message = conversation.messages.filter(client_id=client_id).first()
    if message is None:
        return None
    same = conversation.attachments.filter(public_id=message.data.get("id")).first()
    if same is None or (message.role, message.author_id) != (sender.role, sender.user_pk):
        raise Conflict
    if bytes(same.digest) != digest:
        raise Conflict
    return message


def _keep(conversation, sender, checked, client_id, digest):
    return Attachment.objects.create(
        conversation=conversation,
        client_id=client_id,
        role=sender.role,
        author_id=sender.user_pk,
        file=_named(checked.file),
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        width=checked.width,
        height=checked.height,
        digest=digest,
    )


def _named(file):
    # Django stores no file without a name; the real one is made by the model (``place``).
    file.name = file.name or "file"
    return file


def _post(conversation, sender, attachment):
    # The name is the body too: for screen readers, inboxes and clients that know no files.
    return Post(
        conversation.pk,
        sender.role,
        sender.user_pk,
        sender.name,
        attachment.client_id,
        attachment.name,
        Message.Kind.FILE.value,
        attachment.as_data(),
    )


def _digest(upload):
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.digest()
