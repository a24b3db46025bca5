"""Going on with a conversation in another browser, by the link that came by mail."""

from django.db import transaction
from django.utils import timezone

from .. import identity, resume_link
from ..delivery.announcement import VisitorMoved
from ..delivery.database import busy_on_trouble
from ..delivery.hub import announce
from ..errors import NotFound
from ..models import ConversationStart, Visitor
from ..models.visitor import today


def resume(secret):
    """
    The visitor's new token. The one before is good for nothing any more, and sockets that came in
    with it close. Raises NotFound when the link was used before, also a moment ago.
    """
    conversation = resume_link.conversation_of(secret)
    with busy_on_trouble(), transaction.atomic():
        visitor = Visitor.objects.select_for_update().get(pk=conversation.visitor_id)
        if bytes(visitor.token_hash) != bytes(conversation.visitor.token_hash):
            raise NotFound
        token = identity.new_token()
        visitor.token_hash = identity.hash_token(token)
        visitor.token_at, visitor.used_on = timezone.now(), today()
        visitor.save(update_fields=["token_hash", "token_at", "used_on"])
        # What answers a repeated start would give the token before.
        ConversationStart.objects.filter(conversation__visitor=visitor).delete()
        live = visitor.conversations.order_by("-pk").values_list("public_id", flat=True)[:50]
        moved = VisitorMoved([str(public_id) for public_id in live])
        transaction.on_commit(lambda: announce([moved]))
    return token
