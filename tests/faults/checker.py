"""The invariants: what the database holds, what was acknowledged and what everybody shows agree."""

from collections import defaultdict


def disagreements(journal, chatters, database):
    """
    Every way in which this run broke the promise, in words; empty when it was kept. Call it after
    a quiet period (``settled``).
    """
    ids = sorted({each for chatter in chatters for each in chatter.timelines})
    rows, messages = database.conversations(ids), database.messages(ids)
    found = list(journal.violations)
    for conversation in ids:
        stored = messages[conversation]
        found += _numbers(conversation, rows[conversation], stored)
        found += _acknowledged(journal, conversation, stored)
        found += _order_of_each_author(journal, chatters, conversation, stored)
    for chatter in chatters:
        for conversation, timeline in chatter.timelines.items():
            found += _display(journal, timeline, messages[conversation])
            found += _state(timeline, rows[conversation])
    return found


def unsettled(chatters, database):
    """Who still waits for what; empty when there is nothing left to happen."""
    ids = sorted({each for chatter in chatters for each in chatter.timelines})
    rows = database.conversations(ids)
    waiting = []
    for chatter in chatters:
        for conversation, timeline in chatter.timelines.items():
            row, outbox = rows[conversation], chatter.outboxes[conversation]
            if not outbox.is_empty:
                waiting.append(f"{chatter.name} has unanswered messages")
            if timeline.last != row["last_" + timeline.number]:
                waiting.append(
                    f"{chatter.name} shows {timeline.last} of {row['last_' + timeline.number]}"
                )
            waiting += _state(timeline, row)
    return waiting


def _numbers(conversation, row, stored):
    """
    Both numberings without holes, notes outside the visitor's, counters as the rows say. Of events
    some concern the visitor and some do not.
    """
    seqs = [each["seq"] for each in stored]
    vseqs = [each["vseq"] for each in stored if each["vseq"] is not None]
    if seqs != list(range(1, len(seqs) + 1)) or row["last_seq"] != len(seqs):
        yield f"{conversation}: the staff numbering has holes"
    if vseqs != list(range(1, len(vseqs) + 1)) or row["last_vseq"] != len(vseqs):
        yield f"{conversation}: the visitor numbering has holes"
    said = [each for each in stored if each["kind"] != "event"]
    if any((each["kind"] == "note") != (each["vseq"] is None) for each in said):
        yield f"{conversation}: a note is numbered for the visitor, or a message is not"


def _acknowledged(journal, conversation, stored):
    """Acknowledged: there once, under the number the ``ok`` gave. Unknown: at most once."""
    by_id = defaultdict(list)
    for each in stored:
        by_id[each["client_id"]].append(each)
    for sending in journal.sendings.values():
        if sending.conversation != conversation:
            continue
        rows = by_id[sending.client_id]
        number = "vseq" if sending.role == "visitor" else "seq"
        if len(rows) > 1:
            yield f"{sending.body}: stored {len(rows)} times"
        if sending.ok and not rows:
            yield f"{sending.body}: acknowledged and not stored"
        if (
            sending.ok
            and rows
            and (rows[0][number], rows[0]["body"])
            != (
                sending.seq,
                sending.body,
            )
        ):
            yield f"{sending.body}: acknowledged as {sending.seq}, stored as {rows[0]}"
        if sending.failed and rows:
            yield f"{sending.body}: refused with {sending.failed} and stored"


def _order_of_each_author(journal, chatters, conversation, stored):
    """What one author typed stands in the order typed (for those that send one at a time)."""
    position = {each["client_id"]: each["seq"] for each in stored}
    for chatter in chatters:
        outbox = chatter.outboxes.get(conversation)
        if outbox is None or outbox.window > 1:
            continue
        own = [
            position[each.client_id]
            for each in journal.sendings.values()
            if (each.author, each.conversation) == (chatter.name, conversation)
            and each.client_id in position
        ]
        if own != sorted(own):
            yield f"{chatter.name}: messages stand in another order than typed"


def _display(journal, timeline, stored):
    """Exactly what is stored for this audience, from the first message shown: once, in order."""
    shown = [
        (each.seq, each.client_id, each.body)
        for each in journal.shown[timeline.name, timeline.conversation]
    ]
    wanted = [
        (each[timeline.number], each["client_id"], each["body"])
        for each in stored
        if each[timeline.number] is not None
    ]
    first = shown[0][0] if shown else 1
    if shown != [each for each in wanted if each[0] >= first]:
        missing = [each for each in wanted if each[0] >= first and each not in shown]
        phantom = [each for each in shown if each not in wanted]
        yield (
            f"{timeline.name} shows {len(shown)} messages instead of {len(wanted) - first + 1}:"
            f" missing {missing[:3]}, never stored {phantom[:3]}"
        )


def _state(timeline, row):
    """Status, revision and read marks as stored."""
    visitor = timeline.role == "visitor"
    if timeline.state is None:
        return [f"{timeline.name} was never told of the conversation"]
    known = (timeline.state["status"], timeline.state["rev"], timeline.read)
    suffix = "vseq" if visitor else "seq"
    wanted = (
        row["status"],
        row["visitor_rev" if visitor else "rev"],
        {role: row[f"{role}_read_{suffix}"] for role in ("visitor", "staff")},
    )
    return [] if known == wanted else [f"{timeline.name} knows {known} instead of {wanted}"]
