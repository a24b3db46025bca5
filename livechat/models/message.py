"""A message: what was said, by whom, and its number for each audience."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation


class Kind(models.TextChoices):
    TEXT = "text", _("Text")
    EVENT = "event", _("Event")
    FILE = "file", _("File")
    CARD = "card", _("Card")
    NOTE = "note", _("Note")


class Role(models.TextChoices):
    VISITOR = "visitor", _("Visitor")
    STAFF = "staff", _("Staff")
    BOT = "bot", _("Bot")
    SYSTEM = "system", _("System")


class Message(models.Model):
    Kind = Kind
    Role = Role

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    seq = models.PositiveIntegerField()
    vseq = models.PositiveIntegerField(null=True, blank=True)
    """The visitor's number; empty for what visitors never see."""
    client_id = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TEXT)
    role = models.CharField(max_length=8, choices=Role.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=150, blank=True)
    body = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)
    changed_rev = models.PositiveIntegerField(default=0)
    """The conversation's ``rev`` of the last edit or erasure; 0 while as first stored."""
    changed_vrev = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["conversation", "seq"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="livechat_seq_once"),
            models.UniqueConstraint(fields=["conversation", "vseq"], name="livechat_vseq_once"),
            models.UniqueConstraint(
                fields=["conversation", "client_id"], name="livechat_client_id_once"
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="livechat_seq_from_1"),
            models.CheckConstraint(
                condition=Q(vseq__isnull=True) | Q(vseq__gte=1), name="livechat_vseq_from_1"
            ),
            models.CheckConstraint(
                condition=~Q(kind="note") | Q(vseq__isnull=True),
                name="livechat_notes_are_staff_only",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["text", "event", "file", "card", "note"]),
                name="livechat_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["visitor", "staff", "bot", "system"]),
                name="livechat_role_known",
            ),
        ]

    def __str__(self):
        return f"Message {self.seq} of {self.conversation_id}"
