"""A conversation without JavaScript: what was said, and forms to say more, end it or rate it."""

import uuid

from django.http import Http404, HttpResponseRedirect
from django.utils import translation

from .. import avatars, history, zones
from ..attachments import kinds
from ..delivery.database import busy_on_trouble
from ..doors import find_own_conversation
from ..errors import ChatError, Forbidden, NotFound, UnknownType
from ..handling.visitor import HANDLERS
from ..identity import note_use, visitor_of
from ..models import display_name
from ..protocol import objects
from ..protocol.codes import PAGE
from ..protocol.commands import VISITOR_COMMANDS, validate
from .attachments import visitor_sender
from .plain_pages import number_of, plain_page, show
from .uploads import refuse_if_too_big, uploaded

RATINGS = range(1, 6)
FORMS = {"message.post", "conversation.close", "conversation.rate", "consent.withdraw"}
"""Commands that are a form here."""


@plain_page
def conversation(request, public_id):
    """The visitor's own; 404 for everybody else's and for none."""
    try:
        row = find_own_conversation(visitor_of(request), public_id)
    except NotFound:
        raise Http404 from None
    language = row.locale or translation.get_language()
    problem, form = None, {}
    if request.method == "POST":
        try:
            refuse_if_too_big(request)
            form = request.POST
            with busy_on_trouble(), translation.override(language):
                note_use(row.visitor_id, row.visitor.used_on)
                _carry_out(request, row, form)
            return HttpResponseRedirect(request.path + "#end")
        except ChatError as error:
            problem = error
            row = find_own_conversation(row.visitor, public_id)
    before = number_of(request.GET.get("before"))
    seq = row.last_vseq + 1 if before is None else before
    messages, more = history.before(row, objects.VISITOR, min(seq, row.last_vseq + 1), PAGE)
    return show(
        request,
        "livechat/plain/conversation.html",
        language,
        problem,
        zone=zones.zone_of(row),
        full=True,
        conversation=row,
        page=row.page,
        staff_name=_who_answers(row, language),
        staff_picture=avatars.address(row.assignee) if row.assignee_id else "",
        messages=messages,
        more=more,
        body=form.get("body", ""),
        client_id=form.get("client_id") or uuid.uuid4(),
        file_client_id=uuid.uuid4(),
        files=kinds.limits(),
        ratings=RATINGS,
    )


def _who_answers(row, language):
    return display_name(row.assignee) if row.assignee_id else row.department.name_in(language)


def _carry_out(request, row, form):
    """One command from a form. Whoever answers has seen what was said before."""
    kind = form.get("type", "")
    if kind == "attach":
        return _attach(request, row)
    if kind not in FORMS:
        raise UnknownType
    values = {name: form[name] for name in ("client_id", "body", "comment") if name in form}
    if form.get("score", "").isdecimal():
        values["score"] = int(form["score"])
    HANDLERS[kind](row, validate(VISITOR_COMMANDS, kind, values))
    read = validate(VISITOR_COMMANDS, "read.mark", {"seq": row.last_vseq})
    HANDLERS["read.mark"](row, read)


def _attach(request, row):
    if row.visitor.is_blocked:
        raise Forbidden
    uploaded(request, row, visitor_sender(row), objects.VISITOR)
