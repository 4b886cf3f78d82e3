"""What files say: text at once, PDF in a child process that may fail, hang or grow without harm."""

import base64
import json
import subprocess
import sys

from consultant.mail.charsets import decode
from consultant.mail.html_text import html_to_text
from consultant.mail.storable import storable
from consultant.ports import FileReading

SECONDS = 30.0
LARGEST = 40_000_000
"""Bytes of a file that is read."""
TEXT_LIMIT = 200_000
"""Characters that are kept."""
_PLAIN = frozenset({"text/plain", "text/csv", "text/tab-separated-values", "text/markdown", "application/json"})
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
    "image/bmp": (b"BM",),
}
"""How pictures that are shown begin."""
_CUT = "only its beginning was read"
_CHILD = "consultant.adapters.files.pdf_child"


class Reader:
    """Reads text, HTML and PDF; other files have no text."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    def read(self, content: bytes, content_type: str) -> FileReading:
        """Return what a file says. PDF is known by its first bytes, whatever the mail calls it."""
        if len(content) > LARGEST:
            return FileReading(None, "too large to be read")
        if content[:1024].lstrip().startswith(b"%PDF-"):
            return self._pdf(content)
        if content_type in _PLAIN:
            return _cut(decode(content[: 4 * TEXT_LIMIT]).text)
        if content_type == "text/html":
            return _cut(html_to_text(decode(content[: 8 * TEXT_LIMIT]).text))
        if content_type in _BEGINNINGS and not content.startswith(_BEGINNINGS[content_type]):
            return FileReading(None, "it is no picture of the kind that it is said to be")
        return FileReading(None)

    def _pdf(self, content: bytes) -> FileReading:
        try:
            ended = subprocess.run(
                [sys.executable, "-I", "-m", _CHILD],
                input=content,
                capture_output=True,
                timeout=self._seconds,
                check=False,
                env={},
            )
            said = json.loads(ended.stdout)
        except subprocess.TimeoutExpired:
            return FileReading(None, f"reading it took longer than {self._seconds:.0f} seconds")
        except ValueError:  # the child died, or said nothing that could be understood
            return FileReading(None, "it is no PDF that could be read")
        pages = tuple(base64.b64decode(page) for page in said["pages"])
        if not said["text"].strip():
            return FileReading(None, said["remark"] or "it holds pictures and no text", pages)
        read = _cut(said["text"])
        return FileReading(read.text, read.remark or said["remark"], pages)


def _cut(text: str) -> FileReading:
    return FileReading(storable(text[:TEXT_LIMIT]), _CUT if len(text) > TEXT_LIMIT else None)
