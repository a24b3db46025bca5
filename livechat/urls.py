"""The visitor's addresses. A site mounts them with one include."""

from django.urls import path

from .views import (
    attachments,
    availability,
    avatars,
    conversations,
    health,
    plain_conversation,
    plain_start,
    resume,
    theme,
    transcript,
)

app_name = "livechat"

urlpatterns = [
    path("", plain_start.start, name="start"),
    path("conversations/<str:public_id>/", plain_conversation.conversation, name="conversation"),
    path("availability/", availability.availability, name="availability"),
    path("theme/<str:version>.css", theme.sheet, name="theme"),
    path("staff/<str:key>/", avatars.avatar, name="avatar"),
    path("transcript/<str:token>/", transcript.transcript, name="transcript"),
    path("resume/<str:secret>/", resume.resume, name="resume"),
    path("health/", health.health, name="health"),
    path("conversations/", conversations.conversations, name="conversations"),
    path("conversations/<str:public_id>/messages/", conversations.messages, name="messages"),
    path("conversations/<str:public_id>/commands/", conversations.commands, name="commands"),
    path("conversations/<str:public_id>/attachments/", attachments.attachments, name="attachments"),
    path(
        "conversations/<str:public_id>/attachments/<str:attachment_id>/",
        attachments.attachment,
        name="attachment",
    ),
]
