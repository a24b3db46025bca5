"""How the console's JSON addresses answer: in JSON whatever happens, nothing cached."""

from functools import wraps

from django.middleware.csrf import CsrfViewMiddleware
from django.urls import URLPattern
from django.urls.resolvers import RoutePattern
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin.localization import get_localized_response

from livechat.delivery.database import busy_on_trouble
from livechat.errors import Busy, ChatError, Forbidden
from livechat.views.answers import SAFE, WrongMethod, refusal


def staff_address(*methods):
    """
    A view of JSON for people who may enter the admin. Wagtail's own guard sends strangers to a
    page of HTML, and Django's CSRF check answers with one, so both questions are asked here.
    """

    def decorate(view):
        def checked(request, *args, **kwargs):
            try:
                _check(request, methods)
                return view(request, *args, **kwargs)
            except ChatError as problem:
                return refusal(problem, allow=methods)

        @csrf_exempt
        @never_cache
        @wraps(view)
        def answer(request, *args, **kwargs):
            try:
                with busy_on_trouble():
                    return get_localized_response(checked, request, *args, **kwargs)
            except Busy as problem:
                return refusal(problem)

        return answer

    return decorate


def _check(request, methods):
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Forbidden
    if request.method not in methods:
        raise WrongMethod
    if request.method not in SAFE and _Csrf(lambda request: None).refuses(request):
        raise Forbidden


class _Csrf(CsrfViewMiddleware):
    """Django's check, with a yes or no instead of a page of HTML."""

    def refuses(self, request):
        self.process_request(request)
        return self.process_view(request, None, (), {}) is not None

    def _reject(self, request, reason):
        return reason


class JsonPattern(URLPattern):
    """
    An address that Wagtail does not wrap: :func:`staff_address` guards it. Wagtail puts its guard
    around a view by setting the pattern's ``callback``.
    """

    def __init__(self, route, view, name):
        self.view = view
        super().__init__(RoutePattern(route, name=name, is_endpoint=True), view, name=name)

    @property
    def callback(self):
        return self.view

    @callback.setter
    def callback(self, wrapped):
        pass
