"""The text that a visitor agreed to, as it was."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentText(models.Model):
    """
    One version of a text with its link. Never changed: a site that words it anew gets a new row
    with the first visitor who agrees, so conversations show what was agreed to.
    """

    version = models.CharField(_("version"), max_length=16, unique=True)
    text = models.TextField(_("text"))
    link = models.CharField(_("link"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("first agreed to at"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        default_permissions = ()

    def __str__(self):
        return self.version


def version_of(text, link):
    """16 hexadecimal digits that change with the words or the link."""
    return hashlib.sha256(f"{text}\0{link}".encode()).hexdigest()[:16]
