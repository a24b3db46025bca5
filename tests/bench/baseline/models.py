"""The tables that a plain chat has."""

from django.db import models


class Room(models.Model):
    name = models.CharField(max_length=40, unique=True)
    last_seq = models.PositiveIntegerField(default=0)

    def __str__(self):
        return self.name


class Message(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE)
    seq = models.PositiveIntegerField(null=True)
    """Empty where nobody numbers (the tutorial that stores)."""
    client_id = models.UUIDField(null=True)
    author = models.ForeignKey("auth.User", on_delete=models.CASCADE)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="bench_seq_once"),
            models.UniqueConstraint(fields=["room", "client_id"], name="bench_client_id_once"),
        ]

    def __str__(self):
        return f"Message {self.seq} of {self.room_id}"
