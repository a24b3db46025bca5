"""The shop: three lamps, and the promise that goes with them."""

WREN = {
    "type": "ProductPage",
    "slug": "wren",
    "title": "Wren",
    "intro": "A bedside lamp the size of a loaf, with a glass dome that glows all the way round.",
    "picture": "wren",
    "price": "189",
    "delivery": "In stock. With you in three to five working days.",
    "body": [
        (
            "paragraph",
            "<p>Wren stands low, so that the light ends on the page and not on the person beside "
            "you. Turn the brass knob at the top: the dome comes up slowly, over a second and a "
            "half, because nobody likes to be startled in bed.</p>"
            "<p>At its lowest it gives about as much light as a candle in the next room. Many "
            "people leave it there all night.</p>",
        ),
        ("heading", "Fact sheet"),
        (
            "facts",
            [
                {"name": "Height", "value": "31 cm"},
                {"name": "Dome", "value": "Opal glass, blown, 24 cm across"},
                {"name": "Bulb", "value": "E27, 6 W, included, you can change it"},
                {"name": "Dimming", "value": "Stepless, 1 to 100 %"},
                {"name": "Cable", "value": "2 m, textile, plug for your country"},
                {"name": "Weight", "value": "1.9 kg"},
            ],
        ),
        (
            "hint",
            {
                "title": "Two on one switch?",
                "text": "<p>Two Wrens can share a wall dimmer. Which dimmers do it without flicker "
                "is in our article on dimming.</p>",
            },
        ),
    ],
}

TERN = {
    "type": "ProductPage",
    "slug": "tern",
    "title": "Tern",
    "intro": "A desk lamp that stays where you put it, and lights the paper instead of the screen.",
    "picture": "tern",
    "price": "249",
    "delivery": "Made to order in two weeks, in sea blue, soot or chalk.",
    "body": [
        (
            "paragraph",
            "<p>The arms of Tern hang on two springs in balance, like the arms of the drawing "
            "lamps of the thirties. You move it with one finger and it does not creep back.</p>"
            "<p>Inside the head a deep ring keeps the light in a soft square on the desk. Look up "
            "from your work: you see the room, not the lamp.</p>",
        ),
        ("heading", "Fact sheet"),
        (
            "facts",
            [
                {"name": "Reach", "value": "78 cm from the base"},
                {"name": "Head", "value": "Spun aluminium, powder-coated"},
                {"name": "Bulb", "value": "E27, 8 W, included, you can change it"},
                {"name": "Light on the desk", "value": "900 lux at 45 cm"},
                {"name": "Base", "value": "Cast iron, felt below; a desk clamp comes with it"},
                {"name": "Weight", "value": "3.4 kg"},
            ],
        ),
        (
            "quote",
            {
                "words": "I draw maps. I used to own four lamps. Now I own this one.",
                "who": "Tomasz, cartographer",
            },
        ),
    ],
}

HERON = {
    "type": "ProductPage",
    "slug": "heron",
    "title": "Heron",
    "intro": "A tall reading lamp that leans over your shoulder and keeps quiet about it.",
    "picture": "heron",
    "price": "429",
    "delivery": "In stock. Comes in one long parcel, with no tools to look for.",
    "body": [
        (
            "paragraph",
            "<p>One bent tube of brass, 164 centimetres tall, with a base heavy enough for a house "
            "with a large dog. The shade tips and turns, and there is a switch at the height of "
            "your hand when you sit.</p>"
            "<p>The brass is not lacquered. It will darken where nobody touches it and shine where "
            "somebody does, and after a year it knows your habits.</p>",
        ),
        ("heading", "Fact sheet"),
        (
            "facts",
            [
                {"name": "Height", "value": "164 cm"},
                {"name": "Overhang", "value": "42 cm"},
                {"name": "Bulb", "value": "E27, 8 W, included, you can change it"},
                {"name": "Dimming", "value": "Stepless, at the stem"},
                {"name": "Cable", "value": "3 m, textile, plug for your country"},
                {"name": "Weight", "value": "7.2 kg, of which 5 kg are base"},
            ],
        ),
        ("heading", "Putting it up"),
        (
            "steps",
            [
                "<p>Stand the base where the lamp will live. It is the heavy part.</p>",
                "<p>Screw the stem in by hand until it stops.</p>",
                "<p>Hang the shade over the end and turn it a quarter.</p>",
            ],
        ),
    ],
}

WARRANTY = {
    "type": "ArticlePage",
    "slug": "warranty",
    "title": "Ten years, and then we talk",
    "intro": "What our warranty covers, what it does not, and how a repair works.",
    "picture": "warranty",
    "body": [
        (
            "paragraph",
            "<p>Every lamp has a number under its base. It tells us who made it, when, and from "
            "which parts. You need no receipt and no card: the number is the warranty.</p>",
        ),
        ("heading", "For ten years we repair at no cost"),
        (
            "paragraph",
            "<ul><li>anything that stops working, however you used it at home</li>"
            "<li>springs and joints that no longer hold</li>"
            "<li>glass that breaks by itself or on the way to you</li></ul>",
        ),
        ("heading", "What you pay for"),
        (
            "paragraph",
            "<ul><li>bulbs, which are ordinary ones on purpose</li>"
            "<li>glass that met the floor: 38 euro for a dome</li>"
            "<li>after ten years: parts at cost, and our hands for free</li></ul>",
        ),
        ("heading", "How a repair works"),
        (
            "steps",
            [
                "<p>Tell us the number and what happened. A photograph helps.</p>",
                "<p>We send the part, with a drawing that shows where it goes. Most repairs end "
                "here.</p>",
                "<p>If not, we send an empty box and fetch the lamp. It is back within two "
                "weeks.</p>",
            ],
        ),
        (
            "hint",
            {
                "title": "Bought second-hand?",
                "text": "<p>The warranty belongs to the lamp and goes with it.</p>",
            },
        ),
    ],
}

SHOP = {
    "type": "SectionPage",
    "slug": "shop",
    "title": "Shop",
    "seo_title": "The lamps",
    "intro": "Three lamps: one for the bed, one for the desk, one for the armchair. Delivery is "
    "free, and you have sixty evenings to change your mind.",
    "picture": "shop",
    "children": [WREN, TERN, HERON, WARRANTY],
}
