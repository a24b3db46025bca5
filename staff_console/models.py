"""Canned replies: answers that staff write once and fill in often."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin

from livechat.access import Level
from livechat.models import Department

from .canned.fields import CardsField
from .canned.preview import previewed_cards
from .inbox.models import SavedFilter
from .notices.models import NoticeChoices

__all__ = ["CannedReply", "NoticeChoices", "SavedFilter"]


VARIABLES = ("visitor_name", "staff_name", "department", "page_title")
EXAMPLE = {
    "visitor_name": "Grace",
    "staff_name": "Sam",
    "department": _("Support"),
    "page_title": _("Our products"),
}


def filled(body, values):
    """
    ``body`` with what it names filled in, once: no template, so that what a visitor calls
    themselves is never looked into (SEC-32). The console's scripts do the same (answer-form.js).
    """
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), body)


class CannedReplyQuerySet(models.QuerySet):
    def usable_by(self, access):
        """Those of the departments where this person may answer, and those of no department."""
        if access.everywhere >= Level.REPLY:
            return self
        own = [pk for pk, level in access.departments.items() if level >= Level.REPLY]
        return self.filter(models.Q(department__isnull=True) | models.Q(department_id__in=own))


class CannedReply(RevisionMixin, PreviewableMixin, models.Model):
    department = models.ForeignKey(
        Department,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="canned_replies",
        verbose_name=_("department"),
        help_text=_("Empty: offered in every department."),
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("language"),
        help_text=_("Empty: offered in conversations of every language."),
    )
    title = models.CharField(_("title"), max_length=80)
    body = models.TextField(
        _("reply"),
        max_length=4000,
        help_text=_(
            "Filled in when it is chosen: {visitor_name}, {staff_name}, {department}, {page_title}."
        ),
    )
    cards = CardsField(
        verbose_name=_("cards"),
        blank=True,
        default=list,
        db_default=models.Value([], output_field=models.JSONField()),
        help_text=_("They go out after the text. Only what everybody on the web may see."),
    )
    shortcut = models.SlugField(
        _("shortcut"),
        max_length=30,
        blank=True,
        allow_unicode=True,
        help_text=_("A short word that finds this reply quickly."),
    )
    uses = models.PositiveIntegerField(_("times used"), default=0, editable=False)
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")

    def __str__(self):
        return self.title

    def get_preview_template(self, request, mode_name):
        return "staff_console/canned_reply_preview.html"

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        cards = previewed_cards(self, request)
        return context | {"body": filled(self.body, EXAMPLE), "cards": cards}
