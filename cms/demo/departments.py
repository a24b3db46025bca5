"""The two desks of the demo."""

from livechat.models import Department

DEPARTMENTS = [("support", "Support", 1), ("sales", "Sales", 2)]


def create_departments() -> dict[str, Department]:
    """The departments by slug; a fresh installation already has the first."""
    return {
        slug: Department.objects.get_or_create(slug=slug, defaults={"name": name, "order": order})[
            0
        ]
        for slug, name, order in DEPARTMENTS
    }
