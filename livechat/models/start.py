"""A start that may have to be answered again, because its first answer was lost on the way."""

from django.db import models

from .conversation import Conversation


class ConversationStart(models.Model):
    """
    Kept for ten minutes (contract section 2). ``sealed_token`` is the visitor's token under a pad
    derived from the client's secret ``key``, of which only a hash is here: whoever holds the key
    can be given the cookie again, whoever holds the database cannot make one.
    """

    key_hash = models.BinaryField(max_length=32, unique=True)
    sealed_token = models.BinaryField(max_length=64)
    body_hash = models.BinaryField(max_length=32)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"Start {self.pk}"
