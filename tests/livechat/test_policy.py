"""Wagtail's questions about conversations and departments, answered by the one policy."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from wagtail.permissions import policy_registry

from livechat.access import grant, revoke
from livechat.models import Conversation, Department
from livechat.policy import ConversationPermissionPolicy, DepartmentPermissionPolicy

pytestmark = pytest.mark.django_db
ACTIONS = ["view", "join", "search", "export", "change", "reply", "delete", "manage"]
MAY = {"olive": 4, "sam": 6, "mona": 8, "admin": 8, "sasha": 0, "eddie": 0}
"""How many of these actions each may do with a conversation of support."""


@pytest.fixture
def policy():
    return policy_registry.get_by_type(Conversation)


@pytest.fixture
def departments():
    return policy_registry.get_by_type(Department)


@pytest.fixture
def conversation(visitor):
    return Conversation.objects.get(public_id=visitor.start()["id"])


def test_the_registry_knows_both(policy, departments):
    assert isinstance(policy, ConversationPermissionPolicy)
    assert isinstance(departments, DepartmentPermissionPolicy)


@pytest.mark.parametrize("name", MAY)
@pytest.mark.parametrize("action", ACTIONS)
def test_levels_in_wagtails_words(policy, staff, conversation, name, action):
    user = getattr(staff, name)
    allowed = ACTIONS.index(action) < MAY[name]
    assert policy.user_has_permission_for_instance(user, action, conversation) is allowed
    seen = policy.instances_user_has_permission_for(user, action)
    assert (conversation in seen) is allowed
    users = policy.users_with_permission_for_instance(action, conversation)
    assert (user in users) is allowed
    everywhere = name in ("sasha",) and ACTIONS.index(action) < 6
    assert policy.user_has_permission(user, action) is (allowed or everywhere)
    assert (user in policy.users_with_permission(action)) is (allowed or everywhere)


@pytest.mark.parametrize("action", ["add", "fly", "", "view_conversation"])
def test_what_is_no_action_is_nobodys(policy, departments, staff, conversation, action):
    for user in (staff.admin, staff.mona, AnonymousUser()):
        assert not policy.user_has_permission(user, action)
        assert not policy.user_has_permission_for_instance(user, action, conversation)
        assert not policy.instances_user_has_permission_for(user, action).exists()
        assert user not in policy.users_with_permission(action)
    assert not departments.user_has_permission(staff.admin, "fly")


def test_inactive_and_anonymous_people_may_nothing(policy, departments, staff, conversation, site):
    assert policy.user_has_permission_for_instance(staff.mona, "manage", conversation)
    staff.mona.is_active = staff.admin.is_active = False
    staff.mona.save()
    staff.admin.save()
    for user in (staff.mona, staff.admin, AnonymousUser()):
        for action in ACTIONS:
            assert not policy.user_has_permission(user, action)
            assert not policy.user_has_permission_for_instance(user, action, conversation)
            assert not policy.instances_user_has_permission_for(user, action).exists()
        for action in ("view", "change", "manage"):
            assert not departments.user_has_permission_for_instance(user, action, site.support)
    assert not policy.users_with_permission("manage").filter(pk=staff.mona.pk).exists()


def test_who_may_not_use_the_admin_may_nothing(policy, staff, conversation):
    group = staff.sam.groups.get()
    assert policy.user_has_permission_for_instance(staff.sam, "reply", conversation)
    group.permissions.clear()
    assert not policy.user_has_permission_for_instance(staff.sam, "view", conversation)
    assert staff.sam not in policy.users_with_permission_for_instance("view", conversation)


def test_an_inactive_department_counts_for_nothing(policy, departments, staff, conversation, site):
    Department.objects.filter(pk=site.support.pk).update(is_active=False)
    conversation.refresh_from_db()
    assert not policy.user_has_permission_for_instance(staff.sam, "view", conversation)
    assert staff.sam not in policy.users_with_permission_for_instance("view", conversation)
    assert not departments.user_has_permission_for_instance(staff.mona, "manage", site.support)
    assert policy.user_has_permission_for_instance(staff.admin, "view", conversation)


def test_a_level_everywhere(policy, departments, staff, conversation, site):
    permission = Permission.objects.get(codename="reply_conversation")
    staff.eddie.groups.get().permissions.add(permission)
    assert policy.user_has_permission_for_instance(staff.eddie, "reply", conversation)
    assert not policy.user_has_permission_for_instance(staff.eddie, "manage", conversation)
    assert staff.eddie in policy.users_with_permission("reply")
    assert set(departments.instances_user_has_permission_for(staff.eddie, "reply")) == set(
        Department.objects.all()
    )


def test_departments_go_by_level_and_by_wagtails_permissions(departments, staff, site):
    managed = departments.instances_user_has_permission_for(staff.mona, "manage")
    assert set(managed) == {site.support, site.sales}
    assert not departments.user_has_permission(staff.mona, "change")
    staff.eddie.user_permissions.add(Permission.objects.get(codename="change_department"))
    eddie = type(staff.eddie).objects.get(pk=staff.eddie.pk)
    assert departments.user_has_permission_for_instance(eddie, "change", site.support)
    assert not departments.user_has_permission_for_instance(eddie, "manage", site.support)
    assert set(departments.users_with_permission("change")) == {staff.admin, eddie}
    assert set(departments.users_with_permission_for_instance("manage", site.support)) == {
        staff.admin,
        staff.mona,
    }


@pytest.mark.parametrize("many", [10, 1_000])
def test_the_price_does_not_grow(policy, staff, site, visitor, many, django_assert_max_num_queries):
    first = Conversation.objects.get(public_id=visitor.start()["id"])
    desks = Department.objects.bulk_create(
        Department(name=f"Desk {n}", slug=f"desk-{n}") for n in range(many)
    )
    group = staff.sasha.groups.get()
    grant_model = site.sales.departmentgroupgrant_set.model
    permission = Permission.objects.get(codename="join_department")
    grant_model.objects.bulk_create(
        grant_model(group=group, permission=permission, content_object=desk) for desk in desks
    )
    Conversation.objects.bulk_create(
        Conversation(visitor=first.visitor, department=desk) for desk in desks
    )
    with django_assert_max_num_queries(3):
        assert not policy.user_has_permission_for_instance(staff.sasha, "view", first)
    with django_assert_max_num_queries(4):
        assert policy.instances_user_has_permission_for(staff.sasha, "view").count() == many
    with django_assert_max_num_queries(1):
        assert staff.sasha in policy.users_with_permission("view")


def test_a_grant_taken_back_is_gone_at_once(policy, staff, conversation, site):
    grant(staff.eddie, "join", conversation)
    assert policy.user_has_permission_for_instance(staff.eddie, "view", conversation)
    revoke(staff.eddie, "join", conversation)
    assert not policy.user_has_permission_for_instance(staff.eddie, "view", conversation)
