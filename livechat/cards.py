"""
A page, picture or document of the site as a card in a conversation.

Only what anybody on the web may have: a live page and a collection without restrictions. Pictures
and documents are offered to those who may choose them elsewhere in the admin, too.
"""

from collections import defaultdict

import swapper
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionViewRestriction
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


def titles(chosen, user):
    """``{(kind, pk): title}`` of those of ``chosen`` that this person could send now."""
    by_kind = defaultdict(set)
    for kind, pk in chosen:
        by_kind[kind].add(pk)
    return {
        (kind, pk): title
        for kind, pks in by_kind.items()
        for pk, title in _sendable(kind, user).filter(pk__in=pks).values_list("pk", "title")
    }


def _sendable(kind, user):
    if kind == "page":
        return _live_pages().public()
    model = _MODELS[kind]()
    return _choosable(model, user) if model else _live_pages().none()


def _live_pages():
    return swapper.load_model("wagtailcore", "Page").objects.live()


def _page(pk, user, site):
    page = _live_pages().filter(pk=pk).first()
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
    model = _image_model()
    if model is None:
        return None
    for field in page._meta.concrete_fields:
        if field.related_model is model:
            picture = getattr(page, field.name)
            if picture is not None and _is_public(picture):
                return picture
    return None


def _image(pk, user, site):
    picture = _chosen(_image_model(), pk, user)
    if picture is None:
        return None
    url = picture.get_rendition(LARGE).url
    return {"title": picture.title, "url": url, "image": url}


def _document(pk, user, site):
    document = _chosen(_document_model(), pk, user)
    if document is None:
        return None
    kind, size = document.file_extension.upper(), document.get_file_size()
    text = f"{kind}, {filesizeformat(size)}" if size else kind
    return {"title": document.title, "url": document.url, "text": text}


def _image_model():
    if not apps.is_installed("wagtail.images"):
        return None
    from wagtail.images import get_image_model

    return get_image_model()


def _document_model():
    if not apps.is_installed("wagtail.documents"):
        return None
    from wagtail.documents import get_document_model

    return get_document_model()


def _chosen(model, pk, user):
    return model and _choosable(model, user).filter(pk=pk).first()


def _choosable(model, user):
    """Those in collections without restrictions that this person may choose elsewhere, too."""
    policy = policy_registry.get_by_type(model)
    private = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        private |= Q(collection__path__startswith=path)
    return policy.instances_user_has_permission_for(user, "choose").exclude(private)


def _is_public(item):
    return not item.collection.get_view_restrictions().exists()


_MAKERS = {"page": _page, "image": _image, "document": _document}
_MODELS = {"image": _image_model, "document": _document_model}
