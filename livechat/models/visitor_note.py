"""What staff keep in mind about a visitor, from one of their conversations."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation
from .visitor import Visitor


class VisitorNote(models.Model):
    """
    Shown beside every conversation of the visitor, to those who may see the one it was written in;
    erased with that one.
    """

    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="notes")
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="visitor_notes"
    )
    client_id = models.UUIDField(default=uuid.uuid4)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=150)
    body = models.TextField(_("note"), max_length=4000)
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note about a visitor")
        verbose_name_plural = _("notes about visitors")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "client_id"], name="livechat_visitor_note_once"
            )
        ]

    def __str__(self):
        return f"Visitor note {self.pk}"
