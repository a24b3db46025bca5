"""How much may be kept: of one conversation, of one sender in a day, of the site in a day."""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from .. import conf, throttle
from ..errors import RateLimited
from ..models import Attachment

DAY = timedelta(days=1)
UPLOADS = (10, 0.2)
"""Ten at once, then one in five seconds: each may cost the decoding of a picture."""


def check(conversation, sender, size):
    """Raises RateLimited when ``size`` more bytes, or one more file now, would be too much."""
    if not conf.get("RATE_LIMITS"):
        return
    wait = throttle.messages.take(("upload", *sender.key), UPLOADS)
    if wait:
        raise RateLimited(retry_after=wait)
    today = Attachment.objects.filter(created_at__gt=timezone.now() - DAY)
    for name, rows in (
        ("conversation", conversation.attachments.all()),
        ("sender_day", sender.own(today)),
        ("site_day", today),
    ):
        kept = rows.aggregate(total=Sum("size"))["total"] or 0
        if kept + size > limits()[name]:
            raise RateLimited(words="file_quota", retry_after=3600)


def limits():
    """Bytes for each of the three; a site may set any of them."""
    return conf.DEFAULTS["ATTACHMENT_QUOTAS"] | conf.get("ATTACHMENT_QUOTAS")
