"""How far a conversation is in the search index."""

from django.db import models

from .conversation import Conversation


class SearchMark(models.Model):
    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="search_mark"
    )
    seq = models.PositiveIntegerField(default=0)
    is_stale = models.BooleanField(default=False)
    """Something else than messages has changed since."""

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["conversation"],
                name="livechat_stale_marks",
                condition=models.Q(is_stale=True),
            )
        ]

    def __str__(self):
        return f"Search mark of {self.conversation_id}"
