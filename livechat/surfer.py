"""What a browser tells of itself when a conversation starts, and how little of that is kept."""

import re
from urllib.parse import urlsplit
from zoneinfo import available_timezones

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_BROWSERS = {
    "Firefox": "Firefox/",
    "Edge": "Edg",
    "Opera": "OPR/",
    "Samsung Internet": "SamsungBrowser/",
    "Chrome": "Chrome/",
    "Safari": "Safari/",
}
"""In the order of asking: most of them name the later ones too."""


def about(headers, timezone=None, referrer=None):
    """
    The fields of a conversation that say where its visitor sits: the kind of device and the
    browser's family, never its version or more of its header; the address that led here without
    what stands after its path; a time zone and a language only if there are such.
    """
    agent = headers.get("User-Agent", "")
    return {
        "device": _device(agent, headers),
        "browser": next((name for name, mark in _BROWSERS.items() if mark in agent), ""),
        "language": _language(headers.get("Accept-Language", "")),
        "time_zone": timezone if timezone in available_timezones() else "",
        "referrer": _from_elsewhere(referrer or "", headers.get("Host", "")),
    }


def _from_elsewhere(address, host):
    kept = bare(address)
    return "" if kept and urlsplit(kept).netloc == host.lower() else kept


def bare(address):
    """An address on the web without user, query and fragment; empty for anything else."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}"[:500]


def _device(agent, headers):
    if "iPad" in agent or "Tablet" in agent or ("Android" in agent and "Mobile" not in agent):
        return "tablet"
    if "Mobi" in agent or headers.get("Sec-CH-UA-Mobile") == "?1":
        return "phone"
    return "computer" if agent.startswith("Mozilla/") else ""


def _language(header):
    first = header.split(",")[0].split(";")[0].strip()
    return first[:20] if _LANGUAGE.fullmatch(first) else ""
