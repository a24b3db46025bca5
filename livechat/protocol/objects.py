"""
A conversation and a message as each audience sees them (contract section 3).

Every number is in the numbering of the audience. Visitors never get a note, a staff e-mail
address, an account's id or another visitor's data, because none of it is put in here.
"""

from functools import lru_cache

from .. import avatars, happenings
from ..models import Message, display_name

VISITOR = "visitor"
STAFF = "staff"


@lru_cache(maxsize=256)
def timestamp(moment):
    """ISO 8601 UTC with milliseconds, or None. All messages of a batch have the same moment."""
    if moment is None:
        return None
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def message(stored, audience):
    """A stored message. The visitor's numbering has none for what visitors never see."""
    author, data = {"role": stored.role, "name": stored.author_name}, stored.data
    if audience == STAFF and stored.author_id is not None:
        author["id"] = str(stored.author_id)
    if audience == VISITOR and stored.kind == Message.Kind.EVENT:
        data = happenings.seen_by_visitor(data)
    return {
        "seq": stored.seq if audience == STAFF else stored.vseq,
        "client_id": str(stored.client_id),
        "kind": stored.kind,
        "author": author,
        "body": stored.body,
        "at": timestamp(stored.created_at),
        "data": data,
    }


def conversation(row, position=None):
    """
    The visitor's view of a row loaded ``with_people()``; ``position`` is its place in the queue
    (queue.py), None when it does not wait. ``consented`` stands where consent can be withdrawn.
    """
    agreed = {"consented": True} if row.is_agreed else {}
    desk = department(row.department, row.locale)
    return _conversation(row) | {"department": desk, "position": position} | agreed


def _conversation(row):
    return {
        "id": str(row.public_id),
        "status": row.status,
        "department": department(row.department),
        "assignee": assignee(row.assignee) if row.assignee_id else None,
        "last_seq": row.last_vseq,
        "rev": row.visitor_rev,
        "read": {"visitor": row.visitor_read_vseq, "staff": row.staff_read_vseq},
        "created_at": timestamp(row.created_at),
        "rating": row.rating,
    }


def staff_conversation(row, access="@", last_message=None):
    """
    The staff's view. ``access`` is the word of the reader's level, or "@" for a frame that goes
    to several (events.with_access); ``last_message`` what was said last, for the inbox line.
    """
    frame = _conversation(row)
    if row.assignee_id:
        frame["assignee"]["id"] = str(row.assignee_id)
    frame |= {
        "last_seq": row.last_seq,
        "rev": row.rev,
        "read": {"visitor": row.visitor_read_seq, "staff": row.staff_read_seq},
        "access": access,
        "page": page(row),
        "current_page": current_page(row),
        "visitor": {
            "name": row.visitor.name,
            "email": row.visitor.email,
            "verified": row.is_verified,
        },
        "tags": row.tags,
        "priority": row.priority,
        "unread": row.unread,
        "waiting_since": timestamp(row.waiting_since) if row.is_waiting else None,
        "last_message_at": timestamp(row.last_message_at),
        "locale": row.locale,
        "rating_comment": row.rating_comment,
        "last_message": None,
    }
    if last_message is not None:
        frame["last_message"] = message(last_message, STAFF) | {"body": last_message.body[:200]}
    return frame


def page(row):
    """The page a conversation began on; what is left of it when the page is gone."""
    if not row.page_title and not row.page_url:
        return None
    return {"id": row.page_id, "title": row.page_title, "url": row.page_url}


def current_page(row):
    """Where the visitor is now, if they went on from the page they began on."""
    if not row.current_url:
        return None
    return {"title": row.current_title, "url": row.current_url}


def assignee(user):
    """Who answers, with the address of their picture if they have one."""
    picture = avatars.address(user)
    return {"name": display_name(user)} | ({"avatar": picture} if picture else {})


def department(row, language=None):
    """With its name in ``language``, a visitor's; without one, as staff know it."""
    return {"slug": row.slug, "name": row.name_in(language) if language else row.name}
