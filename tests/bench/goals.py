"""The goals, as ratios between systems of one run."""

from dataclasses import dataclass

from .report import median_of


@dataclass(frozen=True)
class Goal:
    """``ours`` and ``theirs`` are (suite, system, path to a number)."""

    text: str
    ours: tuple
    theirs: tuple
    at_least: float | None = None
    at_most: float | None = None

    def judge(self, results):
        """``{text, ratio, wanted, reached}``; None when the run did not measure it."""
        ours, theirs = median_of(results, *self.ours), median_of(results, *self.theirs)
        if not ours or not theirs:
            return None
        ratio = ours / theirs
        if self.at_least is not None:
            wanted, reached = f"at least {self.at_least:g}", ratio >= self.at_least
        else:
            wanted, reached = f"at most {self.at_most:g}", ratio <= self.at_most
        values = {"ours": ours, "theirs": theirs, "ratio": round(ratio, 3)}
        return {"text": self.text} | values | {"wanted": wanted, "reached": reached}


SPEED = ("saturation", "per_second")
US, SEQ, TUTORIAL = "livechat", "seq", "tutorial, stores nothing"

GOALS = [
    Goal("stored msgs/s, against seq", ("main", US, *SPEED), ("main", SEQ, *SPEED), 30),
    Goal(
        "stored msgs/s, against the tutorial that stores",
        ("main", US, *SPEED),
        ("main", "tutorial that stores", *SPEED),
        30,
    ),
    Goal(
        "msgs/s, share of the server's raw room",
        ("main", US, *SPEED),
        ("main", "raw-room", *SPEED),
        0.6,
    ),
    Goal(
        "SQLite (FULL), stored msgs/s, against seq",
        ("embedded", US, *SPEED),
        ("embedded", SEQ, *SPEED),
        12,
    ),
    Goal(
        "embedded, msgs/s beside idle sockets, against the tutorial that stores nothing",
        ("embedded-idle", US, *SPEED),
        ("embedded-idle", TUTORIAL, *SPEED),
        150,
    ),
    Goal(
        "two processes, msgs/s, against seq",
        ("two-processes", US, *SPEED),
        ("two-processes", SEQ, *SPEED),
        30,
    ),
    Goal(
        "ten staff sockets, msgs/s, against seq",
        ("fan-out", US, *SPEED),
        ("fan-out", SEQ, *SPEED),
        15,
    ),
    Goal(
        "deliver p50 at a fixed rate, against seq",
        ("main", US, "latency", "deliver_ms", "p50"),
        ("main", SEQ, "latency", "deliver_ms", "p50"),
        at_most=0.6,
    ),
    Goal(
        "deliver p99 at a fixed rate, against seq",
        ("main", US, "latency", "deliver_ms", "p99"),
        ("main", SEQ, "latency", "deliver_ms", "p99"),
        at_most=0.8,
    ),
    Goal(
        "server CPU for each message at saturation, against seq",
        ("main", US, "saturation", "server_cpu_per_1000"),
        ("main", SEQ, "saturation", "server_cpu_per_1000"),
        at_most=0.04,
    ),
    Goal(
        "KB for each idle socket, against the tutorial",
        ("idle", US, "kb_per_socket"),
        ("idle", TUTORIAL, "kb_per_socket"),
        at_most=0.8,
    ),
    Goal(
        "connects/s with authentication, against the tutorial",
        ("idle", US, "connects_per_second"),
        ("idle", TUTORIAL, "connects_per_second"),
        1.2,
    ),
    Goal(
        "server CPU for each message with a large table, against an empty one",
        ("table-full", US, "saturation", "server_cpu_per_1000"),
        ("table-empty", US, "saturation", "server_cpu_per_1000"),
        at_most=1.25,
    ),
    Goal(
        "queries for each of many messages, against one alone",
        ("queries", US, "message, many", "queries"),
        ("queries", US, "message, alone", "each"),
        at_most=1,
    ),
    Goal(
        "queries of connect and hello with 50 messages, against none",
        ("queries", US, "hello, 50 messages", "each"),
        ("queries", US, "hello, empty", "each"),
        at_most=1,
    ),
]


def judge_all(results):
    """The verdicts; the last one is on what must be zero."""
    verdicts = [verdict for goal in GOALS if (verdict := goal.judge(results))]
    count = sum(fault[-1] for fault in faults(results) if fault[1] == US)
    text = "lost, doubled, out of order, acknowledged and not stored"
    values = {"ours": count, "theirs": None, "ratio": None}
    return [*verdicts, {"text": text} | values | {"wanted": "0", "reached": count == 0}]


def faults(results):
    """``(suite, system, fault, count)`` of every check that is not zero for what numbers."""
    found = []
    for suite, systems in results["suites"].items():
        for system, rounds in systems["rounds"].items():
            for values in rounds:
                found += [(suite, system, *each) for each in _faults_in(values)]
    return found


def _faults_in(values):
    if "failed" in values:
        yield "failed", 1
    for part in values.values():
        if isinstance(part, dict):
            for name, count in part.get("check", {}).items():
                if isinstance(count, int) and count:
                    yield name, count
