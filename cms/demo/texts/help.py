"""Help: three articles."""

BULBS = {
    "type": "ArticlePage",
    "slug": "changing-a-bulb",
    "title": "Changing a bulb",
    "intro": "Our lamps take ordinary bulbs. Here is which, and how to get at them.",
    "picture": "bulb",
    "body": [
        (
            "paragraph",
            "<p>All three lamps have an E27 socket, the common large thread. The bulb that came "
            "with yours lasts about fifteen years of evenings. Any LED bulb fits that says "
            "<b>dimmable</b>, has no more than 9 watts and is no longer than 11 centimetres.</p>",
        ),
        (
            "hint",
            {
                "title": "First of all",
                "text": "<p>Pull the plug and wait five minutes. LEDs get hot at the bottom.</p>",
            },
        ),
        ("heading", "Wren"),
        (
            "steps",
            [
                "<p>Hold the dome with one hand and unscrew the small brass ball on top.</p>",
                "<p>Lift the dome straight up and lay it on something soft.</p>",
                "<p>Change the bulb, set the dome back and turn the ball finger-tight.</p>",
            ],
        ),
        ("heading", "Tern and Heron"),
        (
            "paragraph",
            "<p>Reach into the shade and unscrew the bulb. If it will not come, a rubber glove "
            "helps.</p>",
        ),
        ("heading", "Warm, warmer"),
        (
            "paragraph",
            "<p>Our bulbs turn redder as they dim, as a flame does. Ordinary ones keep their "
            "colour. Look for <i>dim to warm</i> on the box if you miss it, or ask us for a pair "
            "at 14 euro.</p>",
        ),
    ],
}

DIMMING = {
    "type": "ArticlePage",
    "slug": "dimming-without-flicker",
    "title": "Dimming without flicker",
    "intro": "Why LED lamps flicker on old wall dimmers, and three ways out.",
    "picture": "dimmer",
    "body": [
        (
            "paragraph",
            "<p>All our lamps dim by themselves, at their own knob. Flicker starts when a second "
            "dimmer sits in the wall before them. Old dimmers were made for bulbs of sixty watts; "
            "a lamp of six is so little that they lose count.</p>",
        ),
        ("heading", "Three ways out"),
        (
            "steps",
            [
                "<p><b>Use one dimmer.</b> Turn the one in the wall all the way up and leave it "
                "there.</p>",
                "<p><b>Change the wall dimmer</b> for a trailing-edge one with a minimum load of "
                "3 watts. An electrician needs a quarter of an hour.</p>",
                "<p><b>Ask us for a bypass.</b> It is a thimble-sized part that goes into the "
                "base, and it is free.</p>",
            ],
        ),
        ("heading", "It hums"),
        (
            "paragraph",
            "<p>A faint hum at half brightness comes from the wall too, not from the lamp. The "
            "second way cures it.</p>",
        ),
        (
            "facts",
            [
                {"name": "Works well", "value": "Trailing edge, 3 to 150 W"},
                {"name": "Works mostly", "value": "Universal dimmers after 2015"},
                {"name": "Will flicker", "value": "Leading edge, 40 to 400 W"},
            ],
        ),
    ],
}

DELIVERY = {
    "type": "ArticlePage",
    "slug": "delivery-and-returns",
    "title": "Delivery and returns",
    "intro": "When your lamp arrives, what it comes in, and how to send it back.",
    "picture": "parcel",
    "body": [
        (
            "paragraph",
            "<p>Delivery is free in the whole of Europe. Wren and Heron leave us on the day after "
            "your order, Tern when it is made. You get a message with a number to follow the "
            "parcel.</p>",
        ),
        (
            "facts",
            [
                {"name": "Wren", "value": "3 to 5 working days"},
                {"name": "Tern", "value": "2 weeks, then 3 to 5 working days"},
                {"name": "Heron", "value": "3 to 5 working days, with an hour agreed"},
            ],
        ),
        ("heading", "Sixty evenings"),
        (
            "paragraph",
            "<p>Light looks different at home. Live with the lamp for sixty evenings. If it is not "
            "right, write to us: we send a label, you use the same box, and the money is back "
            "within three days of the lamp.</p>",
        ),
        ("heading", "Something broke on the way"),
        (
            "paragraph",
            "<p>It happens to one parcel in four hundred, mostly to domes. Send us a photograph "
            "and keep the box. A new part leaves the same day, and we settle it with the "
            "carrier.</p>",
        ),
    ],
}

HELP = {
    "type": "SectionPage",
    "slug": "help",
    "title": "Help",
    "intro": "Answers to what people ask us most. If yours is not here, ask: somebody who builds "
    "the lamps will answer.",
    "picture": "help",
    "children": [BULBS, DIMMING, DELIVERY],
}
