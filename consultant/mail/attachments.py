"""Files that come with a mail: what they are called, and under which name and type they may be offered."""

import hashlib
import mimetypes
import re
import unicodedata

from consultant.mail.parsed import Attachment
from consultant.mail.storable import one_line

_LENGTH = 150
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_EXTENSIONS = {
    "application/octet-stream": ".bin", "message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html",
    "text/calendar": ".ics", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "application/pdf": ".pdf",
    "message/delivery-status": ".txt", "text/rfc822-headers": ".txt", "application/ms-tnef": ".dat", "image/tiff": ".tif",
    "application/pgp-signature": ".asc", "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s",
    "text/csv": ".csv", "text/vcard": ".vcf", "text/x-vcard": ".vcf", "application/dicom": ".dcm",
}  # fmt: skip


def make_attachment(
    content: bytes, *, name: str, content_type: str, content_id: str = "", inline: bool = False
) -> Attachment:
    """Return an attachment with a safe name; a nameless one is called after its type."""
    return Attachment(
        filename=safe_name(name, content_type),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content_id=content_id,
        inline=inline,
        content=content,
    )


def safe_name(name: str, content_type: str) -> str:
    """Return a file name without folders, controls and direction marks, of at most 150 characters, never empty."""
    # A path was sent by old programs; what counts is behind its last slash.
    name = re.split(r"[/\\]", one_line(name))[-1]
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip(" .")
    if not name or not name.strip("_"):
        name = "attachment" + extension(content_type)
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name) > _LENGTH:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: _LENGTH - 1 - len(ending)]}.{ending}" if dot and len(ending) <= 10 else name[:_LENGTH]
    return name


def extension(content_type: str) -> str:
    """Return the usual ending for a type (".pdf"), or ".bin"."""
    return _EXTENSIONS.get(content_type) or mimetypes.guess_extension(content_type) or ".bin"
