"""The admin over HTTP, and the tables of levels as their forms post them."""

from django.test import Client


def client_of(user):
    """This person's browser; refusals are told as such and not by a way back to the dashboard."""
    client = Client(headers={"x-requested-with": "XMLHttpRequest"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def row(prefix, key, was, now):
    """One row of such a table: what it was when it was drawn, and what is chosen now."""
    return {f"{prefix}-{key}": now, f"initial-{prefix}-{key}": was}


def department_form(department, **changes):
    """The fields of a department's page as they are, but for what ``changes``."""
    return {
        "name": department.name,
        "slug": department.slug,
        "icon": department.icon,
        "order": department.order,
        "is_active": "on",
        "routing": department.routing,
        "capacity": department.capacity,
    } | changes
