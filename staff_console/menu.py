"""The sidebar's item "Chat", with the number of those who wait."""

import json

from django.urls import reverse
from wagtail.admin.menu import MenuItem

from .texts import waiting_texts
from .waiting import access_on, choices_on, own_on, waiting_for


class ChatMenuItem(MenuItem):
    """
    For people with any chat level only. The number is drawn and kept up to date by the
    ``livechat-waiting`` controller; the item itself is shared by all requests and never changed.
    """

    def is_shown(self, request):
        return access_on(request).is_staff

    def render_component(self, request):
        component = super().render_component(request)
        access = access_on(request)
        values = {
            "person": str(request.user.pk),
            "now": json.dumps(waiting_for(access) | own_on(request)),
            "choices": json.dumps(choices_on(request).as_values()),
            "texts": json.dumps(waiting_texts()),
            "socket": socket_address(),
            "logout": reverse("wagtailadmin_logout"),
        }
        component.attrs = {
            **component.attrs,
            "data-controller": "livechat-waiting",
            "data-action": "livechat:ask@document->livechat-waiting#ask "
            "visibilitychange@document->livechat-waiting#look "
            "submit@document->livechat-waiting#leave",
            **{f"data-livechat-waiting-{name}-value": value for name, value in values.items()},
        }
        return component


def socket_address():
    """The path of the staff's socket."""
    return reverse("livechat:availability").removesuffix("availability/") + "ws/staff/"
