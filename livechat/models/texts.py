"""What a site says in its own words, in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChatTexts(models.Model):
    """
    ``texts`` holds only what differs from the catalogue, by the keys of ``widget_texts.py``.
    """

    site = models.ForeignKey(
        "wagtailcore.Site", on_delete=models.CASCADE, related_name="+", verbose_name=_("site")
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    texts = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("chat texts")
        verbose_name_plural = _("chat texts")
        constraints = [
            models.UniqueConstraint(fields=["site", "locale"], name="livechat_texts_once")
        ]

    def __str__(self):
        return f"{self.site} · {self.locale}"
