"""What can be measured of the widget: contrasts (A11Y-10) and the sizes of targets (A11Y-11)."""

_HELP = """
    const root = document.querySelector("live-chat").shadowRoot;
    const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
        .getContext("2d", { willReadFrequently: true });
    // The browser itself says what oklch() and color() come to.
    const rgba = (colour) => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
    };
    const over = ([r, g, b, a], under) =>
        [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
    const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
    const behind = (node) => {
        if (!node) return rgba(getComputedStyle(document.body).backgroundColor).slice(0, 3);
        const own = rgba(getComputedStyle(node).backgroundColor);
        return own[3] === 1 ? own.slice(0, 3) : over(own, behind(above(node)));
    };
    const light = (colour) => colour
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ratio = (colour, node) => {
        const under = behind(node);
        const [less, more] = [light(over(rgba(colour), under)), light(under)].sort((a, b) => a - b);
        return (more + 0.05) / (less + 0.05);
    };
    const isHidden = (node) => Boolean(node.closest(".hidden, [aria-hidden=true] svg, :disabled"))
        || getComputedStyle(node).clipPath !== "none";
    const shown = [...root.querySelectorAll("dialog *, .livechat-launcher, .livechat-launcher *")]
        .filter((node) => node.checkVisibility() && !isHidden(node));
    const called = (node) => node.ariaLabel || node.className || node.localName;
"""

CONTRASTS = (
    "() => {"
    + _HELP
    + """
    const found = [];
    const look = (what, colour, node, least) =>
        found.push([`${what} of ${called(node)}`, ratio(colour, node), least]);
    for (const node of shown) {
        const style = getComputedStyle(node);
        const says = [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
        if (says && style.opacity === "1") look("text", style.color, node, 4.5);
        if (node.value === "" && node.placeholder)
            look("placeholder", getComputedStyle(node, "::placeholder").color, node, 4.5);
        if (node.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=file])"))
            look("edge", node.matches(":focus-visible") ? style.outlineColor : style.borderTopColor,
                above(node), 3);
        if (node.matches("button:has(svg)")) look("drawing", style.color, node, 3);
        if (node.matches(".presence:not(:empty)"))
            look("dot", getComputedStyle(node, "::before").borderTopColor, node, 3);
        if (node.matches(":focus-visible")) look("ring", style.outlineColor, above(node), 3);
    }
    return found;
}"""
)
"""``[what, ratio, least]`` of every text, edge, drawing, dot and ring that can be seen."""

SMALL = (
    "() => {"
    + _HELP
    + """
    const target = (node) =>
        /radio|checkbox/.test(node.type) ? node.closest("label, .tick") : node;
    // A link in running text is exempt (WCAG 2.5.8).
    const isText = (node) => node.localName === "a" && getComputedStyle(node).display === "inline";
    const targets = shown
        .filter((node) => node.matches("button, input, textarea, select, summary, a"))
        .filter((node) => !isText(node)).map(target);
    return [targets.length, targets.map((node) => [called(node), node.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 23.99 || height < 23.99)
        .map(([name, { width, height }]) => `${name}: ${width} by ${height}`)];
}"""
)
"""``[how many targets there are, which of them are smaller than 24 by 24]``."""


def contrasts(page):
    """Every ``(what, ratio)`` that was measured; each is enough, or this complains."""
    found = page.evaluate(CONTRASTS)
    poor = [f"{what}: {ratio:.2f}, not {least}" for what, ratio, least in found if ratio < least]
    assert not poor, "\n".join(poor)
    return {(what, round(ratio, 2)) for what, ratio, _least in found}


def small_targets(page):
    """What a finger would miss; and how many targets were looked at."""
    return page.evaluate(SMALL)
