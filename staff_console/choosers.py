"""Wagtail's own choosers, as the console opens them: of pages, pictures and documents."""

from django.apps import apps
from django.forms import Media
from django.urls import reverse
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import AdminPageChooser


def choosers():
    """
    By what is chosen: ``url`` of the chooser and what its script's ``open`` wants. Without those
    whose app is not installed.
    """
    return {
        kind: {"url": reverse(widget.chooser_modal_url_name), "options": _options(widget)}
        for kind, widget in _widgets().items()
    }


def _options(widget):
    models = getattr(widget(), "model_names", None)
    return {"modelNames": models} if models else {}


def media():
    """Their scripts."""
    scripts = Media(js=[versioned_static("wagtailadmin/js/chooser-modal.js")])
    return sum((widget().media for widget in _widgets().values()), scripts)


def _widgets():
    widgets = {"page": AdminPageChooser}
    if apps.is_installed("wagtail.images"):
        from wagtail.images.widgets import AdminImageChooser

        widgets["image"] = AdminImageChooser
    if apps.is_installed("wagtail.documents"):
        from wagtail.documents.widgets import AdminDocumentChooser

        widgets["document"] = AdminDocumentChooser
    return widgets
