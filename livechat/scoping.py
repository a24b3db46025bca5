"""Which departments a person hears of at all: their own, and those of the sites they work for."""

from django.db.models import Q
from wagtail.models import Site

from .models import Conversation, Department


def departments_known_to(access):
    """Active departments that this person may transfer to, in a constant number of queries."""
    active = Department.objects.active()
    own = access.departments_seen()
    if own is None:
        return active
    limits = Department.sites.through.objects.filter(department__in=own)
    if Department.objects.filter(pk__in=own).exclude(pk__in=limits.values("department")).exists():
        return active  # A desk for every site: its people work for every site.
    guests = Conversation.objects.filter(pk__in=list(access.conversations))
    sites = Site.objects.filter(
        Q(pk__in=limits.values("site")) | Q(pk__in=guests.order_by().values("site"))
    )
    return active.filter(Q(pk__in=own) | Q(pk__in=active.serving(sites).order_by().values("pk")))


def may_receive(department, conversation, access):
    """Whether a conversation may go there: it serves its site, or the person has a level there."""
    return department.serves(conversation.site_id) or bool(access.in_department(department.pk))
