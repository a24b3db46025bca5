"""The sockets' addresses, under the same prefix as ``livechat.urls``."""

from channels.routing import URLRouter
from django.urls import path, re_path

from .consumers.elsewhere import ElsewhereConsumer
from .consumers.staff import StaffConsumer
from .consumers.visitor import VisitorConsumer

websockets = URLRouter(
    [
        path("ws/visitor/<uuid:conversation>/", VisitorConsumer.as_asgi()),
        path("ws/staff/", StaffConsumer.as_asgi()),
        re_path(r"", ElsewhereConsumer.as_asgi()),
    ]
)
