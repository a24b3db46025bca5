"""What was done about access, and to conversations as a whole: Wagtail log entries of our own."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager
from wagtail.permissions import policy_registry

from .conversation import Conversation
from .department import Department


class ChatLogEntryManager(BaseLogEntryManager):
    def log_action(self, instance, action, **kwargs):
        kwargs.pop("title", None)
        return super().log_action(instance, action, **kwargs | _place(instance))

    def viewable_by_user(self, user):
        """
        The site history report's question. Model permissions, which Wagtail's own entries ask for,
        would show a conversation's entries to people who may not know that it exists.
        """
        managed = _allowed(Conversation, user, "manage")
        departments = _allowed(Department, user, "manage")
        about = ContentType.objects.get_for_model(Department)
        return self.filter(
            Q(conversation__in=managed)
            | Q(conversation__isnull=True, department__in=departments)
            | Q(content_type=about, department__in=_allowed(Department, user, "change"))
            | Q(conversation__isnull=True, department__isnull=True, user=user)
        )

    def for_instance(self, instance):
        place = _place(instance)
        if "conversation" in place:
            return self.filter(conversation=instance)
        return self.filter(
            content_type=ContentType.objects.get_for_model(instance), department=instance
        )


def _place(instance):
    if isinstance(instance, Conversation):
        return {"conversation": instance, "department_id": instance.department_id}
    return {"department": instance}


def _allowed(model, user, action):
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_permission_for(user, action).order_by().values("pk")


class ChatLogEntry(BaseLogEntry):
    """
    About a conversation or a department. ``conversation`` takes its entries with it, so that an
    erasure leaves nothing but the entry that says so, which has none.
    """

    conversation = models.ForeignKey(
        Conversation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ChatLogEntryManager()

    class Meta(BaseLogEntry.Meta):
        ordering = ["-timestamp", "-id"]
        verbose_name = _("live chat log entry")
        verbose_name_plural = _("live chat log entries")
        default_permissions = ()
        indexes = [
            *BaseLogEntry.Meta.indexes,
            models.Index(fields=["conversation", "user", "action", "-timestamp"]),
        ]

    def __str__(self):
        return f"{self.action} on {self.label}"

    @property
    def object_id(self):
        """Wagtail looks the object up by it; 0 is nothing."""
        is_department = self.content_type.model_class() is Department
        return (self.department_id if is_department else self.conversation_id) or 0

    def save(self, *args, **kwargs):
        # Wagtail's full_clean() is a query for each foreign key; the database checks those.
        self.clean()
        super(BaseLogEntry, self).save(*args, **kwargs)
