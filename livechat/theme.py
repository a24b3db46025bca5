"""A site's colours as a style sheet: settings reach the page without an inline style."""

import hashlib

from .contrast import text_on

SHEET = """:root,
live-chat {{
  --livechat-accent: {accent};
  --livechat-on-accent: {text};
}}
"""


def sheet(settings):
    """CSS for the colours of ``ChatSettings``; empty where none is chosen."""
    if not settings.accent:
        return ""
    text = settings.accent_text or text_on(settings.accent)
    if not settings.dark_accent:
        return SHEET.format(accent=settings.accent, text=text)
    dark_text = settings.dark_accent_text or text_on(settings.dark_accent)
    return SHEET.format(
        accent=f"light-dark({settings.accent}, {settings.dark_accent})",
        text=f"light-dark({text}, {dark_text})",
    )


def version(css):
    """What the address of ``css`` ends in: another sheet has another address."""
    return hashlib.sha256(css.encode()).hexdigest()[:12] if css else ""
