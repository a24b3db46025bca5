"""Results as tables: plain for the terminal, Markdown for docs/benchmarks.md."""

from statistics import median

COLUMNS = [
    ("msgs/s", ("saturation", "per_second")),
    ("server CPU s per 1,000", ("saturation", "server_cpu_per_1000")),
    ("server busy", ("saturation", "server_busy")),
    ("generator busy", ("saturation", "generator_busy")),
    ("deliver p50 ms", ("latency", "deliver_ms", "p50")),
    ("p99", ("latency", "deliver_ms", "p99")),
    ("ok p50 ms", ("latency", "ok_ms", "p50")),
    ("p99 ", ("latency", "ok_ms", "p99")),
    ("CPU s per 1,000 at that rate", ("latency", "server_cpu_per_1000")),
    ("KB per idle socket", ("kb_per_socket",)),
    ("connects/s", ("connects_per_second",)),
    ("ready/s", ("ready_per_second",)),
    ("PostgreSQL CPU s per 1,000", ("saturation", "postgres_cpu_per_1000")),
    ("queries per message", ("message, alone", "each")),
    ("at saturation", ("message, many", "queries")),
    ("queries per connect and hello", ("hello, empty", "each")),
    ("the same with 50 messages", ("hello, 50 messages", "each")),
]


def value_at(values, path):
    for name in path:
        values = values.get(name) if isinstance(values, dict) else None
    return values


def median_of(results, suite, system, *path):
    """The median over the rounds; None when nothing was measured."""
    rounds = results["suites"].get(suite, {}).get("rounds", {}).get(system, [])
    found = [value for each in rounds if (value := value_at(each, path)) is not None]
    return median(found) if found else None


def table(results, suite):
    """Header and rows of one suite, without columns that it did not measure."""
    systems = list(results["suites"][suite]["rounds"])
    cells = {
        title: [median_of(results, suite, system, *path) for system in systems]
        for title, path in COLUMNS
    }
    cells = {title: column for title, column in cells.items() if any(x is not None for x in column)}
    rows = [
        [system, *(_number(column[place]) for column in cells.values())]
        for place, system in enumerate(systems)
    ]
    return ["", *cells], rows


def _number(value):
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def as_text(header, rows):
    widths = [max(len(str(row[i])) for row in [header, *rows]) for i in range(len(header))]
    return "\n".join(
        "  ".join(
            str(cell).ljust(width) if place == 0 else str(cell).rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in [header, *rows]
    )


def as_markdown(header, rows):
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def goals_table(verdicts):
    rows = [
        [
            each["text"],
            _number(each["ours"]),
            _number(each["theirs"]),
            _number(each["ratio"]),
            each["wanted"],
            "yes" if each["reached"] else "no",
        ]
        for each in verdicts
    ]
    return ["", "livechat", "the other", "ratio", "goal", "reached"], rows


def render(results, verdicts, faults, form=as_text, heading="\n{}\n"):
    """The whole report."""
    parts = []
    for name, suite in results["suites"].items():
        parts += [heading.format(suite["title"]), form(*table(results, name))]
    if verdicts:
        parts += [heading.format("Goals"), form(*goals_table(verdicts))]
    parts += [heading.format("Checks"), _checks(faults)]
    return "\n".join(parts)


def _checks(faults):
    """One line for each kind of fault, or that there was none."""
    if not faults:
        return "Nothing lost, doubled, out of order, or acknowledged and not stored, anywhere."
    totals = {}
    for suite, system, name, count in faults:
        key = (suite, system, name)
        totals[key] = totals.get(key, 0) + count
    return "\n".join(
        f"- {suite}, {system}: {name.replace('_', ' ')} {count}"
        for (suite, system, name), count in totals.items()
    )
