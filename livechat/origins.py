"""Which pages may use the visitor addresses and the sockets: scheme, host and port decide."""

from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost

from . import conf
from .handshakes import request_of

DEFAULT_PORTS = {"http": 80, "https": 443}


def normal(origin):
    """``(scheme, host, port)`` of an origin as browsers write it; None for anything else."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    if parts.path or parts.query or parts.fragment or origin != origin.strip():
        return None
    return parts.scheme, parts.hostname.lower(), port or DEFAULT_PORTS[parts.scheme]


def is_allowed(origin, own):
    """Whether ``origin`` is ``own`` (the request's) or one that the site configured."""
    asked = normal(origin)
    if asked is None:
        return False
    allowed = [own, *conf.get("ALLOWED_ORIGINS")]
    return asked in {normal(each) for each in allowed if each}


def request_is_allowed(request):
    """For a state-changing request: no ``Origin`` passes, a foreign or ``null`` one does not."""
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    return is_allowed(origin, f"{request.scheme}://{request.get_host()}")


def socket_is_allowed(scope):
    """For a handshake: exactly one ``Origin``, and it is the site's own or configured."""
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    if len(origins) != 1:
        return False
    own = _own_origin(scope)
    return own is not None and is_allowed(origins[0].decode("latin1"), own)


def _own_origin(scope):
    """The origin of the site that was asked, by the same settings as an HTTP request's."""
    request = request_of(scope)
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return None
