"""What ``script/bench console`` does with the database: fill it, index it, measure."""

import random
import secrets
import time
from statistics import quantiles

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from wagtail.models import Site

from livechat.models import Conversation, Department, Message, Visitor
from livechat.searching import indexing

from .site_work import _copy, _person, migrate

__all__ = ["fill", "index", "measure", "migrate"]

DEPARTMENTS = 20
STAFF = 100
VOCABULARY = 8_000
TEXTS = 50_000
WORDS = 12
"""In each of the texts that messages are made of."""
NAMES = 2_000
WAITING, OPEN = 300, 700
SYLLABLES = ["ka", "lo", "mi", "ner", "sta", "vu", "pel", "dri", "on", "fa", "tur", "ze", "bi"]
dice = random.Random(6)


def _words(number, longest):
    found = {}
    while len(found) < number:
        found["".join(dice.choices(SYLLABLES, k=dice.randint(2, longest)))] = True
    return list(found)


vocabulary, names = _words(VOCABULARY, 5), _words(NAMES, 3)


def fill(conversations, messages):
    """Departments, people, visitors, conversations with messages; the last ones are live."""
    desks = [_desk(number) for number in range(DEPARTMENTS)]
    people = [_person(number, desks[number % DEPARTMENTS]) for number in range(STAFF)]
    each = max(1, messages // conversations)
    one = _visitors(conversations)
    _messages(_conversations(one, conversations, each, desks, people), each)
    with connection.cursor() as cursor:
        for table in ("livechat_visitor", "livechat_conversation", "livechat_message"):
            cursor.execute(f"VACUUM ANALYZE {table}")
    return {"conversations": Conversation.objects.count(), "messages": Message.objects.count()}


def _desk(number):
    values = {"name": f"Desk {number}"}
    return Department.objects.get_or_create(slug=f"bench-{number}", defaults=values)[0]


def _visitors(conversations):
    """One for two conversations; two of three have told their name."""
    site = Site.objects.get(is_default_site=True)
    one = Visitor.objects.create(token_hash=b"-", site=site)
    _copy(
        Visitor,
        one,
        f"generate_series(1, {max(1, conversations // 2)}) n",
        token_hash="sha256(n::text::bytea)",
        name=f"CASE WHEN n %% 3 = 0 THEN '' ELSE {_one_of(names)} END",
        email="CASE WHEN n %% 3 = 0 THEN '' ELSE 'person' || n || '@example.com' END",
    )
    return one


def _conversations(one, conversations, each, desks, people):
    """The newest wait, some are open, the others are history."""
    waits, is_open = f"n <= {WAITING}", f"n <= {WAITING + OPEN}"
    at = "now() - n * interval '4 minutes'"
    original = Conversation.objects.create(
        department=desks[0], visitor=one, locale="en", last_seq=each, last_vseq=each
    )
    _copy(
        Conversation,
        original,
        f"generate_series(1, {conversations}) n",
        public_id="gen_random_uuid()",
        department_id=_one_of([desk.pk for desk in desks], "n"),
        visitor_id=f"{one.pk} + (n + 1) / 2",
        page_title=f"initcap({_one_of(vocabulary[:200])})",
        page_url="'/page/' || n %% 200 || '/'",
        status=f"CASE WHEN {waits} THEN 'waiting' WHEN {is_open} THEN 'open' ELSE 'closed' END",
        assignee_id=f"CASE WHEN {waits} THEN NULL ELSE {_one_of([p.pk for p in people], 'n')} END",
        tags=f"CASE n %% 4 WHEN 0 THEN jsonb_build_array({_one_of(vocabulary[:50])}) ELSE '[]' END",
        rating=f"CASE WHEN {is_open} OR n %% 3 > 0 THEN NULL ELSE 1 + n %% 5 END",
        created_at=at,
        last_message_at=at,
        waiting_since=f"CASE WHEN {waits} THEN {at} END",
        closed_at=f"CASE WHEN {is_open} THEN NULL ELSE {at} END",
    )
    return original


def _messages(original, each):
    """Few words are common and most are rare, as people talk."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE texts (number int PRIMARY KEY, words text)")
        with cursor.copy("COPY texts FROM STDIN") as copy:
            for number in range(TEXTS):
                copy.write_row((number, " ".join(_word() for _ in range(WORDS))))
    one = Message.objects.create(conversation=original, seq=1, vseq=1, role="visitor")
    _copy(
        Message,
        one,
        f"(SELECT n, id AS place, created_at AS begun FROM generate_series(1, {each}) n, "
        f"livechat_conversation WHERE id > {original.pk}) places "
        f"JOIN texts ON number = (place * 7919 + n * 104729) %% {TEXTS}",
        conversation_id="place",
        seq="n",
        vseq="n",
        client_id="gen_random_uuid()",
        role="CASE WHEN n %% 2 = 1 THEN 'visitor' ELSE 'staff' END",
        body="words",
        created_at="begun",
    )
    original.delete()


def _word():
    return vocabulary[int(dice.random() ** 4 * VOCABULARY)]


def _one_of(values, by=None):
    index = f"{by} %% {len(values)}" if by else f"floor(random() * {len(values)})::int"
    given = ", ".join(f"'{each}'" if isinstance(each, str) else str(each) for each in values)
    return f"(ARRAY[{given}])[1 + {index}]"


def index():
    """Let the product bring everything into its index."""
    began = time.monotonic()
    while indexing.index_changed():
        pass
    seconds = time.monotonic() - began
    entries = indexing.entry_model()._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {entries}")
        cursor.execute("VACUUM ANALYZE livechat_searchmark")
        cursor.execute("SELECT pg_total_relation_size(%s)", [entries])
        size = cursor.fetchone()[0]
    per_second = round(Conversation.objects.count() / seconds)
    return {"per_second": per_second, "megabytes": round(size / 2**20)}


def measure(requests):
    """Each kind of request as an agent of one department and as somebody who sees everything."""
    root = get_user_model().objects.create_superuser(f"root-{secrets.token_hex(3)}", "", None)
    agent = get_user_model().objects.get(username="bench-1")
    return [
        measured
        for who, user in (("agent", agent), ("supervisor", root))
        for measured in _measure(who, user, requests)
    ]


def _measure(who, user, requests):
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    seen = Conversation.objects.order_by("-last_message_at")
    if not user.is_superuser:
        seen = seen.filter(department__slug="bench-1")
    ids = [str(each) for each in seen.values_list("public_id", flat=True)[:20_000]]
    for what, ask in _kinds(client, ids):
        ask()
        times, counts = [], []
        for _ in range(requests):
            with connection.execute_wrapper(counter := _Counter()):
                began = time.perf_counter()
                answer = ask()
                times.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, (what, answer.content)
            counts.append(counter.count)
        cuts = quantiles(times, n=20)
        yield {"who": who, "what": what, "p50": cuts[9], "p95": cuts[18]} | {
            "least": min(times),
            "most": max(times),
            "queries": max(counts),
        }


class _Counter:
    count = 0

    def __call__(self, execute, *args):
        self.count += 1
        return execute(*args)


def _kinds(client, ids):
    def command(kind, **values):
        frame = {"type": kind} | values
        return client.post("/admin/chat/api/commands/", frame, content_type="application/json")

    def search(text):
        return client.get("/admin/chat/api/search/", {"q": text})

    def common():
        return dice.choice(vocabulary[:30])

    def rare():
        return dice.choice(vocabulary[2_000:])

    yield "the console's page", lambda: client.get("/admin/chat/")
    for view in ("waiting", "all", "closed", "mine"):
        yield f"list, {view}", lambda view=view: command("inbox.get", view=view, limit=100)
    deep = {"view": "all", "limit": 100}
    yield "list, far down", lambda: command("inbox.get", before=dice.choice(ids), **deep)
    yield "one conversation", lambda: command("conversation.open", conversation=dice.choice(ids))
    yield "search, a common word", lambda: search(common())
    yield "search, a rare word", lambda: search(rare())
    yield "search, two common words", lambda: search(f"{common()} {common()}")
    yield "search, a common and a rare word", lambda: search(f"{common()} {rare()}")
    yield "search, two letters", lambda: search(common()[:2])
    yield "search, a visitor", lambda: search(f"visitor:{dice.choice(names)}")
    yield "search, a page and a word", lambda: search(f"page:{common()} {common()}")
    yield "search, a tag", lambda: search(f"tag:{dice.choice(vocabulary[:50])}")
    yield "search, a rating", lambda: search("rating:1")
    yield "search, a rating and a word", lambda: search(f"rating:1 {common()}")
    yield "search, days and a word", lambda: search(f"from:2026-01-01 to:2026-12-31 {rare()}")
    yield "search, nothing there", lambda: search("nothinglikethis")
