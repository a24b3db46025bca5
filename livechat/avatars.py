"""
The pictures that staff have in their Wagtail profile, as visitors see them: small, made anew, at an
address that says neither whose they are nor what the file was called.
"""

import re
from functools import lru_cache

from django.urls import reverse
from django.utils.crypto import salted_hmac
from wagtail.users.models import UserProfile

from . import memory
from .attachments.pictures import portrait
from .errors import BadValue
from .models import display_name

SIDE = 96
KEPT = 3600
"""Seconds that a process need not make a picture again."""
OWNERS_KNOWN = 1
"""Seconds until every process finds a picture that was just uploaded."""
_OWNERS = "livechat:avatars"
_KEY = re.compile("[0-9a-f]{32}")


def address(user):
    """
    Where this person's picture is, another one for each picture; empty if they have none, or chat
    under another name than their own.
    """
    if _has_alias(user):
        return ""
    picture = getattr(getattr(user, "wagtail_userprofile", None), "avatar", None)
    return reverse("livechat:avatar", args=[_key(user.pk, picture.name)]) if picture else ""


def _has_alias(user):
    """Whether visitors read a word that is not of their own name; a part of that is none."""
    own = f"{user.get_full_name()} {user.get_username()}".casefold().split()
    return not set(display_name(user).casefold().split()) <= set(own)


def picture(key):
    """The WEBP at that address, as bytes. None for a key of nobody, or a picture that is gone."""
    if not _KEY.fullmatch(key):
        return None
    name = f"livechat:avatar:{key}"
    made = memory.get(name)
    if made is None:
        made = _made(key)
        if made is not None:
            memory.keep(name, made, KEPT)
    return made


def _made(key):
    owner = _owners().get(key)
    profile = owner and UserProfile.objects.filter(user_id=owner).first()
    if not profile or not profile.avatar or _key(owner, profile.avatar.name) != key:
        return None
    try:
        with profile.avatar.open() as file:
            return portrait(file, SIDE)
    except (OSError, BadValue):
        return None


def _owners():
    """Whose each key is: asked once for all the keys that come in a second, nobody's too."""
    owners = memory.get(_OWNERS)
    if owners is None:
        with_one = UserProfile.objects.exclude(avatar="").values_list("user_id", "avatar")
        owners = {_key(pk, file): pk for pk, file in with_one}
        memory.keep(_OWNERS, owners, OWNERS_KNOWN)
    return owners


def forget_owners():
    """Somebody's profile was saved."""
    memory.forget(_OWNERS)


@lru_cache(maxsize=1024)
def _key(user_pk, name):
    about = f"{user_pk}:{name}"
    return salted_hmac("livechat.avatars", about, algorithm="sha256").hexdigest()[:32]
