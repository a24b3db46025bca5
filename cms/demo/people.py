"""The people of the demo and the groups they hold their permissions through."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from livechat.access import grant
from livechat.models import StaffProfile

from .cast import CHAT_GROUPS, EDITORS, PASSWORD, PEOPLE


def create_people(departments) -> dict:
    """The users by login, in their groups."""
    for name, levels in CHAT_GROUPS.items():
        _create_chat_group(name, levels, departments)
    Group.objects.get_or_create(name=EDITORS)
    return {person.login: _create_person(person) for person in PEOPLE}


def _create_chat_group(name, levels, departments):
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(admin_access())
        _let_choose(group)
        for slug, level in levels.items():
            grant(group, level, departments[slug])


def _let_choose(group):
    """Pictures and documents of the site, to send them to visitors."""
    for app, codename in (("wagtailimages", "choose_image"), ("wagtaildocs", "choose_document")):
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.create(
            group=group, collection=root, permission=permission
        )


def _create_person(person):
    User = get_user_model()
    if existing := User.objects.filter(username=person.login).first():
        return existing
    user = User.objects.create_user(
        person.login,
        email=f"{person.login}@duskwright.example",
        password=PASSWORD,
        first_name=person.first_name,
        last_name=person.last_name,
        is_superuser=person.group is None,
        is_staff=person.group is None,
    )
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    if person.group in CHAT_GROUPS:
        # Visitors talk to Sasha, colleagues find Sasha Silva.
        StaffProfile.objects.create(user=user, display_name=person.first_name)
    return user


def admin_access() -> Permission:
    """The permission to enter the Wagtail admin at all."""
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
