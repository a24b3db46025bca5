"""A page's choice about chat: a draftable child of any page, published with it."""

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from .department import Department


class Mode(models.TextChoices):
    INHERIT = "inherit", _("Same as parent page")
    ON = "on", _("On")
    OFF = "off", _("Off")


class PageChat(models.Model):
    Mode = Mode

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
