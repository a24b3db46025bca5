"""axe-core on what a page shows, shadow roots included."""

from pathlib import Path

STILL = """async () => {
    const shadows = [...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? []);
    const moving = [document, ...shadows].flatMap((root) => root.getAnimations())
        .filter((each) => each.effect.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(moving.map((each) => each.finished));
}"""
"""Waits for what fades in: half visible text has half its contrast."""
SCRIPT = Path(__file__).parents[2] / "var/npm/node_modules/axe-core/axe.min.js"


def assert_accessible(page, within=None, leaving_out=()):
    """
    axe finds nothing in ``page``, or in what the CSS selector ``within`` picks. ``leaving_out``
    names selectors of what is not ours (Wagtail's own furniture).
    """
    if not SCRIPT.exists():
        raise FileNotFoundError(f"{SCRIPT} is missing; ./script/test installs it.")
    page.evaluate(STILL)
    # The strict CSP forbids a script element, not what the debugger evaluates.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SCRIPT.read_text() + "; undefined")
    context = {"include": [within]} if within else {"include": ["html"]}
    if leaving_out:
        context["exclude"] = list(leaving_out)
    found = page.evaluate(
        "context => axe.run(context, {resultTypes: ['violations']}).then(r => r.violations)",
        context,
    )
    assert not found, "\n" + "\n".join(map(_told, found))


def _told(violation):
    nodes = "\n".join(
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:300]}"
        f"\n      {node['failureSummary']}"
        for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{nodes}"
