"""The start form of the page that the visitor came from."""

import secrets
import uuid

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from wagtail.models import Site

from .. import identity, pages, zones
from ..before import OFF, Before
from ..delivery.database import busy_on_trouble
from ..errors import BadValue, ChatError
from ..protocol.commands import validated
from ..protocol.starting import Start
from .plain_earlier import conversations_of
from .plain_pages import number_of, plain_page, show
from .start import recognised, start_here, with_cookie


@plain_page
def start(request):
    """Asks what the site asks, and goes on to the conversation. 404 where chat is off."""
    asked = number_of(request.POST.get("page") or request.GET.get("page"))
    page, choice = pages.chat_on(request, asked)
    if choice is None or not choice.on:
        raise Http404
    before = Before(Site.find_for_request(request), page, choice)
    visitor, problem = identity.visitor_of(request), None
    if request.method == "POST":
        try:
            return _started(request, page)
        except ChatError as error:
            problem = error
    conversations = conversations_of(visitor)
    return show(
        request,
        "livechat/plain/start.html",
        before.language,
        problem,
        **_asked(request, before, visitor),
        zone=zones.zone_of(conversations[0], before.settings) if conversations else None,
        full=True,
        conversations=conversations,
        greeting=choice.greeting,
        page=page,
        values=request.POST,
        key=request.POST.get("key") or secrets.token_urlsafe(24),
        client_id=request.POST.get("client_id") or uuid.uuid4(),
    )


def _asked(request, before, visitor):
    """What the form has fields for. Who is known already is not asked for a name again."""
    try:
        desk = before.desk(request.POST.get("department"))
    except BadValue:
        desk = before.desks[0]
    user = recognised(request, before.settings)
    name, email = identity.of_account(user) if user else _of(visitor)
    needs_email = desk.fields["email"]
    if len({each.fields["email"] for each in before.desks}) > 1:
        needs_email = "optional"  # It depends on the choice; the server insists where it must.
    return {
        "desks": before.desks,
        "desk": desk,
        "consent": before.consent,
        "away_hint": "leave_message_here" if needs_email == OFF else "leave_message",
        "known": {"name": name, "email": email, "verified": bool(user)},
        "fields": [
            ("name", "text", 80, desk.fields["name"]),
            ("email", "email", 254, needs_email),
        ],
    }


def _of(visitor):
    return (visitor.name, visitor.email) if visitor else ("", "")


def _started(request, page):
    names = ("key", "client_id", "body", "name", "email", "department", "consent_version")
    form = {name: request.POST.get(name, "") for name in names}
    wish = validated(Start, form | {"page": page.pk, "consent": "consent" in request.POST})
    with busy_on_trouble():
        started = start_here(request, wish)
    address = reverse("livechat:conversation", args=[started.conversation.public_id])
    return with_cookie(HttpResponseRedirect(address + "#end"), request, started)
