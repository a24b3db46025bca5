"""Cards as a field of a canned reply, chosen with Wagtail's own choosers."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock, StreamBlock
from wagtail.fields import StreamField

MOST = 5
"""As many as the console's tray takes (card-tray.js)."""


class CardsBlock(StreamBlock):
    def value_from_datadict(self, data, files, prefix):
        """None from a form that does not speak of them: programs send the text alone."""
        if f"{prefix}-count" not in data:
            return self.empty_value()
        return super().value_from_datadict(data, files, prefix)


class CardsField(StreamField):
    """
    ``[("page"|"image"|"document", object), …]``, in their order. Kinds whose app is not installed
    are not offered, so migrations know of no kind at all.
    """

    def __init__(self, block_types=(), **options):
        # What comes from a migration has no blocks, and these are the ones to have.
        options.pop("block_lookup", None)
        super().__init__(CardsBlock(_blocks(), max_num=MOST, required=False), **options)

    def deconstruct(self):
        name, _path, _args, options = super().deconstruct()
        options.pop("block_lookup", None)
        return name, "staff_console.canned.fields.CardsField", [], options


def _blocks():
    blocks = [("page", PageChooserBlock(label=_("Page"), icon="doc-empty-inverse"))]
    if apps.is_installed("wagtail.images"):
        from wagtail.images.blocks import ImageChooserBlock

        blocks.append(("image", ImageChooserBlock(label=_("Picture"), icon="image")))
    if apps.is_installed("wagtail.documents"):
        from wagtail.documents.blocks import DocumentChooserBlock

        blocks.append(("document", DocumentChooserBlock(label=_("Document"))))
    return blocks
