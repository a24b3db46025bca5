"""Grants that the chat itself makes."""

from django.contrib.auth.models import Permission

from ..access import Level
from ..models import ConversationUserGrant


def invite_to(conversation, guest):
    """
    Reply level on one conversation, marked as an invitation so that it ends with it. Whether that
    was new.
    """
    permission = Permission.objects.get(
        content_type__app_label="livechat", codename=f"{Level.REPLY.word}_conversation"
    )
    _grant, is_new = ConversationUserGrant.objects.get_or_create(
        user=guest,
        permission=permission,
        content_object=conversation,
        defaults={"is_invitation": True},
    )
    return is_new
