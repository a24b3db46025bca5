"""A page that a visitor went to during a conversation: their journey through the site."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation


class PageVisit(models.Model):
    """``url`` is a path: what stands after it (query, fragment) is never kept."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="page_visits"
    )
    title = models.CharField(_("page title"), max_length=255, blank=True)
    url = models.CharField(_("page address"), max_length=2000)
    at = models.DateTimeField(_("at"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page visit")
        verbose_name_plural = _("page visits")
        default_permissions = ()

    def __str__(self):
        return f"Page visit {self.pk}"
