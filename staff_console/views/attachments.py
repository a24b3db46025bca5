"""The console's files: answering with one, and reading those of conversations one may see."""

from livechat import audit
from livechat.access import Level
from livechat.actions.attachments import Sender
from livechat.doors import find_conversation
from livechat.models import display_name
from livechat.protocol import objects
from livechat.views.uploads import download, find_attachment, uploaded

from .. import waiting
from .answers import staff_address


@staff_address("POST")
def attachments(request, public_id):
    conversation = find_conversation(waiting.access_on(request), str(public_id), Level.REPLY)
    user = request.user
    sender = Sender("staff", display_name(user), user_pk=user.pk)
    return uploaded(request, conversation, sender, objects.STAFF)


@staff_address("GET", "HEAD")
def attachment(request, public_id, attachment_id):
    conversation = find_conversation(waiting.access_on(request), str(public_id), Level.JOIN)
    found = find_attachment(conversation, str(attachment_id))
    audit.viewed(conversation, request.user)
    return download(found)
