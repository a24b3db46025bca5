"""The two desks of the demo."""

from livechat.models import Department

DEPARTMENTS = [
    ("support", "Support", 1, {"de": "Kundendienst"}),
    ("sales", "Sales", 2, {"de": "Verkauf"}),
]


def create_departments() -> dict[str, Department]:
    """The departments by slug; a fresh installation already has the first."""
    return {
        slug: Department.objects.update_or_create(
            slug=slug,
            defaults={"names": names},
            create_defaults={"name": name, "order": order, "names": names},
        )[0]
        for slug, name, order, names in DEPARTMENTS
    }
