"""The visitor's files: sending one, and reading those of one's own conversations."""

from ..actions.attachments import Sender
from ..doors import find_own_conversation
from ..errors import Forbidden
from ..identity import note_use, visitor_of
from ..protocol import objects
from .answers import visitor_address
from .uploads import download, find_attachment, uploaded


@visitor_address("POST")
def attachments(request, public_id):
    conversation = find_own_conversation(visitor_of(request), public_id)
    if conversation.visitor.is_blocked:
        raise Forbidden
    note_use(conversation.visitor_id, conversation.visitor.used_on)
    return uploaded(request, conversation, visitor_sender(conversation), objects.VISITOR)


@visitor_address("GET")
def attachment(request, public_id, attachment_id):
    conversation = find_own_conversation(visitor_of(request), public_id)
    return download(find_attachment(conversation, attachment_id))


def visitor_sender(conversation):
    visitor = conversation.visitor
    return Sender("visitor", visitor.name, visitor_pk=visitor.pk)
