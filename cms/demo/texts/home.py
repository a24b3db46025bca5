"""The front page."""

HOME = {
    "type": "HomePage",
    "slug": "duskwright",
    "title": "Light for the slow end of the day",
    "seo_title": "Lamps for the slow end of the day",
    "intro": "We build three lamps and have no plans for a fourth. Each is made by hand, dims to "
    "almost nothing, and can be taken apart with one screwdriver.",
    "description": "Duskwright makes three lamps by hand: Wren for the bedside, Tern for the desk "
    "and Heron for the armchair.",
    "picture": "evening",
    "invitation": "Meet the lamps",
    "body": [
        ("heading", "Why only three"),
        (
            "paragraph",
            "<p>Most rooms need light in three places: next to the bed, above the work and behind "
            "the shoulder. We have spent fourteen years on those three, and we are not done. The "
            "Wren you can buy today is the ninth one. The switch moved four millimetres this "
            "spring, because people kept finding it with the wrong finger.</p>"
            "<p>A lamp that stays the same for years is a lamp we can repair. Every part we have "
            "ever used is still on the shelf, in a drawer with its year on it.</p>",
        ),
        (
            "quote",
            {
                "words": "It is the only thing in the house that all of us turn off gently.",
                "who": "Ines, owner of a Wren since 2016",
            },
        ),
        ("heading", "What is in a lamp"),
        (
            "facts",
            [
                {"name": "Light", "value": "2,200 to 2,700 kelvin, warmer as it dims"},
                {"name": "Colour", "value": "CRI 97, so that red is red"},
                {"name": "Metal", "value": "Brass and steel, both from one mill 40 km away"},
                {"name": "Shade", "value": "Opal glass, blown, or spun aluminium"},
                {"name": "Screws", "value": "One size"},
            ],
        ),
    ],
}
