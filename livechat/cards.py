"""
A page, picture or document of the site as a card in a conversation.

Only what anybody on the web may have: a live page and a collection without restrictions. Pictures
and documents are offered to those who may choose them elsewhere in the admin, too.
"""

import swapper
from django.apps import apps
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from .errors import BadValue

PREVIEW, LARGE = "fill-320x180", "max-800x800"


def card(kind, pk, user, site):
    """
    ``data`` of the card message: ``{kind, title, url, text?, image?}``. Raises BadValue, in words,
    for what is not there or not public.
    """
    try:
        data = _MAKERS[kind](pk, user, site)
    except (ValueError, ValidationError, OverflowError):
        data = None
    if data is None:
        raise BadValue(_("There is no such thing, or not everybody may see it."))
    return {"kind": kind} | {key: value for key, value in data.items() if value}


def _page(pk, user, site):
    page = swapper.load_model("wagtailcore", "Page").objects.live().filter(pk=pk).first()
    if page is None or page.get_view_restrictions().exists():
        return None
    url = page.get_url(current_site=site)
    if url is None:
        return None
    return {
        "title": page.title,
        "url": url,
        "text": page.search_description,
        "image": preview_of(page),
    }


def preview_of(page):
    """The address of a small picture of this page, or None."""
    picture = _picture_of(page.specific)
    return picture and picture.get_rendition(PREVIEW).url


def _picture_of(page):
    """The first picture that the page's type has a field for, and that is public."""
    if not apps.is_installed("wagtail.images"):
        return None
    from wagtail.images import get_image_model

    for field in page._meta.concrete_fields:
        if field.related_model is get_image_model():
            picture = getattr(page, field.name)
            if picture is not None and _is_public(picture):
                return picture
    return None


def _image(pk, user, site):
    if not apps.is_installed("wagtail.images"):
        return None
    from wagtail.images import get_image_model

    picture = _chosen(get_image_model(), pk, user)
    if picture is None:
        return None
    url = picture.get_rendition(LARGE).url
    return {"title": picture.title, "url": url, "image": url}


def _document(pk, user, site):
    if not apps.is_installed("wagtail.documents"):
        return None
    from wagtail.documents import get_document_model

    document = _chosen(get_document_model(), pk, user)
    if document is None:
        return None
    kind, size = document.file_extension.upper(), document.get_file_size()
    text = f"{kind}, {filesizeformat(size)}" if size else kind
    return {"title": document.title, "url": document.url, "text": text}


def _chosen(model, pk, user):
    found = model.objects.select_related("collection").filter(pk=pk).first()
    if found is None or not _is_public(found):
        return None
    policy = policy_registry.get_by_type(model)
    return found if policy.user_has_permission_for_instance(user, "choose", found) else None


def _is_public(item):
    return not item.collection.get_view_restrictions().exists()


_MAKERS = {"page": _page, "image": _image, "document": _document}
