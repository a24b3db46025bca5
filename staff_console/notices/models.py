"""What a person chose to be told by."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

CHOICES = (
    *("number", "message", "mentions", "escalations"),
    *("title", "dashboard", "sound", "desktop", "every", "hold"),
)
"""The fields, in the order in which they are asked."""


class Every(models.IntegerChoices):
    NEVER = 0, _("Never")
    HALF_MINUTE = 30, _("Every 30 seconds")
    MINUTE = 60, _("Every minute")
    FIVE_MINUTES = 300, _("Every five minutes")


class NoticeChoices(models.Model):
    """One row for each person who ever chose; everybody else has the defaults."""

    Every = Every

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        primary_key=True,
    )
    number = models.BooleanField(_("Number beside “Chat” in the menu"), default=True)
    message = models.BooleanField(_("Message on the page I am on"), default=True)
    mentions = models.BooleanField(
        _("Tell me when a note names me"),
        default=True,
        db_default=True,
        help_text=_("Once, on the page I am on, and by sound and desktop if I chose those."),
    )
    escalations = models.BooleanField(
        _("Tell me when nobody answers in time in what I manage"),
        default=True,
        db_default=True,
        help_text=_("Again and again until somebody takes the chat, whatever else I chose."),
    )
    title = models.BooleanField(_("Number in the title of the browser tab"), default=True)
    dashboard = models.BooleanField(_("Panel “Waiting now” on the dashboard"), default=True)
    sound = models.BooleanField(_("Sound"), default=False)
    desktop = models.BooleanField(
        _("Desktop notification"),
        default=False,
        help_text=_("Shown by this computer while you look at something else."),
    )
    every = models.PositiveSmallIntegerField(
        _("Remind me until somebody takes the chat"), choices=Every.choices, default=Every.MINUTE
    )
    hold = models.BooleanField(
        _("Read out new messages only when I have stopped typing"),
        default=False,
        db_default=False,
        help_text=_(
            "For screen readers. What you missed is read out in a pause, or once you send."
        ),
    )

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Notice choices of {self.user_id}"

    @classmethod
    def of(cls, user):
        """This person's choices, or the defaults, unsaved."""
        return cls.objects.filter(user=user).first() or cls(user=user)

    def as_values(self):
        """For the admin's scripts, by the names of the fields; ``every`` in seconds."""
        return {name: getattr(self, name) for name in CHOICES}
