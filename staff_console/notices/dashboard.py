"""The dashboard's panel "Waiting now": who has waited longest, kept up to date in the browser."""

import json

from django.urls import reverse
from wagtail.admin.ui.components import Component

from ..texts import waiting_texts
from ..waiting import access_on, waiting_for


class WaitingNowPanel(Component):
    name = "livechat_waiting_now"
    template_name = "staff_console/notices/waiting_now.html"
    order = 150

    class Media:
        css = {"all": ["staff_console/waiting/panel.css"]}

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return {
            "now": json.dumps(waiting_for(access_on(request))),
            "texts": json.dumps(waiting_texts()),
            "index": reverse("staff_console:index"),
        }
