"""A page's choice about chat: a draftable child of any page, published with it."""

import swapper
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .department import Department


class Mode(models.TextChoices):
    INHERIT = "inherit", _("Same as parent page")
    ON = "on", _("On")
    OFF = "off", _("Off")


class Invitation(models.TextChoices):
    """When the greeting comes forward by itself. Empty: as on the parent page."""

    NEVER = "never", _("Never")
    TIME = "time", _("After some seconds")
    EXIT = "exit", _("When the visitor is about to leave")


class PageChat(models.Model):
    Mode = Mode
    Invitation = Invitation

    page = ParentalKey(
        swapper.get_model_name("wagtailcore", "Page"),
        on_delete=models.CASCADE,
        related_name="livechat",
    )
    mode = models.CharField(_("chat"), max_length=8, choices=Mode.choices, default=Mode.INHERIT)
    department = models.ForeignKey(
        Department,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("department"),
        help_text=_("Who answers chats from here and below. Empty: same as parent page."),
    )
    greeting = models.CharField(
        _("greeting"),
        max_length=200,
        blank=True,
        help_text=_("The first line a visitor reads. Empty: same as parent page."),
    )
    alternatives = models.JSONField(
        _("visitors may also choose"),
        default=list,
        blank=True,
        help_text=_("Further departments to choose from; the one above is chosen at first."),
    )
    """Primary keys. They count with a department beside them only."""
    invitation = models.CharField(
        _("show the greeting by itself"),
        max_length=5,
        choices=Invitation.choices,
        blank=True,
        help_text=_("Never over a form that is being filled in, never again once dismissed."),
    )
    invitation_after = models.PositiveSmallIntegerField(
        _("after so many seconds"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(3600)],
    )

    class Meta:
        verbose_name = _("live chat choice")
        verbose_name_plural = _("live chat choices")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page"], name="livechat_choice_once"),
            models.CheckConstraint(
                condition=models.Q(mode__in=["inherit", "on", "off"]), name="livechat_mode_known"
            ),
        ]

    def __str__(self):
        return self.get_mode_display()
