"""Plugs the chat's permissions and log into Wagtail."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from wagtail import hooks
from wagtail.contrib.settings.registry import register_setting

from . import log_actions
from .access import LEVEL_OF
from .models import ChatSettings
from .signals import tell

hooks.register("register_log_actions", log_actions.register)

if apps.is_installed("wagtail.contrib.settings"):
    register_setting(ChatSettings, icon="comment", order=640, name="livechat-settings")


@hooks.register("register_permissions")
def permissions():
    """
    The levels everywhere. The same ones on the model Department mean the same and are left out;
    on one department they are in the section Live chat of the group editor.
    """
    levels = [name for name in LEVEL_OF if name.endswith("_conversation")]
    return Permission.objects.filter(content_type__app_label="livechat", codename__in=levels)


@hooks.register("after_bulk_action")
def people_changed(request, action_type, objects, action):
    """Wagtail's list of users switches accounts off in one statement, of which no signal tells."""
    if issubclass(action.model, get_user_model()):
        tell([user.pk for user in objects])
