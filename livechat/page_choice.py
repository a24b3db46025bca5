"""What a page's choice about chat comes to: its own, or the nearest ancestor's."""

from dataclasses import dataclass

from .models import Department, PageChat


@dataclass(frozen=True)
class Choice:
    """
    ``on`` decides; ``source`` is the page whose choice that is (None: the built-in default).
    ``department`` is None only when chat is off for want of one.
    """

    on: bool
    department: Department | None
    greeting: str
    source: object | None = None


def resolve(page, own=True):
    """
    The choice in force on ``page``: one query, whatever the depth. With ``own=False`` what it
    would inherit, for the editor's sentence.
    """
    return choose(_lineage(page, own))


def choose(rows):
    """The choice that these ``PageChat`` rows come to, nearest page first."""
    decided = next((row for row in rows if row.mode != PageChat.Mode.INHERIT), None)
    department = next(
        (row.department for row in rows if row.department and row.department.is_active), None
    )
    greeting = next((row.greeting for row in rows if row.greeting), "")
    on = decided is None or decided.mode == PageChat.Mode.ON
    if on and department is None:
        department = Department.objects.active().first()
    return Choice(
        on=on and department is not None,
        department=department,
        greeting=greeting,
        source=decided.page if decided else None,
    )


def _lineage(page, own):
    step = page.steplen
    paths = [page.path[:end] for end in range(step, len(page.path) + 1, step)]
    if not own:
        paths = paths[:-1]
    return list(
        PageChat.objects.filter(page__path__in=paths)
        .select_related("department", "page")
        .order_by("-page__path")
    )
