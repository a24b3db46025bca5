"""An attachment: a file that somebody sent in a conversation."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..attachments.storage import attachment_storage
from .conversation import Conversation
from .message import Role


def place(attachment, filename):
    """A name that tells nothing and that nobody chose; in 256 folders, so that none grows long."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class Attachment(models.Model):
    """Its message names it by ``public_id``; the row is there before, and the file before that."""

    public_id = models.UUIDField(_("id"), unique=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="attachments"
    )
    client_id = models.UUIDField()
    """The message's: by it an orphan is told from a file whose sender lost the answer."""
    role = models.CharField(max_length=8, choices=Role.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    file = models.FileField(_("file"), storage=attachment_storage, upload_to=place, max_length=100)
    name = models.CharField(_("name"), max_length=100)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    digest = models.BinaryField(max_length=32, editable=False)
    """SHA-256 of what was sent, which for a picture is not what is kept."""
    is_posted = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        default_permissions = ()
        indexes = [
            models.Index(fields=["created_at"], name="livechat_attached_at"),
            models.Index(
                fields=["created_at"],
                name="livechat_orphans",
                condition=models.Q(is_posted=False),
            ),
        ]

    def __str__(self):
        return f"Attachment {self.public_id.hex[:8]}"

    @property
    def is_picture(self):
        """Made anew from its pixels, so that a browser may show it."""
        return self.width is not None

    def as_data(self):
        """What its message carries (contract section 3)."""
        data = {
            "id": str(self.public_id),
            "name": self.name,
            "size": self.size,
            "type": self.content_type,
        }
        if self.is_picture:
            data |= {"width": self.width, "height": self.height}
        return data
