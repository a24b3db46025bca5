"""Canned replies: answers that staff write once and fill in often."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livechat.access import Level
from livechat.models import Department

from .inbox.models import SavedFilter
from .notices.models import NoticeChoices

__all__ = ["CannedReply", "NoticeChoices", "SavedFilter"]


class CannedReplyQuerySet(models.QuerySet):
    def usable_by(self, access):
        """Those of the departments where this person may answer, and those of no department."""
        if access.everywhere >= Level.REPLY:
            return self
        own = [pk for pk, level in access.departments.items() if level >= Level.REPLY]
        return self.filter(models.Q(department__isnull=True) | models.Q(department_id__in=own))


class CannedReply(models.Model):
    department = models.ForeignKey(
        Department,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="canned_replies",
        verbose_name=_("department"),
        help_text=_("Empty: offered in every department."),
    )
    title = models.CharField(_("title"), max_length=80)
    body = models.TextField(_("reply"), max_length=4000)
    shortcut = models.SlugField(
        _("shortcut"),
        max_length=30,
        blank=True,
        allow_unicode=True,
        help_text=_("A short word that finds this reply quickly."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")

    def __str__(self):
        return self.title
