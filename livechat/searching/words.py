"""
Which words of a conversation are kept in the index, and how a search names them.

One document a conversation: every different word once, whoever said it, notes too (whoever may see
a conversation may see its notes). Words about the visitor, the page and the tags are kept a second
time with a prefix, so that a search for them alone is one look into the same index.
"""

import hashlib
import re
from itertools import chain

LONGEST = 40
"""Characters of a word; what is longer is found by its beginning."""
MOST = 200_000
"""Characters of a document: PostgreSQL takes a megabyte. Of more, the newest words are kept."""

_WORD = re.compile(r"[^\W_]+")

VISITOR, PAGE, TAG = "visitorq", "pageq", "tagq"


def words_in(text):
    """The words of a text, as the index knows them."""
    return [word[:LONGEST] for word in _WORD.findall(text.casefold())]


def tag_word(tag):
    """One word that stands for a whole tag."""
    return TAG + hashlib.sha256(tag.strip().casefold().encode()).hexdigest()[:16]


def document(row, bodies):
    """The index's document about a conversation; ``bodies`` is what was said, the newest first."""
    visitor = words_in(f"{row.visitor.name} {row.visitor.email}")
    page = words_in(f"{row.page_title} {row.page_url} {row.current_title} {row.current_url}")
    about = [
        *visitor,
        *page,
        *(VISITOR + word for word in visitor),
        *(PAGE + word for word in page),
        *(tag_word(tag) for tag in row.tags),
        *words_in(" ".join(row.tags)),
        *words_in(row.rating_comment),
    ]
    return " ".join(_bounded(chain(about, chain.from_iterable(map(words_in, bodies)))))


def _bounded(words):
    seen, length = set(), 0
    for word in words:
        if word not in seen:
            length += len(word) + 1
            if length > MOST:
                return
            seen.add(word)
            yield word
