"""Past conversations, as people really talk. In ``lines``, ``>`` is the visitor, ``<`` the member
of staff and ``#`` a note among staff."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialogue:
    """One closed conversation. ``page`` is the slug of the page it began on."""

    page: str
    department: str
    staff: str
    days_ago: int
    hour: int
    lines: str
    visitor: str = ""
    email: str = ""
    rating: int | None = None
    comment: str = ""
    tags: tuple[str, ...] = ()


DIALOGUES = [
    Dialogue(
        "wren",
        "sales",
        "sasha",
        1,
        19,
        """
    > Does the Wren dim far enough for a baby's room? We feed at night and everything is too bright.
    < Good evening! It goes down to one per cent, about a candle in the next room.
    < Several parents have told us they leave it there all night.
    > And the colour? Blue light wakes her up.
    < It turns redder as it dims, 2,200 kelvin at the bottom. There is hardly any blue left.
    > Sold. Thank you!
    """,
        visitor="Grace Hollis",
        email="grace.hollis@example.com",
        rating=5,
        comment="Quick, and she knew what she was talking about.",
        tags=("bedside",),
    ),
    Dialogue(
        "dimming-without-flicker",
        "support",
        "sam",
        2,
        20,
        """
    > My Heron flickers when I turn the wall dimmer down. Is it broken?
    < Very likely not. Does it flicker when the wall is all the way up and you dim at the stem?
    > Just tried, no. Only with the wall one.
    < Then the wall dimmer is a leading-edge one that cannot count that low. Is there a number?
    > It says 40-400W
    < That is the one. I can send you a bypass that goes into the base, it is free.
    # Bypass sent, second one to this house. Told them how to tell left from right this time.
    > Yes please! Same address as the lamp.
    < It leaves tomorrow morning. The drawing is in the envelope.
    """,
        visitor="Peter Nowak",
        email="p.nowak@example.com",
        rating=5,
        tags=("flicker", "bypass"),
    ),
    Dialogue(
        "tern",
        "sales",
        "sasha",
        3,
        11,
        """
    > Can I get Tern in chalk with a black cable?
    < Yes. The cable is normally white with chalk, but we have black on the shelf. No extra charge.
    > How do I order that? The page only lets me choose the colour.
    < Write "black cable" into the note at the end of the order. I have told the bench.
    # Order will come in with a note: chalk, black textile cable. Nadia knows.
    > perfect
    """,
        visitor="Yusuf",
        rating=4,
        tags=("made to order",),
    ),
    Dialogue(
        "delivery-and-returns",
        "support",
        "sam",
        4,
        9,
        """
    > The dome arrived in two pieces :(
    < Oh no, I am sorry. Could you tell me the number under the base?
    > W9-1182
    < Thank you. A new dome leaves today. Please keep the box until the carrier has asked for it.
    > Do I need to send the broken one back?
    < No. Glass goes best into the glass bin where you are.
    > That was easy. Thanks Sam
    """,
        visitor="Marie Dubois",
        email="marie.dubois@example.com",
        rating=5,
        comment="No forms, no photos from six angles. Wonderful.",
        tags=("breakage",),
    ),
    Dialogue(
        "duskwright",
        "support",
        "sam",
        6,
        16,
        """
    > Do you have a showroom?
    < Not quite, but the workshop is open on the first Saturday of the month, ten to four.
    > Is there parking?
    < There are tram tracks, and trams again since spring. Line 4 stops at the door.
    > Ha! See you in December.
    """,
        rating=4,
    ),
    Dialogue(
        "heron",
        "sales",
        "sasha",
        7,
        18,
        """
    > We have a Great Dane with a tail at lamp height. Be honest.
    < Five of its seven kilos are in the base, and the stem is in one piece. It wobbles and stays.
    < If it falls all the same, the shade is spun aluminium. It dents, it does not break.
    > And the warranty?
    < Ten years, dogs included.
    > Ordering now.
    """,
        visitor="Ellen Brandt",
        rating=5,
        comment="Dogs included!",
    ),
    Dialogue(
        "warranty",
        "support",
        "sam",
        9,
        14,
        """
    > Hello, I bought a Tern second-hand and the upper arm sinks slowly.
    < Hello! That is the upper spring, and it is covered: the warranty goes with the lamp.
    > Even if I have no receipt?
    < The number under the base is enough.
    > T4-0377
    < Built in March 2017. I am sending a spring and a drawing. You need the small screwdriver.
    # T4 with the old spring hanger, so the adapter goes into the envelope as well.
    > You are kidding. For free?
    < Until next March, and the spring will hold longer than that.
    """,
        visitor="Jonas Lind",
        email="jonas@example.org",
        rating=5,
        comment="I did not know that companies like this still exist.",
        tags=("spring", "second-hand"),
    ),
    Dialogue(
        "shop",
        "sales",
        "mona",
        11,
        10,
        """
    > Do you give a discount for twelve Wrens? It is for a small hotel.
    < Good morning! The price is the price, I am afraid, also for twelve.
    < What I can offer: one delivery on the day you need them, and a spare dome in every fourth box.
    > Fair. When could that be?
    < We have nine finished today. Twelve by the second of December.
    > I will talk to my partner and order tonight.
    # Hotel Anker, twelve Wrens, asked for 2 December. Please keep the nine together.
    """,
        visitor="Hotel Anker",
        email="office@hotel-anker.example",
        rating=4,
        tags=("hotel", "twelve"),
    ),
    Dialogue(
        "changing-a-bulb",
        "support",
        "sam",
        13,
        21,
        """
    > the little brass ball on top of my wren wont turn
    < It sticks after some years. Warm it in your hand for a minute, then try with a rubber glove.
    > nope
    < Then a drop of cooking oil at its foot and ten minutes of patience.
    > it moved!!
    < There it is. Finger-tight is enough when you put it back.
    """,
        rating=5,
        tags=("bulb",),
    ),
    Dialogue(
        "tern",
        "sales",
        "sasha",
        15,
        13,
        """
    > What is the difference to the one for 79 at the furniture store? They look the same.
    < From three metres they do. Ours stays where you put it for ten years, and then we repair it.
    > So 170 more for a spring.
    < For two springs, and for light that does not end in your eyes. Try it for sixty evenings.
    > I'll think about it
    """,
        rating=3,
        comment="Friendly, but still expensive.",
    ),
    Dialogue(
        "delivery-and-returns",
        "support",
        "sam",
        17,
        8,
        """
    > My parcel has said "in the van" for four days now
    < Good morning. I see it. The van has been to three towns and not to yours.
    < I have called them: they look for it today. If it does not come tomorrow, I send a new one.
    # Carrier, reference 88-2041. Third time with this depot.
    > OK. It is a birthday present for Saturday
    < Then I will not wait: a second one leaves today by courier. If both come, send one back.
    > Thank you. Really.
    """,
        visitor="Aisha Rahman",
        email="aisha.r@example.com",
        rating=4,
        comment="The carrier is awful, you are not.",
        tags=("carrier",),
    ),
    Dialogue(
        "wren",
        "sales",
        "sasha",
        20,
        17,
        """
    > Is the glass really blown? By a person?
    < By Lena, on Mondays and Thursdays. Every dome is a little different, as you will see.
    > Could I choose mine?
    < In the workshop, yes. Otherwise Lena chooses, and she is stricter than anyone.
    """,
        visitor="Theo",
        rating=5,
    ),
    Dialogue(
        "help",
        "support",
        "mona",
        23,
        12,
        """
    > I ordered two Herons and I would like to change one into a Wren.
    < No problem, they are still here. You get the difference of 240 euro back within three days.
    > Great. The order is under my wife's name, Castellano
    < Found it. One Heron, one Wren, same address?
    > Yes
    < Done. The new confirmation is in her mail.
    """,
        visitor="Marco Castellano",
        email="marco.castellano@example.com",
        rating=5,
        tags=("order changed",),
    ),
    Dialogue(
        "warranty",
        "support",
        "sam",
        27,
        19,
        """
    > I dropped the dome. It was me. How much is a new one?
    < Thank you for your honesty. 38 euro, and it comes with a felt ring that makes it sit softer.
    > Can I pay by invoice?
    < Of course. May I have the number of the lamp?
    > W7-0610
    < It is on its way tomorrow, the invoice is in the box.
    """,
        rating=4,
        tags=("dome",),
    ),
    Dialogue(
        "heron",
        "sales",
        "sasha",
        31,
        15,
        """
    > Is the brass lacquered? I hate lacquer
    < It is not. It will darken where nobody touches it.
    > Good
    """,
        rating=5,
    ),
    Dialogue(
        "shop",
        "sales",
        "sasha",
        36,
        20,
        """
    > do you ship to canada
    < Not yet, I am sorry. The plugs and the papers are still a winter's work.
    > pity
    < I can write to you when we do, if you leave an address. Otherwise I wish you a good evening.
    """,
        rating=2,
        comment="No Canada.",
        tags=("canada",),
    ),
    Dialogue(
        "dimming-without-flicker",
        "support",
        "sam",
        41,
        18,
        """
    > Two Wrens on one wall dimmer, does that work?
    < With a trailing-edge dimmer of 3 watts or less as its minimum, yes. Which one do you have?
    > No idea, the electrician comes on Tuesday
    < Show them this page, they will know. If it hums, it is the wrong one.
    > Will do, thank you
    """,
        visitor="Birgit",
        rating=5,
        tags=("flicker",),
    ),
]
