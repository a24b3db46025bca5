"""The form of an upload and the answer to a download, the same for visitors and staff."""

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.http import content_disposition_header

from .. import conf
from ..actions.attachments import attach
from ..attachments.checking import too_big
from ..doors import as_uuid
from ..errors import BadFrame, BadValue, NotFound
from ..protocol import objects
from ..protocol.commands import AttachmentPost, validated

AROUND = 65_536
"""Bytes of a form that are not the file."""


def uploaded(request, conversation, sender, audience):
    """Attach what the form in ``request`` holds; the message as JSON, 201 when it is new."""
    refuse_if_too_big(request)
    try:
        form, files = request.POST, request.FILES
    except (MultiPartParserError, RequestDataTooBig, SuspiciousOperation):
        raise BadFrame from None
    asked = validated(AttachmentPost, {"client_id": form.get("client_id", "")})
    if "file" not in files:
        raise BadValue
    message, is_new = attach(conversation, sender, files["file"], asked.client_id)
    answer = {"message": objects.message(message, audience)}
    return JsonResponse(answer, status=201 if is_new else 200)


def refuse_if_too_big(request):
    """Before anything of the body is parsed. Without a length Django parses nothing of it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit():
        raise BadFrame
    if int(length) > conf.get("ATTACHMENT_MAX_BYTES") + AROUND:
        raise too_big()


def find_attachment(conversation, public_id):
    """An attachment of this conversation. Raises NotFound for any other, as for none."""
    found = conversation.attachments.filter(public_id=as_uuid(public_id)).first()
    if found is None:
        raise NotFound
    return found


def download(attachment):
    """
    The file. Only pictures, which we have made ourselves, are shown by a browser; whatever it
    thinks of anything, it may neither guess another type nor run a script.
    """
    try:
        with attachment.file.open("rb") as file:
            # Whole, because a file iterator cannot leave the event loop; its size is bounded.
            response = HttpResponse(file.read(), content_type=_content_type(attachment))
    except FileNotFoundError:
        raise NotFound from None
    response["Content-Disposition"] = (
        content_disposition_header(not attachment.is_picture, attachment.name) or "inline"
    )
    response["Content-Length"] = str(len(response.content))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _content_type(attachment):
    # Without a charset Django would name its own, which need not be the file's.
    return attachment.content_type
