"""To whom the list goes, when, and what it looks like."""

import re
from datetime import datetime, time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.users.models import UserProfile

from livechat import conf
from livechat.access import access_of
from livechat.actions.later import enqueue
from livechat.models import Department, Duty
from livechat.people import staff_of

from .unanswered import has_any, unanswered_for

DUTY = "daily list"
_LOOKS_LIKE_A_LINK = re.compile(r"[.:/@\\]\S|\bwww\b", re.IGNORECASE)


def send_daily_lists():
    """Once a day, from the hour in ``DAILY_LIST_HOUR`` on. Returns whether there is more to do."""
    due = timezone.make_aware(
        datetime.combine(timezone.localdate(), time(conf.get("DAILY_LIST_HOUR")))
    )
    if timezone.now() < due:
        return False
    duty, _new = Duty.objects.get_or_create(pk=DUTY)
    # Whoever moves the mark sends, however many processes find that it is time.
    mine = Duty.objects.filter(Q(mark=None) | Q(mark__lt=due), pk=DUTY)
    if mine.update(mark=timezone.now()):
        for pk in _receivers():
            enqueue(send_daily_list, str(pk))
    return False


def _receivers():
    """People who may answer there, have an address, and have been in the console before."""
    departments = list(Department.objects.active().filter(daily_list=True))
    if not departments or not has_any(departments):
        return []
    found = set()
    for department in departments:
        staff = staff_of(department).filter(livechat_profile__isnull=False).exclude(email="")
        found.update(staff.values_list("pk", flat=True))
    return sorted(found, key=str)


@task()
def send_daily_list(user_pk):
    """What this person may answer when the mail is made; nothing where there is nothing."""
    user = get_user_model()._default_manager.filter(pk=user_pk, is_active=True).first()
    if user is None or not user.email:
        return
    rows, number = unanswered_for(access_of(user))
    if rows:
        with translation.override(_language(user)):
            _send(user, {"lines": [_line(row) for row in rows], "number": number})


def _send(user, values):
    subject, text, html = (
        render_to_string(f"staff_console/email/daily_list{part}", values)
        for part in ("_subject.txt", ".txt", ".html")
    )
    mail = EmailMultiAlternatives(" ".join(subject.split()), text.strip() + "\n", to=[user.email])
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    mail.attach_alternative(html, "text/html")
    mail.send()


def _line(row):
    base = getattr(settings, "WAGTAILADMIN_BASE_URL", "") or ""
    return {
        "name": _harmless(row.visitor.name) or _("Visitor %(id)s") % {"id": row.public_id.hex[:4]},
        "department": row.department.name,
        "page": row.page_title,
        "since": row.asked_at,
        "address": base + reverse("staff_console:conversation", args=[row.public_id]),
    }


def _harmless(name):
    """A name that no mail program makes a link of; empty for one that it would."""
    return "" if _LOOKS_LIKE_A_LINK.search(name) else name


def _language(user):
    profile = UserProfile.objects.filter(user=user).first()
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
