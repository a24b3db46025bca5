"""The console's page. Everything live happens in the browser, beginning with what is given here."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from livechat import filters
from livechat.attachments import kinds
from livechat.errors import ChatError, NotFound
from livechat.handling.staff import handle, list_inbox, person_of
from livechat.models.staff import SendKey
from livechat.protocol.codes import VERSION
from livechat.protocol.commands import STAFF_COMMANDS, validate

from .. import waiting
from ..canned.offering import offered, translated_names
from ..choosers import choosers, media
from ..inbox.models import filters_of
from ..menu import socket_address
from ..models import CannedReply
from ..shortcuts import shortcuts
from ..team.numbers import manages
from ..texts import console_texts

VIEWS = {
    "inbox": ["waiting", "open"],
    "mine": ["mine"],
    "waiting": ["waiting"],
    "all": ["all"],
    "closed": ["closed"],
    "mentions": ["mentions"],
}
"""The console's views, and the views of ``inbox.get`` that each is made of."""


class ConsoleView(WagtailAdminTemplateMixin, TemplateView):
    """
    The inbox, with a conversation open when the address names one. That conversation answers 404
    to everybody who may not see it; the inbox turns away people without any chat level.
    """

    template_name = "staff_console/console.html"
    page_title = _("Chat")
    header_icon = "comment"

    def get_breadcrumbs_items(self):
        here = {"url": reverse("staff_console:index"), "label": self.get_page_title()}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, public_id=None, **kwargs):
        self.person = person_of(self.request.user, waiting.access_on(self.request))
        opened = self._opened(public_id) if public_id else None
        if not self.person.access.is_staff:
            raise PermissionDenied
        texts = console_texts()
        return super().get_context_data(
            start=self._start(opened),
            views=_tabs(texts),
            texts=texts,
            team_url=reverse("staff_console:team") if manages(self.person.access) else None,
            chooser_media=media(),
            shortcuts=shortcuts(),
            **kwargs,
        )

    def _opened(self, public_id):
        try:
            return self._ask("conversation.open", conversation=str(public_id))
        except NotFound:
            raise Http404 from None

    def _start(self, opened):
        view, wanted = self._view(), self._filters()
        hello = self._ask("hello", v=VERSION)
        return {
            "hello": hello,
            "scope": {"view": view, "query": "", "filters": wanted},
            "lists": self._lists(view, wanted, hello["inbox"]),
            "filters": filters_of(self.request.user),
            "opened": opened,
            "views": VIEWS,
            "waiting": waiting.waiting_for(self.person.access),
            **self._own(),
            "department_names": translated_names(),
            "canned": offered(CannedReply.objects.usable_by(self.person.access), self.person.user),
            "files": kinds.limits(),
            "send_key": self._send_key(),
            "holds_back": waiting.choices_on(self.request).hold,
            "choosers": choosers(),
            "urls": self._urls(),
            "language": get_language(),
        }

    def _own(self):
        numbers = waiting.own_on(self.request)
        return {name: numbers[name] for name in ("mine", "mentions")}

    def _view(self):
        asked = self.request.GET.get("view")
        return asked if asked in VIEWS else "inbox"

    def _filters(self):
        """What the address narrows the list to; odd priorities are left out as the browser does."""
        given = {name: self.request.GET.get(name, "").strip()[:64] for name in filters.FIELDS}
        if given["priority"] not in ("1", "2"):
            del given["priority"]
        return {name: value for name, value in given.items() if value}

    def _lists(self, view, wanted, token):
        wanted = wanted | ({"priority": int(wanted["priority"])} if "priority" in wanted else {})
        try:
            asked = [{"view": source, "limit": 100} | wanted for source in VIEWS[view]]
            commands = [validate(STAFF_COMMANDS, "inbox.get", values) for values in asked]
            return [list_inbox(self.person, command, token) for command in commands]
        except ChatError:
            # A filter from an old address: nobody of that name is there any more.
            return [{"conversations": [], "more": False} for source in VIEWS[view]]

    def _ask(self, kind, **values):
        return handle(self.person, kind, validate(STAFF_COMMANDS, kind, values))

    def _send_key(self):
        profile = getattr(self.person.user, "livechat_profile", None)
        return profile.send_key if profile else SendKey.ENTER.value

    def _urls(self):
        return {
            "socket": socket_address(),
            "index": reverse("staff_console:index"),
            "commands": reverse("staff_console:commands"),
            "search": reverse("staff_console:search"),
        }


def _tabs(texts):
    index = reverse("staff_console:index")
    return [
        {"name": name, "label": texts[f"view_{name}"], "url": _address(index, name)}
        for name in VIEWS
    ]


def _address(index, view):
    return index if view == "inbox" else f"{index}?view={view}"
