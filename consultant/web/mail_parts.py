"""Parts of mail as answers: sanitised HTML for a frame, header lines as text, files as downloads and nothing else."""

import re
from urllib.parse import quote

from flask import Response, make_response, render_template, request

from consultant.errors import UserError
from consultant.services import files
from consultant.web import headers
from consultant.web.desk import services

HEADER_LIMIT = 200_000


def header_text(raw: bytes) -> str:
    """Return the header lines of a mail as text; bytes that are no ASCII show as Latin-1 letters."""
    end = re.search(rb"\r?\n\r?\n", raw)
    return (
        raw[: min(end.start() if end else len(raw), HEADER_LIMIT)]
        .decode("latin-1")
        .replace("\r\n", "\n")
        .replace("\0", "\ufffd")
    )


def wants_remote_images() -> bool:
    """Whether the reader asked, by an own click, for pictures that lie on other servers."""
    return request.args.get("images") == "remote"


def framed_mail(safe: str, *, remote_images: bool = False) -> Response:
    """Return sanitised mail as a document for a frame."""
    return headers.framed(
        make_response(render_template("ticket/_mail_frame.html", safe=safe)), remote_images=remote_images
    )


def shown_picture(content: bytes, content_type: str) -> Response:
    """Return a raster picture; whatever its bytes are, the browser takes them for that picture or for nothing."""
    response = Response(content)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


# Types that a browser may open by itself stay what they are only as a download; the rest goes as plain bytes.
_KNOWN_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}")
_ACTIVE_TYPE = re.compile(r"html|xml|svg|script|xslt|shockwave")


def download(content: bytes, filename: str, content_type: str) -> Response:
    """Return bytes as a download that no browser opens in place."""
    kind = content_type.lower()
    if not _KNOWN_TYPE.fullmatch(kind) or _ACTIVE_TYPE.search(kind):
        kind = "application/octet-stream"
    response = Response(content)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = disposition(filename)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def original_mail(raw: bytes, filename: str) -> Response:
    """Return a mail byte for byte as a download. Raises UserError where it carries what the virus scanner finds."""
    infection = files.found_in_mail(raw, scanner=services().scanner)
    if infection is not None:
        raise UserError(
            f"The original is held back: the virus scanner found {infection} in it. Its words and its headers are shown here; the copy on the mail server is as it was."
        )
    return download(raw, filename, "message/rfc822")


def disposition(filename: str) -> str:
    """Return the header that names a download: a plain ASCII name and the full one by RFC 6266, neither with a path in it."""
    name = "".join(
        letter
        for letter in filename.replace("\\", "/").rpartition("/")[2]
        if letter.isprintable() and letter not in '"<>|:*?'
    )
    name = name.strip(". ")[:150] or "file"
    plain = "".join(letter if letter.isascii() and letter not in "%\\'" else "_" for letter in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
