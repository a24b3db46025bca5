"""Plugs the chat's permissions and log into Wagtail."""

from django.contrib.auth.models import Permission
from wagtail import hooks

from . import log_actions
from .access import LEVEL_OF

hooks.register("register_log_actions", log_actions.register)


@hooks.register("register_permissions")
def permissions():
    """
    The levels everywhere. The same ones on the model Department mean the same and are left out;
    on one department they are in the section Live chat of the group editor.
    """
    levels = [name for name in LEVEL_OF if name.endswith("_conversation")]
    return Permission.objects.filter(content_type__app_label="livechat", codename__in=levels)
