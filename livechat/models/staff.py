"""What the chat keeps about a staff member: availability, presence, own read marks."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .conversation import Conversation

MOST_AT_A_TIME = 100


class Availability(models.TextChoices):
    ONLINE = "online", _("Online")
    AWAY = "away", _("Away")
    OFFLINE = "offline", _("Offline")


class SendKey(models.TextChoices):
    ENTER = "enter", _("Enter (Shift and Enter begins a new line)")
    MOD_ENTER = "mod-enter", _("Ctrl or ⌘ and Enter (Enter begins a new line)")


class StaffProfile(models.Model):
    """What a person last chose; it outlives their sockets."""

    Availability = Availability

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="livechat_profile",
        primary_key=True,
    )
    display_name = models.CharField(
        _("name shown in chats"),
        max_length=80,
        blank=True,
        help_text=_("Empty: the account's full name."),
    )
    availability = models.CharField(
        max_length=8, choices=Availability.choices, default=Availability.ONLINE
    )

    send_key = models.CharField(
        _("Send with"), max_length=10, choices=SendKey.choices, default=SendKey.ENTER
    )

    capacity = models.PositiveSmallIntegerField(
        null=True, blank=True, editable=False, validators=[MaxValueValidator(MOST_AT_A_TIME)]
    )
    """So many at a time the queue gives this person; None: what their department says."""

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Staff profile {self.pk}"


def display_name(user):
    """The name that visitors and colleagues read."""
    profile = getattr(user, "livechat_profile", None)
    if profile and profile.display_name:
        return profile.display_name
    return user.get_full_name() or user.get_username()


class StaffPresence(models.Model):
    """A process that holds a socket of this person, renewed while it does, stale after."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    node = models.CharField(max_length=32)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "node"], name="livechat_presence_once")
        ]

    def __str__(self):
        return f"Presence of {self.user_id}"


class StaffReadMark(models.Model):
    """How far one person has read one conversation, in staff numbering."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="livechat_read_mark_once")
        ]

    def __str__(self):
        return f"Read mark of {self.user_id}"
