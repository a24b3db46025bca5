"""Wagtail's own choosers, as the console opens them: of pages, pictures and documents."""

from django.apps import apps
from django.forms import Media
from django.urls import reverse
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import AdminPageChooser


def choosers():
    """Where each chooser is, by what it chooses; without those whose app is not installed."""
    return {kind: reverse(widget.chooser_modal_url_name) for kind, widget in _widgets().items()}


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
