"""What a page's choice about chat comes to: its own, or the nearest ancestor's."""

from dataclasses import dataclass

import swapper
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from wagtail.models import PageViewRestriction, Site

from .models import Department, PageChat


@dataclass(frozen=True)
class Choice:
    """
    ``on`` decides; ``source`` is the page whose choice that is (None: the built-in default).
    ``department`` is None only when chat is off for want of one, ``department_source`` is the page
    that chose it (None: the first active department). ``alternatives`` are keys of further ones
    that the visitor may choose. ``invitation`` says when the greeting comes forward by itself.
    """

    on: bool
    department: Department | None
    greeting: str
    source: object | None = None
    department_source: object | None = None
    alternatives: tuple = ()
    invitation: str = PageChat.Invitation.NEVER
    invitation_after: int = 0


def resolve(page, own=True):
    """
    The choice in force on ``page``: one query, whatever the depth. With ``own=False`` what it
    would inherit, for the editor's sentence.
    """
    paths = _paths(page)
    return choose(_lineage(paths if own else paths[:-1], paths), paths)


def resolve_for_visitors(page):
    """
    As ``resolve``, but None where visitors find no chat whatever the choice says: on drafts, and on
    pages that are not for everybody, because their forms for a password show the page's context
    too. Still one query, as every page view pays for it.
    """
    if not _is_public(page):
        return None
    paths = _paths(page)
    rows = _lineage(paths, paths, private=Exists(_restrictions(paths)))
    private = rows[0].private if rows else page.get_view_restrictions().exists()
    return None if private else choose(rows, paths)


def _is_public(page):
    """A list's "page 2 of 7" may be called ``page`` in a template too."""
    is_page = isinstance(page, swapper.load_model("wagtailcore", "Page"))
    return is_page and page.pk is not None and page.live


def choose(rows, paths=()):
    """
    The choice that these ``PageChat`` rows come to, nearest page first, for a page with ``paths``
    to itself. A department that is inactive or answers for other sites counts as not chosen.
    """
    decided = next((row for row in rows if row.mode != PageChat.Mode.INHERIT), None)
    assigned = next((row for row in rows if row.department_id and row.answers), None)
    department = assigned.department if assigned else None
    greeting = next((row.greeting for row in rows if row.greeting), "")
    invites = next((row for row in rows if row.invitation), None)
    on = decided is None or decided.mode == PageChat.Mode.ON
    if on and department is None:
        department = departments_on(paths).first()
    return Choice(
        on=on and department is not None,
        department=department,
        greeting=greeting,
        source=decided.page if decided else None,
        department_source=assigned.page if assigned else None,
        alternatives=tuple(assigned.alternatives) if assigned else (),
        **_invitation(invites),
    )


def _invitation(row):
    if row is None:
        return {}
    return {"invitation": row.invitation, "invitation_after": row.invitation_after}


def departments_offered(choice, page):
    """The department of ``choice`` first, then those that a visitor of ``page`` may choose."""
    if not choice.alternatives:
        return [choice.department]
    others = departments_for(page).filter(pk__in=choice.alternatives)
    return [choice.department, *others.exclude(pk=choice.department.pk)[:20]]


def departments_for(page):
    """The departments that ``page`` may send its chats to."""
    return departments_on(_paths(page))


def departments_on(paths):
    """The same, by the paths that lead to the page."""
    return Department.objects.active().serving(_sites_on(paths))


def sites_of(page):
    """The sites whose page it is: below their root page, or below a translation of that."""
    return _sites_on(_paths(page))


def _sites_on(paths):
    below = Q(root_page__path__in=paths)
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        above = Site._meta.get_field("root_page").related_model.objects.filter(path__in=paths)
        below |= Q(root_page__translation_key__in=above.values("translation_key"))
    return Site.objects.filter(below)


def _paths(page):
    step = page.steplen
    return [page.path[:end] for end in range(step, len(page.path) + 1, step)]


def _lineage(choosing, paths, **annotations):
    """The choices of the pages ``choosing``, for a page with ``paths`` to itself."""
    return list(
        PageChat.objects.filter(page__path__in=choosing)
        .annotate(
            answers=Exists(departments_on(paths).filter(pk=OuterRef("department"))), **annotations
        )
        .select_related("department", "page")
        .order_by("-page__path")
    )


def _restrictions(paths):
    """An alias is as private as the page it follows, wherever that is."""
    return PageViewRestriction.objects.filter(
        Q(page__path__in=paths)
        | Q(page__aliases__path__in=paths)
        | Q(page__aliases__aliases__path__in=paths)
    )
