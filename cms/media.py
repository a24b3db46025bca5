"""Uploaded pictures and documents, served by every process itself."""

from django.conf import settings
from django.http import HttpResponse
from django.views.static import serve

# An SVG opened by its own address is a document; this keeps a script in it from running.
UPLOAD_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def media(request, path):
    """One uploaded file, whole: a file iterator cannot leave the event loop without a warning."""
    found = serve(request, path, document_root=settings.MEDIA_ROOT)
    response = found
    if found.streaming:
        response = HttpResponse(b"".join(found), status=found.status_code)
        response.headers = found.headers
    response.headers["Content-Security-Policy"] = UPLOAD_POLICY
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
