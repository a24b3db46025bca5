"""
The pictures that staff have in their Wagtail profile, as visitors see them: small, made anew, at an
address that says neither whose they are nor what the file was called.
"""

from functools import lru_cache

from django.core.cache import cache
from django.urls import reverse
from django.utils.crypto import salted_hmac
from wagtail.users.models import UserProfile

from .attachments.pictures import portrait
from .errors import BadValue

SIDE = 96
KEPT = 3600
"""Seconds that a process need not make a picture again."""


def address(user):
    """Where this person's picture is, another one for each picture; empty if they have none."""
    picture = getattr(getattr(user, "wagtail_userprofile", None), "avatar", None)
    return reverse("livechat:avatar", args=[_key(user.pk, picture.name)]) if picture else ""


def picture(key):
    """The WEBP at that address, as bytes. None for a key of nobody, or a picture that is gone."""
    made = cache.get(f"livechat:avatar:{key}")
    if made is None:
        made = _made(key)
        if made is not None:
            cache.set(f"livechat:avatar:{key}", made, KEPT)
    return made


def _made(key):
    with_one = UserProfile.objects.exclude(avatar="").only("user_id", "avatar")
    profile = next((each for each in with_one if _key(each.user_id, each.avatar.name) == key), None)
    if profile is None:
        return None
    try:
        with profile.avatar.open() as file:
            return portrait(file, SIDE)
    except (OSError, BadValue):
        return None


@lru_cache(maxsize=1024)
def _key(user_pk, name):
    about = f"{user_pk}:{name}"
    return salted_hmac("livechat.avatars", about, algorithm="sha256").hexdigest()[:32]
