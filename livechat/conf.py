"""Settings: one dictionary, ``WAGTAIL_LIVECHAT``, every key with a default."""

from django.conf import settings

DEFAULTS = {
    # Origins besides the site's own that may use the visitor addresses and sockets,
    # as "https://www.example.com".
    "ALLOWED_ORIGINS": [],
    # False switches every rate limit off. For load tests; the bounds on memory stay.
    "RATE_LIMITS": True,
}


def get(name):
    """The value of one setting; raises KeyError for a name that does not exist."""
    return getattr(settings, "WAGTAIL_LIVECHAT", {}).get(name, DEFAULTS[name])


def unknown_names():
    """Names in the site's dictionary that mean nothing here (for the system check)."""
    return sorted(set(getattr(settings, "WAGTAIL_LIVECHAT", {})) - set(DEFAULTS))
