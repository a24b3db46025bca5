"""What ``Site.call`` can do."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone
from wagtail.models import Site

from livechat import access, identity
from livechat.models import Conversation, Department, Message, Visitor
from livechat.searching.indexing import index_changed
from tests.bench.baseline.models import Message as RoomMessage
from tests.bench.baseline.models import Room

BODY_NUMBER = 10


def migrate():
    """The site's tables by its migrations, then the baselines', which have none."""
    call_command("migrate", verbosity=0, interactive=False)
    there = connection.introspection.table_names()
    with connection.schema_editor() as editor:
        for model in (Room, RoomMessage):
            if model._meta.db_table not in there:
                editor.create_model(model)


def prepare(places, staff, departments):
    """
    ``places`` open conversations, each with its visitor, and as many rooms; ``staff`` people with
    reply level, each in one of the ``departments``. Gives cookies.
    """
    desks = [_department(number) for number in range(departments)]
    people = [_person(number, desks[number % departments]) for number in range(staff)]
    tokens = [identity.new_token() for _ in range(places)]
    site = Site.objects.get(is_default_site=True)
    visitors = Visitor.objects.bulk_create(
        [Visitor(token_hash=identity.hash_token(token), site=site) for token in tokens],
        batch_size=1000,
    )
    rows = Conversation.objects.bulk_create(
        [
            Conversation(
                department=desks[number % departments],
                visitor=visitor,
                status=Conversation.Status.OPEN,
                assignee=people[number % staff],
            )
            for number, visitor in enumerate(visitors)
        ],
        batch_size=1000,
    )
    rooms = Room.objects.bulk_create(
        [Room(name=row.public_id.hex) for row in rows], batch_size=1000
    )
    return {
        "staff": [_session(person) for person in people],
        "places": [
            {
                "id": str(row.public_id),
                "cookie": f"{identity.COOKIE_NAME}={token}",
                "room": room.name,
            }
            for row, token, room in zip(rows, tokens, rooms, strict=True)
        ],
    }


def _home():
    """The site, under the name that the load generator calls it by."""
    home = Site.objects.get(is_default_site=True)
    home.hostname = "127.0.0.1"
    home.save()
    return home


def _department(number):
    return Department.objects.get_or_create(slug=f"bench-{number}", defaults={"name": "Bench"})[0]


def _person(number, department):
    group, _ = Group.objects.get_or_create(name=f"Bench {department.slug}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    access.grant(group, "reply", department)
    person, _ = get_user_model().objects.get_or_create(username=f"bench-{number}")
    person.groups.add(group)
    return person


def _session(person):
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def newest(table):
    """Where the table of messages ends now."""
    return _messages(table).order_by("-pk").values_list("pk", flat=True).first() or 0


def stored(table, since):
    """``[place, seq, number in the talk]`` of every message stored since ``newest``."""
    place = "room__name" if table == "rooms" else "conversation__public_id"
    rows = _messages(table).filter(pk__gt=since).order_by("pk")
    return [
        [str(where), seq, int(body[:BODY_NUMBER])]
        for where, seq, body in rows.values_list(place, "seq", "body").iterator()
    ]


def gaps(table):
    """Places whose numbers are not exactly 1 to the last."""
    if table == "rooms":
        sql = """SELECT count(*) FROM (SELECT r.last_seq FROM baseline_room r
                 JOIN baseline_message m ON m.room_id = r.id WHERE m.seq IS NOT NULL
                 GROUP BY r.id, r.last_seq
                 HAVING count(*) <> r.last_seq OR max(m.seq) <> r.last_seq) wrong"""
    else:
        sql = """SELECT count(*) FROM (SELECT c.last_seq FROM livechat_conversation c
                 JOIN livechat_message m ON m.conversation_id = c.id GROUP BY c.id, c.last_seq
                 HAVING count(*) <> c.last_seq OR max(m.seq) <> c.last_seq) wrong"""
    return _value(sql)


def _messages(table):
    return (RoomMessage if table == "rooms" else Message).objects.order_by()


def grow(conversations, messages):
    """
    Closed conversations with messages, written by the database itself: years of history, each a
    copy of one that Django made. Gives the number of messages in the table.
    """
    each = max(1, messages // conversations)
    old = _old_conversation(each)
    first = Message.objects.create(
        conversation=old, seq=1, vseq=1, role="visitor", body=f"{1:010d} ".ljust(80, "x")
    )
    _copy(
        Conversation,
        old,
        f"generate_series(1, {conversations}) n",
        public_id="gen_random_uuid()",
        created_at="now() - n * interval '1 minute'",
        last_message_at="now() - n * interval '1 minute'",
        closed_at="now() - n * interval '1 minute'",
    )
    _copy(
        Message,
        first,
        f"generate_series(1, {each}) n, (SELECT id AS place FROM livechat_conversation "
        f"WHERE id > {old.pk} AND status = 'closed' AND last_seq = {each}) places",
        conversation_id="place",
        client_id="gen_random_uuid()",
        seq="n",
        vseq="n",
    )
    old.delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE livechat_conversation")
        cursor.execute("VACUUM ANALYZE livechat_message")
    _write_to_disk()
    return Message.objects.count()


def _write_to_disk():
    """Now, and not while we measure. Only a superuser of the database may ask for it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
    except DatabaseError:
        return


def _old_conversation(messages):
    return Conversation.objects.create(
        department=Department.objects.order_by("pk").last(),
        visitor=Visitor.objects.order_by("pk").first(),
        status=Conversation.Status.CLOSED,
        closed_at=timezone.now(),
        last_seq=messages,
        last_vseq=messages,
    )


def _copy(model, original, rows, **instead):
    """Insert a copy of ``original`` for each of the ``rows``, with some columns ``instead``."""
    table = model._meta.db_table
    columns = [each.column for each in model._meta.concrete_fields if not each.primary_key]
    values = ", ".join(instead.get(each, f"original.{each}") for each in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
            f"FROM {rows}, {table} original WHERE original.id = %s",
            [original.pk],
        )


def index():
    """Bring the search index up to date, which the product does by the clock."""
    while index_changed():
        pass


def count_statements(on):
    """Let PostgreSQL count statements, or stop it; whether it can (pg_stat_statements)."""
    word = "top" if on else "none"
    if connection.vendor != "postgresql":
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            cursor.execute(f"ALTER SYSTEM SET pg_stat_statements.track = '{word}'")
            cursor.execute("SELECT pg_reload_conf()")
    except DatabaseError:
        return False
    return True


def forget_statements():
    _value("SELECT pg_stat_statements_reset()::text")


def statements(times):
    """
    How many there were for each of ``times`` things done, BEGIN, COMMIT and settings apart from
    those that read or write. ``each`` leaves out what ran by the clock and not for every one.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT query, calls FROM pg_stat_statements
               WHERE query NOT ILIKE '%pg_stat_statements%' AND query NOT ILIKE '%pg_reload%'"""
        )
        found = cursor.fetchall()
    real = [calls for query, calls in found if _is_real(query)]
    return {
        "each": sum(round(calls / times) for calls in real),
        "queries": round(sum(real) / times, 3),
        "control": round((sum(calls for _, calls in found) - sum(real)) / times, 3),
        "most": sorted(([calls, query[:200]] for query, calls in found), reverse=True)[:30],
    }


_REAL = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}


def _is_real(query):
    return query.split()[0].upper() in _REAL and not query.startswith("SELECT set_config")


def now():
    return timezone.now().isoformat()


def _value(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
