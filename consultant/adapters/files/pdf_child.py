"""A process that reads one PDF from its standard input: text, and pictures of the first pages, as JSON on standard output.

It has no environment and few means: a file that makes the library fail, hang or grow ends this process and nothing else.
"""

import base64
import json
import resource
import struct
import sys
import zlib

import pypdfium2

CPU_SECONDS = 25
MEMORY = 1_500_000_000
PAGES_READ = 200
PAGES_SHOWN = 5
WIDTH = 900
"""Pixels of a picture."""
TEXT_LIMIT = 250_000


def main() -> None:
    """Read standard input and answer."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        said = read(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        said = {"text": "", "pages": [], "remark": "it is locked with a password" if locked else "it is damaged"}
    sys.stdout.write(json.dumps(said))


def read(content: bytes) -> dict[str, object]:
    """Return ``text``, ``pages`` (PNG, base64) and ``remark`` of a PDF. Raises PdfiumError when it cannot be opened."""
    document = pypdfium2.PdfDocument(content)
    texts: list[str] = []
    pages: list[str] = []
    for number in range(min(len(document), PAGES_READ)):
        page = document[number]
        texts.append(page.get_textpage().get_text_range().replace("\r\n", "\n"))
        if number < PAGES_SHOWN:
            pages.append(base64.b64encode(_picture(page)).decode("ascii"))
        if sum(map(len, texts)) > TEXT_LIMIT:
            break
    cut = len(document) > PAGES_READ
    remark = f"only its first {PAGES_READ} of {len(document)} pages were read" if cut else None
    return {"text": "\n\n".join(texts)[:TEXT_LIMIT], "pages": pages, "remark": remark}


def _picture(page: pypdfium2.PdfPage) -> bytes:
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), 4 * WIDTH / max(height, 1))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, may_draw_forms=False)
    return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """Return rows of 8-bit grey (1), RGB (3) or RGBA (4) as a PNG (ISO/IEC 15948)."""
    rows = b"".join(b"\0" + pixels[row * stride : row * stride + width * channels] for row in range(height))
    head = struct.pack("!IIBBBBB", width, height, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()
