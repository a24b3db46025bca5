"""The drawings, as images in Wagtail's library."""

from pathlib import Path

from django.core.files import File
from wagtail.images.models import Image

DRAWINGS = Path(__file__).parent / "drawings"

# File: title, alternative text.
PICTURES = {
    "evening": (
        "Evening",
        "A lit dome lamp on a table at dusk; a small bird sits in the window before violet hills.",
    ),
    "shop": ("Shelves", "Two shelves with dome lamps, a desk lamp, books, a plant and a parcel."),
    "wren": ("Wren", "A glass dome lamp on a red foot glows beside a stack of books and a cup."),
    "tern": ("Tern", "A sea-blue desk lamp with two arms lights an open notebook."),
    "heron": ("Heron", "A tall brass lamp leans over an armchair with a cushion."),
    "warranty": ("Parts of a Wren", "A dome lamp taken apart: dome, socket, foot and base."),
    "help": ("Light bulb", "A glowing light bulb with rays around it."),
    "bulb": ("Three bulbs", "Three light bulbs in a row; the first one is lit."),
    "dimmer": ("Dimmer", "A round dimmer knob, turned to three quarters."),
    "parcel": ("Parcel", "A dome lamp, already lit, looks out of an open cardboard box."),
    "workshop": ("Workshop", "Three hanging lamps over a workbench with tools on the wall."),
}


class Pictures(dict):
    """Images by the name of their drawing, each put into the library when first asked for."""

    def __missing__(self, name):
        title, alternative_text = PICTURES[name]
        with (DRAWINGS / f"{name}.svg").open("rb") as drawing:
            self[name] = Image.objects.create(
                title=title, description=alternative_text, file=File(drawing, f"{name}.svg")
            )
        return self[name]
