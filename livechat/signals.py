"""
What follows from a change of a row: a file goes with its attachment, and whatever may change what
a staff member is allowed is told to every process, both after the commit.

Changes that send no signal (``bulk_create``, SQL) are found by the timed re-check (delivery/beat).
"""

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from . import appearance, avatars, wording
from .delivery.announcement import AccessChanged, VisitorMoved
from .delivery.hub import announce
from .models import (
    Attachment,
    ChatSettings,
    ChatTexts,
    ConversationGroupGrant,
    ConversationUserGrant,
    Department,
    DepartmentGroupGrant,
    DepartmentUserGrant,
    Visitor,
)


def tell(people=None):
    """These people's rights (None: anybody's) are to be read again after the commit."""
    people = None if people is None else [str(pk) for pk in people]
    transaction.on_commit(lambda: announce([AccessChanged(people)]))


def _user_changed(sender, instance, update_fields=None, **kwargs):
    # Every login saves last_login and nothing else.
    if not (update_fields and set(update_fields) <= {"last_login"}):
        tell([instance.pk])


def _person_granted(sender, instance, **kwargs):
    tell([instance.user_id])


def _anybody_changed(sender, **kwargs):
    tell()


def _membership_changed(sender, instance, action, **kwargs):
    if action.startswith("post_"):
        tell([instance.pk] if isinstance(instance, get_user_model()) else None)


@receiver(post_delete, sender=Session)
def _session_deleted(sender, instance, **kwargs):
    user_pk = instance.get_decoded().get(SESSION_KEY)
    if user_pk is not None:
        tell([user_pk])


@receiver(user_logged_out)
def _logged_out(sender, user, **kwargs):
    if user is not None:
        tell([user.pk])


@receiver(post_save, sender=Visitor)
def _visitor_changed(sender, instance, **kwargs):
    """Somebody who is not welcome any more leaves the rooms they are in."""
    if instance.is_blocked:
        latest = instance.conversations.order_by("-pk").values_list("public_id", flat=True)[:50]
        moved = VisitorMoved([str(public_id) for public_id in latest])
        transaction.on_commit(lambda: announce([moved]))


@receiver(post_save, sender=UserProfile)
def _profile_saved(sender, **kwargs):
    avatars.forget_owners()


@receiver(post_delete, sender=Attachment)
def _attachment_deleted(sender, instance, **kwargs):
    """The file goes with its row, and only when the row is gone for good."""
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))


def connect():
    User = get_user_model()
    post_save.connect(_user_changed, sender=User)
    post_delete.connect(_user_changed, sender=User)
    for model in (DepartmentUserGrant, ConversationUserGrant):
        post_save.connect(_person_granted, sender=model)
        post_delete.connect(_person_granted, sender=model)
    for model in (DepartmentGroupGrant, ConversationGroupGrant, Department):
        post_save.connect(_anybody_changed, sender=model)
        post_delete.connect(_anybody_changed, sender=model)
    pre_delete.connect(_anybody_changed, sender=Group)
    m2m_changed.connect(_membership_changed, sender=User.groups.through)
    m2m_changed.connect(_membership_changed, sender=User.user_permissions.through)
    m2m_changed.connect(_anybody_m2m, sender=Group.permissions.through)


def _anybody_m2m(sender, action, **kwargs):
    if action.startswith("post_"):
        tell()


connect()


@receiver([post_save, post_delete], sender=ChatSettings)
def _settings_edited(sender, instance, **kwargs):
    transaction.on_commit(lambda: appearance.forget(instance.site_id))


@receiver([post_save, post_delete], sender=ChatTexts)
def _texts_edited(sender, instance, **kwargs):
    transaction.on_commit(lambda: (wording.forget(instance), appearance.forget(instance.site_id)))
