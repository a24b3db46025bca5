"""The people of the demo and the groups they hold their permissions through."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from livechat.access import grant
from livechat.models import StaffProfile

PASSWORD = "demo-pass"  # noqa: S105 - printed at every start, and only ever given to demo users

# Group: level in each department.
CHAT_GROUPS = {
    "Sales agents": {"sales": "reply"},
    "Support agents": {"support": "reply"},
    "Support observers": {"support": "join"},
    "Chat supervisors": {"sales": "manage", "support": "manage"},
}
EDITORS = "Content editors"

# Login: first name, last name, group.
PEOPLE = {
    "admin": ("Ada", "Admin", None),
    "sasha": ("Sasha", "Silva", "Sales agents"),
    "sam": ("Sam", "Stone", "Support agents"),
    "olive": ("Olive", "Okafor", "Support observers"),
    "mona": ("Mona", "Marsh", "Chat supervisors"),
    "eddie": ("Eddie", "Ellis", EDITORS),
}


def create_people(departments) -> dict:
    """The users by login, in their groups."""
    for name, levels in CHAT_GROUPS.items():
        _create_chat_group(name, levels, departments)
    Group.objects.get_or_create(name=EDITORS)
    return {login: _create_person(login, *person) for login, person in PEOPLE.items()}


def _create_chat_group(name, levels, departments):
    group, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        group.permissions.add(admin_access())
        for slug, level in levels.items():
            grant(group, level, departments[slug])


def _create_person(login, first_name, last_name, group):
    User = get_user_model()
    if existing := User.objects.filter(username=login).first():
        return existing
    person = User.objects.create_user(
        login,
        email=f"{login}@duskwright.example",
        password=PASSWORD,
        first_name=first_name,
        last_name=last_name,
        is_superuser=group is None,
        is_staff=group is None,
    )
    if group:
        person.groups.add(Group.objects.get(name=group))
    if group in CHAT_GROUPS:
        # Visitors talk to Sasha, colleagues find Sasha Silva.
        StaffProfile.objects.create(user=person, display_name=first_name)
    return person


def admin_access() -> Permission:
    """The permission to enter the Wagtail admin at all."""
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
