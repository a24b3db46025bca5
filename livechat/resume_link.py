"""
The link in a mail that brings a visitor back to their conversation, in whichever browser.

Signed, for a week, and good once: it holds for the visitor's present token and address, and using
it gives the visitor a new token.
"""

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from .errors import NotFound
from .models import Conversation

SALT = "livechat.resume"
GOOD_FOR = 7 * 24 * 3600


def make(conversation):
    """The link's secret, for the visitor of this conversation."""
    content = [str(conversation.public_id), _state(conversation.visitor)]
    return signing.dumps(content, salt=SALT, compress=True)


def conversation_of(secret):
    """
    The conversation that this secret still opens. Raises NotFound for one that was used, is too
    old, or is none.
    """
    try:
        public_id, state = signing.loads(secret, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound from None
    row = Conversation.objects.with_people().filter(public_id=public_id).first()
    if row is None or row.visitor.is_blocked or not is_for(row.visitor, state):
        raise NotFound
    return row


def is_for(visitor, state):
    return constant_time_compare(state, _state(visitor))


def _state(visitor):
    known = f"{visitor.pk}:{bytes(visitor.token_hash).hex()}:{visitor.email}"
    return salted_hmac(SALT, known, algorithm="sha256").hexdigest()[:32]
