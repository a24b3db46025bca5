"""A visitor: one browser that started a chat on one site, known by a cookie whose hash is here."""

from django.conf import settings
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def today():
    """The day in UTC, whatever the site's zone: lifetimes are counted in days."""
    return timezone.now().date()


THIS_DAY = Func(function="CURRENT_DATE", template="%(function)s", output_field=models.DateField())


class Visitor(models.Model):
    token_hash = models.BinaryField(_("token hash"), max_length=32, unique=True, editable=False)
    """SHA-256 of the cookie's token. The token itself is nowhere in the database."""
    site = models.ForeignKey(
        "wagtailcore.Site", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Where the token was given, and the only site where it is good (None: where there is none)."""
    name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("site user"),
    )
    """The account they were last recognised by; its name and address stay theirs."""
    is_blocked = models.BooleanField(_("blocked"), default=False)
    token_at = models.DateTimeField(default=timezone.now, db_default=Now(), editable=False)
    """When the token was given."""
    used_on = models.DateField(default=today, db_default=THIS_DAY, editable=False)
    """The day on which it was last used; see identity.py for how long it is good."""
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")

    def __str__(self):
        return f"Visitor {self.pk}"

    @property
    def home(self):
        """The hostname of their site, or None."""
        return self.site.hostname if self.site else None
