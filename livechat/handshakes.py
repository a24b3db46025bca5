"""A socket's handshake as the request it began as, so that the same rules read both."""

from io import BytesIO

from django.core.handlers.asgi import ASGIRequest


def request_of(scope):
    """Its host, scheme and cookies by the site's own settings. The query is left out."""
    scheme = "https" if scope.get("scheme") in ("wss", "https") else "http"
    asked = {"method": "GET", "scheme": scheme, "query_string": b""}
    return ASGIRequest(scope | asked, BytesIO())
