"""The German part of the site: a translation of some pages, by the slug of the English page."""

HOME = {
    "slug": "duskwright-de",
    "title": "Licht für das langsame Ende des Tages",
    "seo_title": "Lampen für das langsame Ende des Tages",
    "intro": "Wir bauen drei Lampen und planen keine vierte. Jede entsteht von Hand, lässt sich "
    "fast "
    "bis zum Nichts dimmen und mit einem einzigen Schraubendreher zerlegen.",
    "description": "Duskwright baut drei Lampen von Hand: Wren fürs Bett, Tern für den "
    "Schreibtisch "
    "und Heron für den Sessel.",
    "invitation": "Die Lampen kennenlernen",
    "greeting": "Guten Abend! Wobei dürfen wir Ihnen leuchten?",
    "body": [
        ("heading", "Warum nur drei"),
        (
            "paragraph",
            "<p>Die meisten Zimmer brauchen an drei Stellen Licht: neben dem Bett, über der Arbeit "
            "und hinter der Schulter. Mit diesen dreien haben wir vierzehn Jahre verbracht und "
            "sind "
            "nicht fertig. Die Wren, die es heute gibt, ist die neunte. Im Frühjahr ist ihr "
            "Schalter "
            "um vier Millimeter gewandert, weil ihn alle mit dem falschen Finger fanden.</p>"
            "<p>Eine Lampe, die jahrelang dieselbe bleibt, können wir reparieren. Jedes Teil, "
            "das wir "
            "je verbaut haben, liegt noch im Regal, in einer Schublade mit seinem Jahr.</p>",
        ),
        (
            "quote",
            {
                "words": "Sie ist das Einzige im Haus, das wir alle sanft ausschalten.",
                "who": "Ines, seit 2016 mit einer Wren",
            },
        ),
        ("heading", "Was in einer Lampe steckt"),
        (
            "facts",
            [
                {"name": "Licht", "value": "2.200 bis 2.700 Kelvin, gedimmt immer wärmer"},
                {"name": "Farbe", "value": "CRI 97, damit Rot rot ist"},
                {"name": "Metall", "value": "Messing und Stahl aus einem Werk, 40 km entfernt"},
                {"name": "Schirm", "value": "Opalglas, mundgeblasen, oder gedrücktes Aluminium"},
                {"name": "Schrauben", "value": "Eine Größe"},
            ],
        ),
    ],
}

SHOP = {
    "slug": "lampen",
    "title": "Lampen",
    "seo_title": "Die Lampen",
    "intro": "Drei Lampen: eine fürs Bett, eine für den Schreibtisch, eine für den Sessel. Der "
    "Versand ist frei, und Sie haben sechzig Abende, um es sich anders zu überlegen.",
    "greeting": "Hallo! Noch unsicher, welche Lampe? Erzählen Sie uns vom Zimmer.",
}

WREN = {
    "slug": "wren-nachttischlampe",
    "title": "Wren",
    "intro": "Eine Nachttischlampe, so groß wie ein Laib Brot, mit einer Glaskuppel, die rundum "
    "leuchtet.",
    "delivery": "Auf Lager. In drei bis fünf Werktagen bei Ihnen.",
    "body": [
        (
            "paragraph",
            "<p>Wren steht niedrig, damit das Licht auf der Seite endet und nicht auf dem Menschen "
            "nebenan. Drehen Sie am Messingknopf: Die Kuppel wird langsam hell, anderthalb "
            "Sekunden "
            "lang, denn im Bett erschrickt niemand gern.</p>"
            "<p>Ganz unten gibt sie etwa so viel Licht wie eine Kerze im Nebenzimmer. Viele lassen "
            "sie so die ganze Nacht an.</p>",
        ),
        ("heading", "Datenblatt"),
        (
            "facts",
            [
                {"name": "Höhe", "value": "31 cm"},
                {"name": "Kuppel", "value": "Opalglas, mundgeblasen, 24 cm Durchmesser"},
                {"name": "Leuchtmittel", "value": "E27, 6 W, liegt bei und ist austauschbar"},
                {"name": "Dimmen", "value": "Stufenlos, 1 bis 100 %"},
                {"name": "Kabel", "value": "2 m, Textil, Stecker für Ihr Land"},
                {"name": "Gewicht", "value": "1,9 kg"},
            ],
        ),
    ],
}

HELP = {
    "slug": "hilfe",
    "title": "Hilfe",
    "seo_title": "Hilfe zu den Lampen",
    "intro": "Womit man uns am häufigsten schreibt. Steht es hier nicht, fragen Sie im Chat.",
}

BULBS = {
    "slug": "leuchtmittel-wechseln",
    "title": "Das Leuchtmittel wechseln",
    "intro": "Unsere Lampen nehmen gewöhnliche Leuchtmittel. Hier steht, welche, und wie man "
    "herankommt.",
    "body": [
        (
            "paragraph",
            "<p>Alle drei Lampen haben eine E27-Fassung, das übliche große Gewinde. Das "
            "Leuchtmittel, "
            "das dabei war, hält etwa fünfzehn Jahre voller Abende. Es passt jede LED, auf der "
            "<b>dimmbar</b> steht, die höchstens 9 Watt hat und nicht länger ist als 11 Zentimeter."
            "</p>",
        ),
        (
            "hint",
            {
                "title": "Zuallererst",
                "text": "<p>Ziehen Sie den Stecker und warten Sie fünf Minuten. LEDs werden unten "
                "heiß.</p>",
            },
        ),
        ("heading", "Wren"),
        (
            "steps",
            [
                "<p>Halten Sie die Kuppel mit einer Hand und schrauben Sie die kleine Messingkugel "
                "obenauf ab.</p>",
                "<p>Heben Sie die Kuppel gerade nach oben und legen Sie sie auf etwas Weiches.</p>",
                "<p>Wechseln Sie das Leuchtmittel, setzen Sie die Kuppel wieder auf und drehen Sie "
                "die Kugel handfest an.</p>",
            ],
        ),
        ("heading", "Tern und Heron"),
        (
            "paragraph",
            "<p>Greifen Sie in den Schirm und schrauben Sie das Leuchtmittel heraus. Will es "
            "nicht, "
            "hilft ein Gummihandschuh.</p>",
        ),
    ],
}

GERMAN = {
    "duskwright": HOME,
    "shop": SHOP,
    "wren": WREN,
    "help": HELP,
    "changing-a-bulb": BULBS,
}
"""Parents before their children."""
