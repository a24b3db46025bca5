"""Conversations among the admin's "Other searches"."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.search import SearchArea

from .waiting import access_on


class ConversationsSearchArea(SearchArea):
    def __init__(self):
        super().__init__(
            _("Chats"),
            reverse("staff_console:index"),
            name="livechat",
            icon_name="comment",
            order=650,
        )

    def is_shown(self, request):
        return access_on(request).is_staff
