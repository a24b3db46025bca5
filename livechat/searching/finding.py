"""
What a search finds: words anywhere, the last one by its beginning, and conditions like
``tag:lamp``.

The index is asked for all of it at once; who may see what is in the same query.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import BigIntegerField, F, Func
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch.backends.database import SearchBackend

from ..errors import BadValue
from ..models import Conversation
from .indexing import entry_model
from .words import PAGE, VISITOR, tag_word, words_in

LONGEST_SEARCH = 200
MOST_WORDS = 20
NEAREST = 100
"""So many of the newest conversations are looked at one by one."""
KEY = Cast("object_id", BigIntegerField())
"""By number, so that PostgreSQL goes from the index's answer to the rows and not the other way."""
_PART = re.compile(r'(\w+):("[^"]*"|\S+)|\S+')


@dataclass
class Search:
    """
    ``words`` as the index has them; ``prefixes``: of what is still being typed. ``rating`` 1 to 5,
    ``since`` and ``until`` days of the last message, both included.
    """

    words: list = field(default_factory=list)
    prefixes: list = field(default_factory=list)
    rating: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self):
        return self == Search()


def parse(text):
    """What somebody typed into a search box. Raises BadValue for a condition that is none."""
    search, loose = Search(), []
    for match in _PART.finditer(text[:LONGEST_SEARCH]):
        condition = CONDITIONS.get((match[1] or "").casefold())
        if condition is None:
            loose += words_in(match[0])
        else:
            condition(search, match[2].strip('"'))
    if loose:
        search.words += loose[:-1]
        search.prefixes += loose[-1:]
    del search.words[MOST_WORDS:]
    return search


def find(search, rows, limit):
    """
    Primary keys of those of ``rows`` that fit, newest activity first, at most ``limit``; ``rows``
    says who may see what.
    """
    keys = _narrowed(search, rows).order_by("-last_message_at", "-pk").values_list("pk", flat=True)
    if not search.words and not search.prefixes:
        return list(keys[:limit])
    if connection.vendor != "postgresql":
        return list(keys.filter(pk__in=_having_by_wagtail(search))[:limit])
    return _by_words(search, keys, limit)


def _by_words(search, keys, limit):
    """What everybody says is among the newest; all else is found by the index."""
    newest = list(keys[:NEAREST])
    fits = set(_among(newest, search))
    near = [pk for pk in newest if pk in fits][:limit]
    if len(near) == limit or len(newest) < NEAREST:
        return near
    with _no_scans():
        return list(keys.filter(pk__in=_matching(search))[:limit])


@contextmanager
def _no_scans():
    """
    PostgreSQL counts what it costs to read the rows of the index's table, but not their documents,
    which lie elsewhere: for a word that many have it would read all of them, ten times as long.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")


def _narrowed(search, rows):
    if search.rating is not None:
        rows = rows.filter(rating=search.rating)
    # Both by the time that lists are in the order of: a piece of an index, however much there is.
    if search.since is not None:
        rows = rows.filter(last_message_at__gte=_midnight(search.since))
    if search.until is not None:
        rows = rows.filter(last_message_at__lt=_midnight(search.until + timedelta(days=1)))
    return rows


def _matching(search):
    """A subquery of primary keys, by the full-text index and no other: hence the sum."""
    entries = entry_model().objects.annotate(kind=F("content_type_id") + 0, key=KEY)
    return entries.filter(kind=_conversations().pk, autocomplete=_query(search)).values("key")


def _among(pks, search):
    """Those of these primary keys; each document is read, the full-text index is not."""
    from django.contrib.postgres.search import SearchVectorField

    plain = Func(F("autocomplete"), function="strip", output_field=SearchVectorField())
    entries = entry_model().objects.annotate(plain=plain, key=KEY)
    here = entries.filter(content_type=_conversations(), object_id__in=[str(pk) for pk in pks])
    return here.filter(plain=_query(search)).values_list("key", flat=True)


def _conversations():
    return ContentType.objects.get_for_model(Conversation)


def _query(search):
    from django.contrib.postgres.search import SearchQuery

    # Letters and digits only, so nothing in them means anything to the query language.
    query = " & ".join([*search.words, *(f"{word}:*" for word in search.prefixes)])
    return SearchQuery(query, config="simple", search_type="raw")


def _having_by_wagtail(search):
    """The same through Wagtail's search: every word by its beginning."""
    backend, found = SearchBackend({}), Conversation.objects.order_by()
    for word in [*search.words, *search.prefixes]:
        one = backend.autocomplete(word, Conversation.objects.all(), order_by_relevance=False)
        found = found.filter(pk__in=one.get_queryset().order_by().values("pk"))
    return found.values("pk")


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _about(prefix):
    def condition(search, value):
        search.prefixes += [prefix + word for word in words_in(value)]

    return condition


def _tag(search, value):
    search.words.append(tag_word(value))


def _rating(search, value):
    if value not in ("1", "2", "3", "4", "5"):
        raise BadValue(_("rating: a number from 1 to 5, please."))
    search.rating = int(value)


def _day(name):
    def condition(search, value):
        try:
            day = date.fromisoformat(value)
            setattr(search, name, day)
            _midnight(day + timedelta(days=1))
        except (ValueError, OverflowError):
            raise BadValue(_("A date like 2026-03-31, please.")) from None

    return condition


CONDITIONS = {
    "visitor": _about(VISITOR),
    "page": _about(PAGE),
    "tag": _tag,
    "rating": _rating,
    "from": _day("since"),
    "to": _day("until"),
}
