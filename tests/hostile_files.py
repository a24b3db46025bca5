"""Files that somebody might send, good and bad, made here and not kept."""

import io
import struct
import zlib

from PIL import Image

SCRIPT = b"<script>alert(1)</script>"
PDF = b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"


def picture(kind="PNG", size=(40, 30), **options):
    """The bytes of a small picture."""
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return target.getvalue()


def photograph():
    """A JPEG lying on its side, with the place where it was taken and a page of HTML behind it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "<b>secret place</b>"
    return picture("JPEG", exif=exif.tobytes()) + b"<html>" + SCRIPT


def animation(frames=3):
    target = io.BytesIO()
    first, *others = [Image.new("RGB", (8, 8), (n * 40, 0, 0)) for n in range(frames)]
    first.save(target, "GIF", save_all=True, append_images=others, duration=50)
    return target.getvalue()


def archive(first, body=b""):
    """The beginning of an archive whose first entry has this name."""
    return b"PK\x03\x04" + bytes(22) + struct.pack("<HH", len(first), 0) + first + body


def huge_png(side=30_000):
    """A few hundred bytes that say that they are 900 million pixels."""

    def chunk(kind, data):
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + header + data + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
HTML = b"<!doctype html>" + SCRIPT
ODT = archive(b"mimetype", b"application/vnd.oasis.opendocument.text" + bytes(20))

TAKEN = [
    ("a.png", picture()),
    ("a.jpg", picture("JPEG")),
    ("a.jpeg", photograph()),
    ("a.gif", animation()),
    ("a.gif", picture("GIF") + b"/*" + SCRIPT + b"*/=1;alert(1)//"),
    ("a.webp", picture("WEBP")),
    ("really a jpeg.png", picture("JPEG") + HTML),
    ("shell.php.png", picture()),
    ("a.pdf", PDF),
    ("a.txt", "Grüße\r\n\tund mehr".encode()),
    ("latin.txt", "Grüße".encode("latin1")),
    ("page.txt", HTML),
    ("a.csv", b"=cmd|' /C calc'!A0,2"),
    ("a.docx", archive(b"[Content_Types].xml")),
    ("a.xlsx", archive(b"xl/workbook.xml")),
    ("a.odt", ODT),
    ("A.PDF", PDF),
]

REFUSED = [
    ("a.svg", SVG),
    ("a.png", SVG),
    ("a.html", HTML),
    ("a.htm", HTML),
    ("a.xhtml", HTML),
    ("a.xml", b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>'),
    ("a.png", HTML),
    ("a.pdf", HTML),
    ("a.pdf", b"\n" + PDF),
    (".htaccess", b"AddHandler x .png"),
    ("a.png", b"MZ\x90\x00" + bytes(200)),
    ("invoice.pdf.exe", b"MZ\x90\x00"),
    ("a.exe", b"MZ"),
    ("a.js", b"alert(1)"),
    ("a.bat", b"calc"),
    ("a.txt", b"MZ\x90\x00"),
    ("a.csv", bytes(10)),
    ("no extension", b"text"),
    ("dot.", b"text"),
    ("invoice\u202egpj.exe", b"MZ"),
    ("a.png\u200b.exe", b"MZ"),
    ("a.\u0440df", PDF),
    ("empty.txt", b""),
    ("empty.png", b""),
    ("huge.png", huge_png()),
    ("cut.png", picture()[:60]),
    ("cut.jpg", picture("JPEG")[:200]),
    ("a.tiff", picture("TIFF")),
    ("a.png", picture("TIFF")),
    ("a.png", picture("BMP")),
    ("a.psd", b"8BPS\x00\x01" + bytes(20) + b"\xff" * 40),
    ("a.png", b"8BPS\x00\x01" + bytes(20) + b"\xff" * 40),
    ("a.zip", archive(b"bomb")),
    ("a.docx", archive(b"bomb")),
    ("a.docx", archive(b"xl/workbook.xml")),
    ("a.docm", archive(b"[Content_Types].xml")),
    ("a.odt", archive(b"mimetype", b"application/zip")),
    ("a.docx", b"PK\x03\x04"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("a.heic", bytes(4) + b"ftypheic"),
    ("a.eps", b"%!PS-Adobe-3.0"),
    ("a.jar", archive(b"META-INF/")),
]
