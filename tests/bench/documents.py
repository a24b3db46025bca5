"""Where results go: a JSON file of each run, and the tables of docs/benchmarks.md."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from . import report

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "var" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"


def machine():
    """What the numbers come from."""
    return {
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
        "load_average": [round(each, 2) for each in os.getloadavg()],
    }


def save(results):
    """Write the run's JSON; gives its path."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(results, indent=1) + "\n")
    return path


def write_page(results, verdicts, faults):
    """Replace the tables of docs/benchmarks.md by those of this run."""
    tables = report.render(results, verdicts, faults, report.as_markdown, "\n### {}\n")
    head, _, rest = PAGE.read_text().partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{_origin(results)}\n{tables}\n{END}{tail}")


def _origin(results):
    machine = results["machine"]
    loads = f"{machine['load_average'][0]:g} before, {results['load_average_after'][0]:g} after"
    return (
        f"From `{results['command']}` on {results['begun'][:10]}, {machine['cores']} cores, "
        f"{machine['system']}, Python {machine['python']}, load average {loads} the run. "
        f"Medians of the rounds ({results['sizes']['rounds']}).{_caution(machine)}"
    )


def _caution(machine):
    """A machine that had other work before the run gives numbers of little worth."""
    if machine["load_average"][0] < 0.5:
        return ""
    return " **The machine was busy with other work: rough numbers, to be measured again.**"
