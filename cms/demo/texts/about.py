"""About the company. Chat is off here and below, so these words must not offer one."""

PRESS = {
    "type": "ArticlePage",
    "slug": "press",
    "title": "Press",
    "intro": "Short facts, the spelling of our name, and whom to write to.",
    "body": [
        (
            "paragraph",
            "<p>Duskwright is one word. It rhymes with <i>playwright</i> and means the same kind "
            "of person. Our lamps have the names of birds and no article: you own Heron, not a "
            "Heron, although everybody says a Heron and so do we.</p>",
        ),
        (
            "facts",
            [
                {"name": "Founded", "value": "2012, by two sisters and a tram driver"},
                {"name": "People", "value": "Nine"},
                {"name": "Lamps so far", "value": "21,480"},
                {"name": "Lamps repaired", "value": "3,902"},
                {"name": "Press contact", "value": "press@duskwright.example"},
            ],
        ),
        (
            "quote",
            {
                "words": "Three lamps in fourteen years. At this rate they will have furnished the "
                "house by 2060.",
                "who": "A trade journal, kindly",
            },
        ),
    ],
}

ABOUT = {
    "type": "SectionPage",
    "slug": "about",
    "title": "About",
    "seo_title": "About us",
    "intro": "Nine people, a tram depot without trams, and a long bench by the north window.",
    "picture": "workshop",
    "body": [
        (
            "paragraph",
            "<p>In 2012 the last tram left the depot in Larkhaven and the key was left in the "
            "door. Two sisters, one of them a glassblower, rented the corner with the good floor. "
            "The man who brought the key had driven trams for thirty years and could bend brass "
            "tube over his knee. That is how Heron got its neck.</p>",
        ),
        ("heading", "How we work"),
        (
            "paragraph",
            "<p>One person builds one lamp, from the first cut to the box, and stamps their sign "
            "under the base. It is slower than a line. It also means that whoever repairs your "
            "lamp in twelve years may well be the one who built it.</p>",
        ),
        (
            "figure",
            {
                "image": "warranty",
                "caption": "Nothing is glued. This is everything there is in a Wren.",
            },
        ),
        ("heading", "What we do not do"),
        (
            "paragraph",
            "<ul><li>sales, since the price is the price</li><li>lamps that need an app</li>"
            "<li>a fourth lamp, although people send us sketches of owls</li></ul>",
        ),
    ],
    "children": [PRESS],
}
