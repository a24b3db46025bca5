"""Who is at the other end: a visitor by cookie, a staff member by the admin's session."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth import get_user
from django.db.models import Q
from django.http.request import split_domain_port
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Site

from . import conf, memory
from .models import Visitor
from .models.visitor import today
from .protocol.codes import MAX_EMAIL, MAX_NAME

COOKIE_NAME = "livechat_visitor"
DAY = 24 * 3600
TOKEN_BYTES = 32
"""256 random bits; the contract asks for at least 128."""
HOST_KNOWN = 10
"""Seconds that a host is remembered to be a site's: Wagtail asks the database at every request."""


def new_token():
    """A visitor token: 43 URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token):
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def may_be_token(text):
    return bool(text) and len(text) <= 200


def find_visitor(token):
    """The visitor whose token this is, or None. A blocked visitor is found and stays blocked."""
    if not may_be_token(token):
        return None
    found = Visitor.objects.select_related("site").filter(token_hash=hash_token(token))
    return found.filter(still_good()).first()


def still_good(path=""):
    """
    The condition that a visitor's token has not run out; ``path`` leads to the visitor from
    another model (``"visitor__"``). Days without use are counted in whole ones.
    """
    now = timezone.now()
    given = now - timedelta(days=conf.get("VISITOR_MAX_DAYS"))
    used = now - timedelta(days=conf.get("VISITOR_IDLE_DAYS"))
    return Q(**{f"{path}token_at__gt": given, f"{path}used_on__gte": used.date()})


def seconds_left(token_at):
    """Until the token runs out that was given then, however much it is used."""
    age = timezone.now() - token_at
    return conf.get("VISITOR_MAX_DAYS") * DAY - age.total_seconds()


def note_use(visitor_pk, used_on):
    """
    The visitor, who was here last on that day, has done something: their token stays good. Stored
    once a day.
    """
    if used_on != today():
        Visitor.objects.filter(pk=visitor_pk).update(used_on=today())


def visitor_of(request):
    """
    The visitor whose cookie came with this request, or None: a token is good only on the site that
    gave it.
    """
    visitor = find_visitor(request.COOKIES.get(COOKIE_NAME))
    return visitor if visitor is not None and is_at_home(visitor.home, request) else None


def is_at_home(home, request):
    """
    Whether this request is to the visitor's own site (its hostname), by whichever of its names.
    Sites that differ in their port alone are one here, as they are to a browser with a cookie.
    """
    host = request.get_host()
    if home == split_domain_port(host)[0]:
        return True  # The usual case, without another query.
    key = f"livechat.hostname.{hashlib.sha256(host.encode()).hexdigest()}"
    hostname = memory.get(key)
    if hostname is None:
        hostname = _hostname_of(request)
        memory.keep(key, hostname, HOST_KNOWN)
    return (home or "") == hostname


def _hostname_of(request):
    here = Site.find_for_request(request)
    return here.hostname if here else ""


def site_user(request):
    """
    The account that this visitor is logged in to on the site, or None. Asked at a start only, for
    a name and never for access. Who may enter the admin is staff, not a visitor: a staff session
    means nothing on the visitors' addresses.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    return None if user.has_perm("wagtailadmin.access_admin") else user


def of_account(user):
    """The name and e-mail address that a site user is known by."""
    name = user.get_full_name() or user.get_username()
    email = getattr(user, user.get_email_field_name(), "") or ""
    return name[:MAX_NAME], email[:MAX_EMAIL]


def set_cookie(response, request, token):
    """Give this browser its token: HttpOnly, Lax, Secure on https."""
    response.set_cookie(
        COOKIE_NAME,
        token,
        max_age=int(conf.get("VISITOR_MAX_DAYS") * DAY),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def hash_key(key, site):
    """What the database keeps of a start's secret key; on another site it is another start's."""
    where = b"livechat start key:%d:" % (site.pk if site else 0)
    return hashlib.sha256(where + key.encode()).digest()


def seal(token, key):
    """XOR with a pad that only the holder of ``key`` can make again; its own inverse."""
    raw = token.encode() if isinstance(token, str) else bytes(token)
    pad = b"".join(
        hmac.digest(key.encode(), b"livechat start pad %d" % block, "sha256")
        for block in range(len(raw) // 32 + 1)
    )
    return bytes(a ^ b for a, b in zip(raw, pad, strict=False))


def unseal(sealed, key):
    return seal(bytes(sealed), key).decode()


def staff_user(session_key):
    """
    The user of a session, read afresh: None when the session ended, the password changed, the
    account is inactive or the site's own gate is closed. Django's rules decide about the first
    three (``contrib.auth.get_user``).
    """
    if not session_key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(SimpleNamespace(session=session))
    return user if user.is_authenticated and user.is_active and _passes(user, session) else None


def _passes(user, session):
    gate = conf.get("STAFF_GATE")
    return gate is None or import_string(gate)(user, session)
