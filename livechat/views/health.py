"""Whether this process can do its work."""

from django.db import DatabaseError, InterfaceError, connection
from django.http import JsonResponse

from ..delivery.hub import layer_state
from .answers import visitor_address


@visitor_address("GET")
def health(request):
    """``ok``; ``degraded`` while the channel layer is down; ``down`` (503) without a database."""
    database, layer = _database(), layer_state()
    if database != "ok":
        status = "down"
    else:
        status = "degraded" if layer == "down" else "ok"
    values = {"status": status, "database": database, "channel_layer": layer}
    return JsonResponse(values, status=503 if status == "down" else 200)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "ok"
    except (DatabaseError, InterfaceError):
        return "down"
