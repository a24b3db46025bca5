"""The sidebar's item "Chat", with the number of those who wait."""

import json

from django.urls import reverse
from wagtail.admin.menu import MenuItem

from .texts import waiting_texts
from .waiting import access_on, waiting_for


class ChatMenuItem(MenuItem):
    """
    For people with any chat level only. The number is drawn and kept up to date by the
    ``livechat-waiting`` controller; the item itself is shared by all requests and never changed.
    """

    def is_shown(self, request):
        return access_on(request).is_staff

    def render_component(self, request):
        component = super().render_component(request)
        component.attrs = {
            **component.attrs,
            "data-controller": "livechat-waiting",
            "data-livechat-waiting-url-value": reverse("staff_console:waiting"),
            "data-livechat-waiting-now-value": json.dumps(waiting_for(access_on(request))),
            "data-livechat-waiting-texts-value": json.dumps(waiting_texts()),
        }
        return component
