"""What each site says for itself: what is asked before a chat, its opening hours, its look."""

import re

import swapper
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.settings.models import BaseSiteSetting

from ..contrast import DARK_PAGE, LIGHT_PAGE, complaint
from .schedule import Schedule

HEX = r"#[0-9a-fA-F]{6}"
hex_colour = RegexValidator(rf"^{HEX}\Z", _("A colour is # and six digits: #2b50c8."))


def _are_colours(*colours):
    """What is none has been complained of already."""
    return all(re.fullmatch(HEX, colour) for colour in colours if colour)


class Asked(models.TextChoices):
    OFF = "off", _("Not asked for")
    OPTIONAL = "optional", _("Optional")
    REQUIRED = "required", _("Required")


class Side(models.TextChoices):
    END = "end", _("Where lines end: right in English, left in Arabic")
    START = "start", _("Where lines begin: left in English, right in Arabic")


def _colour(label, help_text=""):
    return models.CharField(
        label, max_length=7, blank=True, validators=[hex_colour], help_text=help_text
    )


class ChatSettings(BaseSiteSetting):
    Asked = Asked
    Side = Side

    name_field = models.CharField(
        _("name"), max_length=8, choices=Asked.choices, default=Asked.OPTIONAL
    )
    email_field = models.CharField(
        _("e-mail address"), max_length=8, choices=Asked.choices, default=Asked.OPTIONAL
    )
    email_when_away = models.BooleanField(
        _("E-mail address required when nobody is there"),
        default=False,
        help_text=_("A message left outside the opening hours can then be answered by e-mail."),
    )
    recognises_users = models.BooleanField(
        _("Recognise people who are logged in on the site"),
        default=True,
        help_text=_(
            "They are asked for neither name nor e-mail address, and staff see that their account "
            "is verified. People who may use this admin are never recognised."
        ),
    )
    asks_consent = models.BooleanField(
        _("Ask for consent"),
        default=False,
        help_text=_("A box that has to be ticked before the first message. Its text is in Texts."),
    )
    privacy_page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("privacy notice"),
        help_text=_("The page that the consent text links to, in the visitor's language."),
    )
    schedule = models.ForeignKey(
        Schedule,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("opening hours"),
        help_text=_("For departments without opening hours of their own. Empty: always open."),
    )
    accent = _colour(_("colour"), _("Of the button and the visitor's own messages."))
    accent_text = _colour(_("text on it"), _("Empty: black or white, whichever is read better."))
    dark_accent = _colour(_("colour on dark pages"), _("Empty: the same."))
    dark_accent_text = _colour(_("text on it on dark pages"))
    side = models.CharField(_("corner"), max_length=5, choices=Side.choices, default=Side.END)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("name_field"), FieldPanel("email_field")]),
                            FieldPanel("email_when_away"),
                            FieldPanel("recognises_users"),
                        ],
                        heading=_("Who is writing"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("asks_consent"), FieldPanel("privacy_page")],
                        heading=_("Consent"),
                    ),
                    FieldPanel("schedule"),
                ],
                heading=_("Before the chat"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("accent"), FieldPanel("accent_text")]),
                            FieldRowPanel(
                                [FieldPanel("dark_accent"), FieldPanel("dark_accent_text")]
                            ),
                        ],
                        heading=_("Colours"),
                    ),
                    FieldPanel("side"),
                ],
                heading=_("Look"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("Chat settings")
        verbose_name_plural = _("Chat settings")

    @classmethod
    def of(cls, site):
        """The site's own, or the defaults; unlike ``for_site`` reading stores nothing."""
        found = cls.objects.select_related("schedule", "privacy_page").filter(site=site).first()
        return found or cls(site=site)

    def clean(self):
        super().clean()
        if not self.accent and (self.accent_text or self.dark_accent):
            raise ValidationError({"accent": _("Choose this colour first.")})
        if self.dark_accent_text and not self.dark_accent:
            raise ValidationError({"dark_accent": _("Choose this colour first.")})
        pairs = {
            "accent": (self.accent, self.accent_text, LIGHT_PAGE),
            "dark_accent": (self.dark_accent, self.dark_accent_text, DARK_PAGE),
        }
        found = {name: complaint(*pair) for name, pair in pairs.items() if _are_colours(*pair)}
        problems = {name: problem for name, problem in found.items() if problem}
        if problems:
            raise ValidationError(problems)
