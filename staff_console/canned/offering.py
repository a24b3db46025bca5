"""The canned replies of one person, as the console's page gets them."""

from livechat import cards
from livechat.models import Department

MAX_CANNED = 500


def offered(replies, user):
    """
    ``[{id, title, body, shortcut, department, locale, cards, left_out}]``: ``cards`` as the tray
    has them, ``left_out`` how many this person cannot send, being gone or not everybody's.
    """
    rows = list(replies.select_related("department", "locale")[:MAX_CANNED])
    titles = cards.titles({each for row in rows for each in _chosen(row)}, user)
    return [_offer(row, titles) for row in rows]


def translated_names():
    """
    ``{slug: {language code: name}}`` of the departments that visitors know by other names: a reply
    that names one is for a visitor.
    """
    return dict(Department.objects.exclude(names={}).values_list("slug", "names"))


def _offer(row, titles):
    chosen = _chosen(row)
    found = [
        {"kind": kind, "id": str(pk), "title": titles[kind, pk]}
        for kind, pk in chosen
        if (kind, pk) in titles
    ]
    return {
        "id": row.pk,
        "title": row.title,
        "body": row.body,
        "shortcut": row.shortcut,
        "department": row.department.slug if row.department_id else None,
        "locale": row.locale.language_code if row.locale_id else None,
        "cards": found,
        "left_out": len(chosen) - len(found),
    }


def _chosen(row):
    """``[(kind, pk)]``, each once; as stored, so that nothing is looked up one by one."""
    stored = ((each["type"], each["value"]) for each in row.cards.raw_data)
    return list(dict.fromkeys(each for each in stored if each[1] is not None))
