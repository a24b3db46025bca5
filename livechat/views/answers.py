"""How the visitor's addresses answer: JSON, the contract's errors, nothing cached."""

import math
from functools import wraps

from django.http import JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt

from ..delivery.database import busy_on_trouble
from ..errors import BadFrame, ChatError, Forbidden, TooBig
from ..origins import request_is_allowed
from ..protocol import codes, events
from ..protocol.commands import decoded

SAFE = {"GET", "HEAD"}


class WrongMethod(ChatError):
    code = "bad_value"
    status = 405

    def default_message(self):
        return _("This address does not take that method.")


def visitor_address(*methods, public_for=0):
    """
    A view of JSON for visitors, who are known by their cookie alone. State changes are guarded by
    the ``Origin`` header (contract section 2), which is why Django's token is not asked for.
    ``public_for``: seconds that anybody may keep an answer that is the same for everybody.
    """
    caching = cache_control(public=True, max_age=public_for) if public_for else never_cache

    def decorate(view):
        cached = caching(view)

        @csrf_exempt
        @wraps(view)
        def answer(request, *args, **kwargs):
            try:
                with busy_on_trouble():
                    _check(request, methods)
                    return cached(request, *args, **kwargs)
            except ChatError as problem:
                response = refusal(problem, allow=methods)
                add_never_cache_headers(response)
                return response

        return answer

    return decorate


def _check(request, methods):
    if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
        raise WrongMethod
    if request.method not in SAFE and not request_is_allowed(request):
        raise Forbidden


def refusal(problem, ref=None, allow=()):
    """An error frame as an HTTP response."""
    response = JsonResponse(events.error(ref, problem), status=problem.status)
    if problem.status == 405:
        response["Allow"] = ", ".join(allow)
    if problem.retry_after is not None:
        response["Retry-After"] = max(1, math.ceil(problem.retry_after))
    return response


def json_body(request, limit=codes.MAX_FRAME):
    """The request's body as a JSON object. Raises TooBig above ``limit`` bytes, or BadFrame."""
    try:
        if int(request.headers.get("Content-Length") or 0) > limit:
            raise TooBig
        raw = request.read(limit + 1)
        if len(raw) > limit:
            raise TooBig
    except ValueError:
        raise BadFrame from None
    data = decoded(raw)
    if not isinstance(data, dict):
        raise BadFrame
    return data
