"""The plain consumers behind Channels' own authentication by session."""

from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from .numbered import NumberedChatConsumer  # noqa: E402
from .tutorial import ChatConsumer, StoringChatConsumer  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": AuthMiddlewareStack(
            URLRouter(
                [
                    path("seq/<str:room_name>/", NumberedChatConsumer.as_asgi()),
                    path("tutorial/<str:room_name>/", ChatConsumer.as_asgi()),
                    path("storing/<str:room_name>/", StoringChatConsumer.as_asgi()),
                ]
            )
        ),
    }
)
