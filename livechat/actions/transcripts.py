"""
A conversation by e-mail, for its visitor.

It goes at once to the address that the visitor has given as theirs. Any other address first gets a
mail with nothing of the conversation in it but a link, so that nobody can have a stranger sent what
they wrote here.
"""

from django.core import signing

from .. import throttle
from ..errors import NotFound, RateLimited
from ..models import Conversation
from ..tasks import send_confirmation, send_transcript
from .later import enqueue

OF_ONE_VISITOR = (3, 1 / 600)
TO_ONE_ADDRESS = (3, 1 / 3600)
SALT = "livechat.transcript"
CONFIRM_WITHIN = 24 * 3600


def request_transcript(conversation, email):
    """Send the transcript, or ask at that address first. Raises RateLimited."""
    _take(("transcript of", conversation.visitor_id), OF_ONE_VISITOR)
    _take(("transcript to", email.lower()), TO_ONE_ADDRESS)
    public_id = str(conversation.public_id)
    if email.lower() in _own_addresses(conversation.visitor):
        enqueue(send_transcript, public_id, email)
    else:
        token = signing.dumps([public_id, email], salt=SALT, compress=True)
        enqueue(send_confirmation, public_id, email, token)


def find_request(token):
    """``(conversation, address)`` of a link that came by mail. Raises NotFound for any other."""
    try:
        public_id, email = signing.loads(token, salt=SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        raise NotFound from None
    conversation = Conversation.objects.with_people().filter(public_id=public_id).first()
    if conversation is None:
        raise NotFound
    return conversation, email


def confirm(conversation, email):
    """Somebody who reads that mailbox wants it. Raises RateLimited."""
    _take(("transcript of", conversation.visitor_id), OF_ONE_VISITOR)
    enqueue(send_transcript, str(conversation.public_id), email)


def _own_addresses(visitor):
    account = visitor.user.email if visitor.user_id else ""
    return {address.lower() for address in (visitor.email, account) if address}


def _take(key, limit):
    wait = throttle.messages.take(key, limit)
    if wait:
        raise RateLimited(retry_after=wait)
