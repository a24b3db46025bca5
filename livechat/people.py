"""The policy asked the other way round: which people hold a level somewhere."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from .access import LEVEL_OF, Level
from .models import (
    ConversationGroupGrant,
    ConversationUserGrant,
    DepartmentGroupGrant,
    DepartmentUserGrant,
)


def staff_of(department):
    """The people with reply level in ``department``, as a queryset."""
    return people_with(Level.REPLY, on_department=Q(content_object=department))


def people_with(level, on_department=None, on_conversation=None):
    """
    Active people who may enter the admin and hold ``level`` everywhere, or by a grant that these
    conditions fit (none: no grant counts). One query; superusers hold every level.
    """
    held = _holding(_permissions(level))
    if on_department is not None:
        fits = on_department & Q(content_object__is_active=True)
        held |= _granted(level, DepartmentUserGrant, DepartmentGroupGrant, fits)
    if on_conversation is not None:
        held |= _granted(level, ConversationUserGrant, ConversationGroupGrant, on_conversation)
    users = get_user_model()._default_manager.filter(is_active=True)
    return users.filter(Q(is_superuser=True) | Q(pk__in=may_enter()) & held).order_by("pk")


def people_of(conversation, level=Level.JOIN):
    """Everybody who holds ``level`` on this conversation."""
    return people_with(
        level,
        on_department=Q(content_object=conversation.department_id),
        on_conversation=Q(content_object=conversation),
    )


def departments_of_people(level, departments):
    """
    ``{user's primary key: {departments' primary keys}}`` by the grants on these departments; one
    query. Who holds the level everywhere is not among them.
    """
    fits = {"permission__codename__in": codenames(level), "content_object__in": departments}
    of_users = DepartmentUserGrant.objects.filter(**fits)
    of_groups = DepartmentGroupGrant.objects.filter(**fits, group__user__isnull=False)
    found = {}
    for user, department in of_users.values_list("user_id", "content_object_id").union(
        of_groups.values_list("group__user", "content_object_id")
    ):
        found.setdefault(user, set()).add(department)
    return found


def colleagues():
    """Active people who may use the admin: whom one may invite, assign or grant something."""
    users = get_user_model()._default_manager.filter(is_active=True)
    return users.filter(Q(is_superuser=True) | Q(pk__in=may_enter()))


def may_enter():
    """Primary keys of those with permission to use the Wagtail admin, superusers aside."""
    enter = Permission.objects.filter(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    return get_user_model()._default_manager.filter(_holding(enter)).order_by().values("pk")


def codenames(level):
    """The permissions that come to ``level`` or more."""
    return [name for name, held in LEVEL_OF.items() if held >= level]


def _permissions(level):
    names = codenames(level)
    return Permission.objects.filter(content_type__app_label="livechat", codename__in=names)


def _holding(permissions):
    through_groups = Group.objects.filter(permissions__in=permissions).order_by()
    return Q(pk__in=_members(through_groups)) | Q(
        pk__in=get_user_model()
        .user_permissions.through.objects.filter(permission__in=permissions)
        .values(_column("user_permissions"))
    )


def _granted(level, of_users, of_groups, fits):
    at_level = Q(permission__codename__in=codenames(level)) & fits
    groups = Group.objects.filter(pk__in=of_groups.objects.filter(at_level).values("group"))
    return Q(pk__in=of_users.objects.filter(at_level).values("user")) | Q(pk__in=_members(groups))


def _members(groups):
    through = get_user_model().groups.through
    return through.objects.filter(group__in=groups.values("pk")).values(_column("groups"))


def _column(field):
    """The user's column in a many-to-many table: it is named after the user model."""
    return get_user_model()._meta.get_field(field).m2m_field_name()
