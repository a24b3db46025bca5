"""Settings: one dictionary, ``WAGTAIL_LIVECHAT``, every key with a default."""

from django.conf import settings

DEFAULTS = {
    # Origins besides the site's own that may use the visitor addresses and sockets,
    # as "https://www.example.com".
    "ALLOWED_ORIGINS": [],
    # "path.to.function", called with a staff member and their session: whether the site lets them
    # in. What middleware asks of requests (a second factor), asked of sockets too. None: nothing.
    "STAFF_GATE": None,
    # False switches every rate limit off. For load tests; the bounds on memory stay.
    "RATE_LIMITS": True,
    # A visitor's token is good until it was not used for so many days, and for so many at most.
    "VISITOR_IDLE_DAYS": 90,
    "VISITOR_MAX_DAYS": 180,
    # Sockets that one visitor may have in one process; further tabs ask over HTTP.
    "VISITOR_SOCKETS": 20,
    # True: staff see what visitors write before they send it, and the widget tells them so.
    "TYPING_PREVIEW": False,
    # What sends in the widget: "enter", or "mod-enter": Ctrl or Command with Enter.
    "SEND_KEY": "enter",
    # False: unread messages do not show in the page's title, only on the launcher.
    "TITLE_COUNT": True,
    # An alias in STORAGES for files of conversations. None: a private folder beside MEDIA_ROOT.
    "ATTACHMENT_STORAGE": None,
    "ATTACHMENT_MAX_BYTES": 10 * 2**20,
    # Days after which closed conversations are erased, by themselves. None: kept for good.
    "KEEP_CLOSED_DAYS": None,
    # The hour, in TIME_ZONE, from which departments that want it send their daily list.
    "DAILY_LIST_HOUR": 8,
    # Extensions that may be sent, of those in livechat/attachments/kinds.py ("zip" is one more).
    "ATTACHMENT_TYPES": [
        *("png", "jpg", "jpeg", "gif", "webp"),
        *("pdf", "txt", "csv", "docx", "xlsx", "odt", "ods"),
    ],
    # Bytes kept at most: of one conversation, of one sender in a day, of the site in a day.
    "ATTACHMENT_QUOTAS": {
        "conversation": 100 * 2**20,
        "sender_day": 100 * 2**20,
        "site_day": 5 * 2**30,
    },
}


def get(name):
    """The value of one setting; raises KeyError for a name that does not exist."""
    return getattr(settings, "WAGTAIL_LIVECHAT", {}).get(name, DEFAULTS[name])


def unknown_names():
    """Names in the site's dictionary that mean nothing here (for the system check)."""
    return sorted(set(getattr(settings, "WAGTAIL_LIVECHAT", {})) - set(DEFAULTS))
