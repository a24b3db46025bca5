"""
Which files may be sent: a list of extensions, each with how its content begins.

No archive is opened. A document that is one inside is known by the name of its first entry, which
stands at its beginning.
"""

from .. import conf

IMAGES = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
"""Extensions of pictures, with Pillow's name of the format. Their content is made anew."""
IMAGE_TYPES = {
    "PNG": ("png", "image/png"),
    "JPEG": ("jpg", "image/jpeg"),
    "GIF": ("gif", "image/gif"),
    "WEBP": ("webp", "image/webp"),
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "zip": "application/zip",
}
_OFFICE_FOLDERS = {
    "docx": (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"word/"),
    "xlsx": (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"xl/"),
}
HEAD = 4096
"""Bytes from the beginning that ``begins_like`` wants."""


def allowed():
    """The extensions that this site takes."""
    return [each for each in conf.get("ATTACHMENT_TYPES") if each in TYPES or each in IMAGES]


def limits():
    """What a client is told beforehand."""
    return {"megabytes": conf.get("ATTACHMENT_MAX_BYTES") // 2**20, "types": allowed()}


USUAL = {
    "megabytes": conf.DEFAULTS["ATTACHMENT_MAX_BYTES"] // 2**20,
    "types": conf.DEFAULTS["ATTACHMENT_TYPES"],
}
"""The limits of a site that sets none, which the clients know (static/livechat/ui/attach.js)."""


def begins_like(extension, head):
    """Whether a file that begins with ``head`` can be what its extension says; not for pictures."""
    if extension == "pdf":
        return head.startswith(b"%PDF-")
    if extension in ("txt", "csv"):
        return _is_text(head)
    if not head.startswith(b"PK\x03\x04"):
        return False
    entry = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    if extension in ("odt", "ods"):
        return entry == b"mimetype" and head[38:].startswith(TYPES[extension].encode())
    if extension in _OFFICE_FOLDERS:
        return entry.startswith(_OFFICE_FOLDERS[extension])
    return extension == "zip"


def _is_text(head):
    """No byte of it is a control other than tab, line feed, form feed and carriage return."""
    return not any(byte < 32 and byte not in b"\t\n\f\r" for byte in head)
