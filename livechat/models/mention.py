"""A colleague named in a note."""

from django.conf import settings
from django.db import models

from .message import Message


class Mention(models.Model):
    """Goes with its note. Whether the person may still see it is asked at every look, not here."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["message", "user"], name="livechat_mentioned_once")
        ]

    def __str__(self):
        return f"Mention {self.pk}"
