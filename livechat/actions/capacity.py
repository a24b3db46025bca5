"""How many conversations at a time the queue gives a person."""

from django.db import transaction

from .. import audit
from ..delivery.presence import tell_staff_changed
from ..models import StaffProfile


def set_capacity(user, capacity, by, departments):
    """
    At most so many (None: as the department says), in whichever department. ``by`` manages these
    ``departments`` of theirs, whose log says so.
    """
    with transaction.atomic():
        StaffProfile.objects.get_or_create(user=user)
        profile = StaffProfile.objects.select_for_update().get(user=user)
        before = profile.capacity
        if before == capacity:
            return
        profile.capacity = capacity
        profile.save(update_fields=["capacity"])
        audit.capacity_changed(user, before, capacity, by, departments)
    tell_staff_changed(user.pk)
