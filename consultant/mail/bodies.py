"""What a mail's parts say: all inline text in order, the HTML, and the files beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from mimetypes import guess_type
from urllib.parse import unquote

from consultant.mail.attachments import make_attachment
from consultant.mail.charsets import decode, says_nothing
from consultant.mail.headers import decode_value
from consultant.mail.html_text import html_to_text
from consultant.mail.limits import Limits
from consultant.mail.parameters import Value, read_value
from consultant.mail.parsed import Attachment
from consultant.mail.signed import signed_content
from consultant.mail.storable import one_line
from consultant.mail.structure import Part, Tree, read_tree
from consultant.mail.tnef import Unpacked, unpack
from consultant.mail.transfer import undo, uuencoded

_PLAIN = {"text/plain", "text/enriched", "text/richtext"}
_HTML = {"text/html", "application/xhtml+xml"}
_DATA = {
    "text/calendar", "text/csv", "text/vcard", "text/x-vcard", "text/directory", "text/css", "text/xml", "text/rtf",
    "text/javascript", "text/rfc822-headers", "text/tab-separated-values",
}  # fmt: skip
"""Text that is written for machines: a file where it is the whole mail."""
_OTHER_SCREENS = {"text/x-amp-html", "text/watch-html"}
"""What an alternative says once more for one program or device."""
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_SIGNED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_WRAPPERS = 8
"""Entities in encodings that are read of one mail."""
_WRAPPED = 64 * 1024
"""Bytes in which the first delimiter of such a multipart is looked for."""
_REPORTS = {
    "message/delivery-status", "message/global-delivery-status", "message/feedback-report", "text/rfc822-headers",
    "message/rfc822",
}  # fmt: skip
_HOST = re.compile(r"\A[a-z]{2,8}://[^/]*", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^/\\:]{1,140}\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
_META_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*[\"']?(?!utf-16)([\w.:-]{2,40})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Body:
    """The whole text (LF lines), the whole HTML or "", the files, the machine-readable reports, and what was odd.

    ``plain`` tells whether the text was written as text, not made from the HTML.
    """

    text: str
    html: str
    plain: bool
    attachments: tuple[Attachment, ...]
    reports: tuple[Attachment, ...]
    flags: tuple[str, ...]


@dataclass(slots=True)
class _Said:
    """What one part says: ``text`` is None where it is still to be made from ``html``, which is None where there is none."""

    text: str | None = None
    html: str | None = None

    @property
    def is_blank(self) -> bool:
        return not (self.text or "").strip() and not (self.html or "").strip()


def read_body(tree: Tree, limits: Limits) -> Body:
    """Return what the parts of a mail say. Source of the order: RFC 2046, section 5.1; RFC 2387 for related parts."""
    return _Reader(tree, limits).read()


def leaf_bytes(tree: Tree, part: Part) -> bytes:
    """Return the bytes of a leaf, its transfer encoding undone."""
    encoding = part.block.first("content-transfer-encoding").decode("ascii", "replace")
    return undo(tree.raw[part.start : part.end], encoding).data


@dataclass(slots=True)
class _Reader:
    tree: Tree
    limits: Limits
    files: list[Attachment] = field(default_factory=list)
    reports: list[Attachment] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    decoded: int = 0
    packed: Unpacked | None = None
    """What Outlook packed; its text is the text of a mail that has no other."""
    wrappers: int = 0
    """Encodings met that hold a whole entity."""
    has_text: bool = False
    """Whether a text was met; the first one is the mail's, whatever it is called."""

    def read(self) -> Body:
        root = self.tree.root
        said = self._say(root)
        if said.is_blank and self.packed is not None:
            said = _Said(self.packed.text or None, self.packed.html or None)
        html = said.html or ""
        plain = said.text is not None and bool(said.text.strip())
        if len(html) > self.limits.text:
            html = html[: self.limits.text]
            self.flags.append("body-cut")
        text = (said.text or "") if plain else html_to_text(html)
        if len(text) > self.limits.text:
            text = text[: self.limits.text]
            self.flags.append("body-cut")
        flags = (*self.tree.flags, *self.flags)
        return Body(text, html, plain, tuple(self.files), tuple(self.reports), tuple(dict.fromkeys(flags)))

    def _say(self, part: Part, *, beside_root: bool = False, is_choice: bool = False) -> _Said:
        """Say a part. ``beside_root``: it stands in a related multipart, and is not what that shows."""
        if not part.is_container:
            return self._leaf(part, beside_root=beside_root, is_choice=is_choice)
        subtype = part.type.partition("/")[2]
        if subtype == "alternative":
            return self._alternative(part)
        related = subtype == "related"
        children = self._ordered(part, related=related)
        return self._join([self._say(child, beside_root=related and index > 0) for index, child in enumerate(children)])

    def _ordered(self, part: Part, *, related: bool) -> Sequence[Part]:
        """The root of a related multipart comes first, wherever it stands (RFC 2387, section 3.2)."""
        start = part.value.get("start").strip("<> ")
        if not related or not start:
            return part.children
        return sorted(part.children, key=lambda child: _content_id(child) != start)

    def _alternative(self, part: Part) -> _Said:
        """The first text that says something, the richest HTML; the same thing is not said twice."""
        said = [self._say(child, is_choice=True) for child in part.children if child.type not in _OTHER_SCREENS]
        text = next((one.text for one in said if one.text and one.text.strip()), None)
        html = next((one.html for one in reversed(said) if one.html and one.html.strip()), None)
        return _Said(text, html)

    def _join(self, said: Sequence[_Said]) -> _Said:
        spoken = [one for one in said if not one.is_blank]
        if len(spoken) <= 1:
            return spoken[0] if spoken else _Said()
        if all(one.html is None for one in spoken):
            return _Said("".join(_ended(one.text or "") for one in spoken).rstrip("\n"), None)
        html = "\n".join(one.html if one.html is not None else _as_html(one.text or "") for one in spoken)
        if all(one.text is None for one in spoken):
            return _Said(None, html)
        texts = [
            one.text if one.text is not None else html_to_text((one.html or "")[: self.limits.text]) for one in spoken
        ]
        return _Said("".join(_ended(text) for text in texts).rstrip("\n"), html)

    def _leaf(self, part: Part, *, beside_root: bool, is_choice: bool) -> _Said:
        if part.type.startswith("multipart/"):
            return self._undivided(part)
        disposition = self._value(part, "content-disposition")
        name = disposition.get("filename") or part.value.get("name")
        attached = disposition.value == "attachment"
        content = self._bytes(part)
        if not attached and (part.type in _PLAIN or part.type in _HTML or (not name and self._is_writing(part))):
            aside = beside_root and (bool(name) or (bool(_content_id(part)) and part.type not in _HTML))
            if not aside and (not name or is_choice or not self.has_text):
                self.has_text = True
                return self._text_leaf(part, content)
        if part.type in _SIGNED and (said := self._signed(content)) is not None:
            return said
        self._file(part, content, name, inline=disposition.value == "inline" or (beside_root and not attached))
        return _Said()

    def _is_writing(self, part: Part) -> bool:
        """Whether the whole mail is text of a kind that is unknown, which is read as plain (RFC 2046, section 4.1.4)."""
        return part is self.tree.root and part.type.startswith("text/") and part.type not in _DATA

    def _undivided(self, part: Part) -> _Said:
        """A multipart without parts: nothing in it, boundaries that never come, or too deep to be read."""
        content = self._bytes(part)
        if "too-deep" in self.tree.flags and part is not self.tree.root:
            self._file(part, content, "unread-part.eml", inline=False, content_type="message/rfc822")
            return _Said()
        boundary = part.value.get("boundary").encode("utf-8", "replace")
        encoded = content != self.tree.raw[part.start : part.end]
        if boundary and encoded and self.wrappers < _WRAPPERS and content.find(b"--" + boundary, 0, _WRAPPED) >= 0:
            # All parts in one encoding, which no multipart may have (RFC 2045, section 6.4).
            said = self._wrapped(b"Content-Type: " + part.block.first("content-type") + b"\n\n" + content)
            if said is not None:
                return said
        if content.strip():
            self.flags.append("missing-boundary")
        return self._text_leaf(part, content)

    def _signed(self, content: bytes) -> _Said | None:
        """Say what was signed in one piece with its signature, in whose place it stands; None where it is no entity."""
        inside = signed_content(content) if self.wrappers < _WRAPPERS else None
        return None if inside is None else self._wrapped(inside)

    def _wrapped(self, raw: bytes) -> _Said | None:
        """Say an entity that stood in an encoding; None where no header says what it is."""
        tree = read_tree(raw, self.limits)
        if not tree.root.block.first("content-type"):
            return None
        outer, self.tree = self.tree, tree
        self.wrappers += 1
        self.flags.extend(tree.flags)
        said = self._say(tree.root)
        self.tree = outer
        return said

    def _text_leaf(self, part: Part, content: bytes) -> _Said:
        charset = part.value.get("charset")
        if part.type in _HTML or (
            part.type not in _PLAIN and content.lstrip()[:15].lower().startswith((b"<html", b"<!doctype html"))
        ):
            if says_nothing(charset) and (meta := _META_CHARSET.search(content[:2048])):
                charset = meta[1].decode("ascii", "replace")
            decoded = decode(content[: 4 * self.limits.text], charset)
            self.flags.extend(decoded.flags)
            return _Said(None, decoded.text)
        decoded = decode(content[: 4 * self.limits.text], charset)
        self.flags.extend(decoded.flags)
        text = decoded.text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
        if part.type in {"text/enriched", "text/richtext"}:
            text = _plain_of_enriched(text)
        elif part.value.get("format").lower() == "flowed":
            text = unflow(text, delete_space=part.value.get("delsp").lower() == "yes")
        text, encoded = uuencoded(text)
        for name, data in encoded:
            self._keep(make_attachment(data, name=name, content_type="application/octet-stream"))
        return _Said(text, None)

    def _file(self, part: Part, content: bytes, name: str, *, inline: bool, content_type: str = "") -> None:
        kind = content_type or part.type
        if (kind in _TNEF or name.lower() == "winmail.dat") and self._unpack(content):
            return
        name = name or (_subject_of(content) if kind == "message/rfc822" else _name_beside(part))
        one = make_attachment(
            content, name=name, content_type=kind, content_id=_content_id(part), inline=inline and bool(kind)
        )
        if kind in _REPORTS:
            self.reports.append(one)
        self._keep(one)

    def _unpack(self, content: bytes) -> bool:
        """Keep what TNEF holds in its place; return whether it holds anything."""
        unpacked = unpack(content)
        if unpacked is None or not (unpacked.files or unpacked.text or unpacked.html):
            return False
        self.packed = self.packed or unpacked
        for one in unpacked.files:
            kind = one.content_type or guess_type(one.name)[0] or "application/octet-stream"
            inline = bool(one.content_id)
            self._keep(
                make_attachment(one.content, name=one.name, content_type=kind, content_id=one.content_id, inline=inline)
            )
        return True

    def _keep(self, one: Attachment) -> None:
        if len(self.files) >= self.limits.attachments:
            self.flags.append("too-many-attachments")
        else:
            self.files.append(one)

    def _bytes(self, part: Part) -> bytes:
        encoding = part.block.first("content-transfer-encoding").decode("ascii", "replace")
        undone = undo(self.tree.raw[part.start : part.end], encoding)
        self.flags.extend(undone.flags)
        self.decoded += len(undone.data)
        if self.decoded > self.limits.decoded:
            self.flags.append("decoded-too-large")
            return b""
        return undone.data

    def _value(self, part: Part, name: str) -> Value:
        raw = part.block.first(name)
        return read_value(decode(raw).text)


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Return text of format=flowed with its soft line breaks taken out (RFC 3676, section 4)."""
    lines: list[list[str]] = []
    open_depth: int | None = None
    for raw in text.split("\n"):
        content = raw.lstrip(">")
        depth = len(raw) - len(content)
        content = content.removeprefix(" ")
        is_signature = content == "-- "
        is_soft = content.endswith(" ") and not is_signature
        kept = content[:-1] if is_soft and delete_space else content
        if open_depth == depth and not is_signature:
            lines[-1].append(kept)
        else:
            lines.append([">" * depth, " " if depth and content else "", kept])
        open_depth = depth if is_soft else None
    return "\n".join("".join(pieces) for pieces in lines)


def _plain_of_enriched(text: str) -> str:
    """The text of text/enriched (RFC 1896): a line break alone is a blank, of several one goes."""
    text = re.sub(r"<param>[^<]*</param>", "", text, flags=re.IGNORECASE)
    text = re.sub(r"<<|</?[a-zA-Z-]{1,60}>", lambda match: "<" if match[0] == "<<" else "", text)
    return re.sub(r"\n+", lambda match: match[0][1:] or " ", text.rstrip("\n"))


def _content_id(part: Part) -> str:
    return one_line(part.block.first("content-id").decode("utf-8", "replace")).strip("<> ")


def _name_beside(part: Part) -> str:
    """A name for a file without one: where it lies, or what it is, as far as that looks like the name of a file."""
    for field_name in ("content-location", "content-description"):
        value = part.block.first(field_name)
        if not value:
            continue
        said = _HOST.sub("", decode_value(value[:1_000]).text.partition("?")[0].strip())
        if found := _FILE_NAME.search(said):
            return unquote(found[0]) if field_name == "content-location" else found[0]
    return ""


def _subject_of(content: bytes) -> str:
    """A name for an attached mail: its subject."""
    head = content[: 8 * 1024]
    found = re.search(rb"^subject:[ \t]*([^\r\n]{0,400})", head, re.IGNORECASE | re.MULTILINE)
    subject = one_line(decode_value(found[1]).text)[:100] if found else ""
    return f"{subject}.eml" if subject else ""


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _as_html(text: str) -> str:
    return f'<div style="white-space:pre-wrap">{escape(text, quote=False)}</div>'
