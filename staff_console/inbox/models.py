"""Filters that a person keeps under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 30


class SavedFilter(models.Model):
    """``values``: a view and what it is narrowed to, by the names of ``livechat.filters``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=40)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="livechat_filter_name_once")
        ]

    def __str__(self):
        return self.name


def filters_of(user):
    """``[{"id", "name", "values"}]``, in the order of their names."""
    rows = SavedFilter.objects.filter(user=user)[:MOST]
    return [{"id": str(row.pk), "name": row.name, "values": row.values} for row in rows]
