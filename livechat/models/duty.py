"""Work that is done at its time, by one process of several."""

from django.db import models


class Duty(models.Model):
    """
    One row for each kind of timed work. Whoever holds it (``node``, until ``until``) does the work;
    when that process dies, another takes it over. ``mark`` is how far the work has got.
    """

    name = models.CharField(max_length=20, primary_key=True)
    node = models.CharField(max_length=32, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    mark = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Duty {self.name}"
