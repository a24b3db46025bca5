"""
The policy as Wagtail asks for it: its views, reports, choosers and histories.

A translation only. What the words mean is decided in ``access.py``, which reads the database anew
for each question, in a constant number of queries.
"""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy, ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .access import Level, access_of
from .models import Conversation, Department
from .people import people_with

ANYTHING = Q(pk__isnull=False)

CONVERSATION_ACTIONS = {
    "view": Level.JOIN,
    "join": Level.JOIN,
    "search": Level.JOIN,
    "export": Level.JOIN,
    "change": Level.REPLY,
    "reply": Level.REPLY,
    "delete": Level.MANAGE,
    "manage": Level.MANAGE,
}
"""Wagtail's words and ours. "add" is missing: visitors begin conversations."""

DEPARTMENT_ACTIONS = {"add", "change", "delete", "view"}
DEPARTMENT_LEVELS = {"join": Level.JOIN, "reply": Level.REPLY, "manage": Level.MANAGE}


class ConversationPermissionPolicy(BasePermissionPolicy):
    def get_all_permissions_for_user(self, user):
        """The actions that are possible on some conversation."""
        highest = access_of(user).highest
        return {action for action, needs in CONVERSATION_ACTIONS.items() if highest >= needs}

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user, actions):
        needs = _lowest(CONVERSATION_ACTIONS, actions)
        return needs is not None and access_of(user).highest >= needs

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        needs = _lowest(CONVERSATION_ACTIONS, actions)
        return needs is not None and access_of(user).level(instance) >= needs

    def instances_user_has_any_permission_for(self, user, actions):
        needs = _lowest(CONVERSATION_ACTIONS, actions)
        if needs is None:
            return Conversation.objects.none()
        return access_of(user).conversations_seen(needs)

    def users_with_any_permission(self, actions):
        return _people(actions, CONVERSATION_ACTIONS, ANYTHING, ANYTHING)

    def users_with_any_permission_for_instance(self, actions, instance):
        here = Q(content_object=instance.department_id), Q(content_object=instance)
        return _people(actions, CONVERSATION_ACTIONS, *here)


class DepartmentPermissionPolicy(ModelPermissionPolicy):
    """
    Who sets departments up holds Wagtail's permissions on the model: add, change, delete, view. Who
    works in one holds a level there: join, reply, manage.
    """

    def get_all_permissions_for_user(self, user):
        actions = DEPARTMENT_ACTIONS | DEPARTMENT_LEVELS.keys()
        return {action for action in actions if self.user_has_permission(user, action)}

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user, actions):
        if self._by_model(user, actions):
            return True
        seen = self._by_level(user, actions)
        return seen is None or bool(seen)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if self._by_model(user, actions):
            return True
        seen = self._by_level(user, actions)
        return seen is None or instance.pk in seen

    def instances_user_has_any_permission_for(self, user, actions):
        seen = None if self._by_model(user, actions) else self._by_level(user, actions)
        return Department.objects.all() if seen is None else Department.objects.filter(pk__in=seen)

    def users_with_any_permission(self, actions):
        return self._users(actions, ANYTHING)

    def users_with_any_permission_for_instance(self, actions, instance):
        return self._users(actions, Q(content_object=instance))

    def _by_model(self, user, actions):
        known = DEPARTMENT_ACTIONS.intersection(actions)
        return any(user.has_perm(self._get_permission_name(action)) for action in known)

    def _by_level(self, user, actions):
        """Primary keys of the departments; None for all."""
        needs = _lowest(DEPARTMENT_LEVELS, actions)
        return set() if needs is None else access_of(user).departments_seen(needs)

    def _users(self, actions, on_department):
        by_model = super().users_with_any_permission(DEPARTMENT_ACTIONS.intersection(actions))
        by_level = _people(actions, DEPARTMENT_LEVELS, on_department, None)
        users = get_user_model()._default_manager
        return users.filter(Q(pk__in=by_model.values("pk")) | Q(pk__in=by_level.values("pk")))


def _lowest(levels, actions):
    """The level that the easiest of these actions needs; None if none of them exists."""
    return min((levels[action] for action in actions if action in levels), default=None)


def _people(actions, levels, on_department, on_conversation):
    needs = _lowest(levels, actions)
    if needs is None:
        return get_user_model()._default_manager.none()
    return people_with(needs, on_department, on_conversation)


def register():
    """Before anything asks Wagtail's registry, which makes a policy of its own when it has none."""
    register_permission_policy(
        Conversation, ConversationPermissionPolicy(Conversation), exact_class=True
    )
    register_permission_policy(Department, DepartmentPermissionPolicy(Department), exact_class=True)
