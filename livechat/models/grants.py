"""
Object permissions as rows with real foreign keys (django-guardian's direct models).

They cascade with the conversation or department they speak of, so no grant outlives its object.
"""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from .conversation import Conversation
from .department import Department


class DepartmentUserGrant(UserObjectPermissionBase):
    content_object = models.ForeignKey(Department, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        default_permissions = ()


class DepartmentGroupGrant(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Department, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()


class ConversationUserGrant(UserObjectPermissionBase):
    content_object = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    is_invitation = models.BooleanField(default=False)
    """Made by a colleague's invitation: it ends when the conversation closes."""

    class Meta(UserObjectPermissionBase.Meta):
        default_permissions = ()


class ConversationGroupGrant(GroupObjectPermissionBase):
    content_object = models.ForeignKey(Conversation, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()
