"""The console and its canned replies, as Wagtail's admin knows them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from .inbox.bulk import bulk
from .inbox.saving import forget_filter, saved_filters
from .menu import ChatMenuItem
from .models import CannedReply
from .team.views import TeamView, capacity, team_now
from .views import api, attachments, people, replies
from .views.answers import JsonPattern
from .views.console import ConsoleView
from .views.export import ExportView


class ConsoleViewSet(ViewSet):
    name = "staff_console"
    url_prefix = "chat"
    icon = "comment"
    menu_label = _("Chat")
    menu_name = "livechat"
    menu_order = 150
    menu_item_class = ChatMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        console = self.construct_view(ConsoleView)
        return [
            path("", console, name="index"),
            path("conversations/<uuid:public_id>/", console, name="conversation"),
            path("export/", ExportView.as_view(), name="export"),
            path("team/", self.construct_view(TeamView), name="team"),
            JsonPattern("api/team/", team_now, name="team_now"),
            JsonPattern("api/team/<str:pk>/capacity/", capacity, name="capacity"),
            JsonPattern("api/commands/", api.commands, name="commands"),
            JsonPattern("api/waiting/", api.waiting_now, name="waiting"),
            JsonPattern("api/search/", api.search, name="search"),
            JsonPattern("api/bulk/", bulk, name="bulk"),
            JsonPattern("api/filters/", saved_filters, name="filters"),
            JsonPattern("api/filters/<int:pk>/forget/", forget_filter, name="forget_filter"),
            JsonPattern(
                "api/conversations/<uuid:public_id>/", api.surroundings, name="surroundings"
            ),
            JsonPattern("api/conversations/<uuid:public_id>/people/", people.people, name="people"),
            JsonPattern(
                "api/conversations/<uuid:public_id>/uninvite/", people.uninvite, name="uninvite"
            ),
            JsonPattern("api/conversations/<uuid:public_id>/erase/", people.erasure, name="erase"),
            JsonPattern(
                "api/conversations/<uuid:public_id>/mentionable/",
                replies.people,
                name="mentionable",
            ),
            JsonPattern(
                "api/conversations/<uuid:public_id>/visitor-notes/",
                replies.write_note,
                name="visitor_notes",
            ),
            JsonPattern(
                "api/conversations/<uuid:public_id>/visitor-notes/<uuid:note_id>/delete/",
                replies.delete_note,
                name="delete_visitor_note",
            ),
            JsonPattern(
                "api/canned-replies/<int:pk>/used/",
                replies.canned_reply_used,
                name="canned_reply_used",
            ),
            JsonPattern(
                "api/conversations/<uuid:public_id>/attachments/",
                attachments.attachments,
                name="attachments",
            ),
            JsonPattern(
                "api/conversations/<uuid:public_id>/attachments/<uuid:attachment_id>/",
                attachments.attachment,
                name="attachment",
            ),
        ]


class CannedReplyViewSet(SnippetViewSet):
    model = CannedReply
    icon = "openquote"
    list_display = ["title", "shortcut", "department", "locale", "uses"]
    list_filter = ["department", "locale"]
    search_fields = ["title", "body", "shortcut"]
    ordering = ["order", "title"]
    panels = [
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("cards"),
        FieldRowPanel([FieldPanel("department"), FieldPanel("locale")]),
        FieldRowPanel([FieldPanel("shortcut"), FieldPanel("order")]),
    ]
