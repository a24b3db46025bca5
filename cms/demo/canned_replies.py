"""The canned replies of the two desks."""

from wagtail.models import Page

from staff_console.models import CannedReply

# Department (None: everywhere), shortcut, title, reply.
REPLIES = [
    (
        None,
        "hello",
        "Welcome",
        "Hello, and thank you for writing to us. How can I help?",
    ),
    (
        None,
        "moment",
        "One moment",
        "One moment please, I am looking that up for you.",
    ),
    (
        None,
        "bye",
        "Goodbye",
        "You are welcome, {visitor_name}. {staff_name} wishes you a bright evening.",
    ),
    (
        "sales",
        "delivery",
        "Delivery time",
        "Lamps that are in stock leave the workshop within two working days. You get a message "
        "with the tracking number as soon as the parcel is on its way.",
    ),
    (
        "sales",
        "dimmable",
        "Which lamps dim",
        "All our lamps can be dimmed down to one percent. The dimmer is in the cable; you need "
        "nothing else.",
    ),
    (
        "support",
        "flicker",
        "A lamp that flickers",
        "Flickering nearly always comes from the bulb. Please switch the lamp off, let it cool for "
        "five minutes and turn the bulb clockwise until it is hand-tight. Does it still flicker?",
    ),
    (
        "support",
        "photo",
        "Ask for a photo",
        "Could you describe where exactly it is damaged, and tell me the number on the sticker "
        "under the base? Then I can send you the right part.",
    ),
]


PAGES = {"dimmable": "/shop/heron/", "flicker": "/help/"}
"""What goes out with some of them, by their shortcut."""


def create_canned_replies(departments):
    """All of them, unless there are some."""
    if CannedReply.objects.exists():
        return
    CannedReply.objects.bulk_create(
        CannedReply(
            department=departments.get(slug),
            shortcut=shortcut,
            title=title,
            body=body,
            cards=_cards(shortcut),
            order=order,
        )
        for order, (slug, shortcut, title, body) in enumerate(REPLIES)
    )


def _cards(shortcut):
    """Nothing where the demo's editors have removed the page."""
    path = PAGES.get(shortcut, "-")
    return [("page", page) for page in Page.objects.filter(url_path__endswith=path)[:1]]
