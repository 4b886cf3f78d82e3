"""HTML to text, keeping lines, lists, tables in their columns, and marked quotations as quotations."""

import re
from dataclasses import dataclass, field
from html import unescape

from consultant.mail.html_tokens import Tag, read_html

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile("[\u00ad\u200b\ufeff]")
_SKIPPED = {"head", "script", "style", "title", "template", "svg", "math", "select"}
_BLOCKS = {
    "address", "article", "aside", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "header", "hr", "legend", "main", "nav", "section", "summary", "tbody", "tfoot", "thead", "caption", "body",
    "html",
}  # fmt: skip
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
_ENDS_ITSELF = {"p", "li", "td", "th", "tr"}
_TIGHT = re.compile(
    r"Mso(?:Normal|PlainText|NoSpacing)|margin\s*:\s*(?:0?\.?0+1?(?:px|pt|in|cm|mm|em)?\s*+){1,4}(?:[;\"']|!|$)"
    r"|margin-top\s*:\s*0(?![.\d]).{1,200}margin-bottom\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
"""Paragraphs whose margins a program turned off."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_KEEPS_BLANKS = re.compile(r"white-space\s*:\s*(?:pre(?!-line)|break-spaces)", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:^|\n) *(?:\*|\d{1,6}\.) \Z")
_CELL_GAP = "  "
_NESTING = 30
"""Tables within each other that are told apart; what is deeper is read as one."""
_QUOTATIONS = 8
"""Marked quotations within each other that are told apart."""


@dataclass(slots=True)
class _Frame:
    """A table (rows of cells) or a quotation being read; ``outer`` is the text around it."""

    outer: list[str]
    quotation: bool = False
    rows: list[list[str]] = field(default_factory=list)
    in_cell: bool = False


def html_to_text(html: str) -> str:
    """Return the text of HTML: blocks as lines, paragraphs with a blank line, lists with marks, tables in columns.

    What the sender hid (display:none) is left out. A marked quotation (blockquote type=cite) gets "> " before its lines.
    """
    return _Writer().write(html)


class _Writer:
    """Collects text; ``_out`` belongs to the innermost table cell or quotation, or to the document."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._frames: list[_Frame] = []
        self._lists: list[int | None] = []
        self._skipping: list[str] = []
        self._pre = 0
        self._keeping: list[str] = []
        """Elements of one name whose style keeps blanks and lines."""
        self._tight = False

    def write(self, html: str) -> str:
        for token in read_html(html):
            if isinstance(token, Tag):
                self._tag(token)
            elif not self._skipping:
                self._text(token)
        while self._frames:
            self._end_frame()
        return _tidy("".join(self._out))

    def _text(self, raw: str) -> None:
        text = unescape(raw)
        if not self._pre and not self._keeping:
            text = _BLANKS.sub(" ", text)
            if text.startswith(" ") and (not self._out or self._out[-1][-1:] in {" ", "\n"}):
                text = text[1:]
        if text:
            self._out.append(text)

    def _tag(self, tag: Tag) -> None:
        if self._skipping and self._skip(tag):
            return
        name = tag.name
        self._keep(tag)
        if not tag.closing and not tag.is_void and (name in _SKIPPED or _is_hidden(tag)):
            if name not in {"body", "html"}:
                self._skipping.append(name)
        elif name == "br":
            self._out.append("\n")
        elif name == "img":
            self._image(tag)
        elif name in {"table", "tr", "td", "th"}:
            self._table_tag(tag)
        elif name in {"ul", "ol", "li"}:
            self._list_tag(tag)
        elif name in _PARAGRAPHS:
            self._paragraph_tag(tag)
        elif name in _BLOCKS:
            self._line()
            if name == "hr":
                self._out.append("-" * 20 + "\n")

    def _skip(self, tag: Tag) -> bool:
        """Follow what is left out; return whether this tag belongs to it."""
        top = self._skipping[-1]
        if tag.is_void:
            return True
        if tag.closing:
            if tag.name in {"body", "html"}:
                self._skipping.clear()
            elif tag.name == top:
                self._skipping.pop()
            return True
        if tag.name == "body" and top in _SKIPPED:  # a head that was never closed
            self._skipping.clear()
            return False
        if tag.name == top and top in _ENDS_ITSELF:
            self._skipping.pop()
            return bool(self._skipping)
        if tag.name == top:
            self._skipping.append(tag.name)
        return True

    def _keep(self, tag: Tag) -> None:
        """Follow the elements that keep blanks and lines as they stand."""
        if self._keeping:
            if tag.name != self._keeping[-1]:
                return
            if tag.closing:
                self._keeping.pop()
            else:
                self._keeping.append(tag.name)
        elif "white-space" in tag.attributes and not tag.is_void and _KEEPS_BLANKS.search(tag.get("style")):
            self._keeping.append(tag.name)

    @property
    def _quotations(self) -> int:
        return sum(frame.quotation for frame in self._frames)

    def _image(self, tag: Tag) -> None:
        # Words for an image name what is seen; a sign (an emoji) is what the sender wrote.
        alternative = tag.get("alt").strip()
        if alternative and not any(char.isalnum() for char in alternative):
            self._out.append(_BLANKS.sub(" ", alternative))

    def _list_tag(self, tag: Tag) -> None:
        self._line()
        if tag.name == "li":
            if not tag.closing:
                self._item()
        elif not tag.closing:
            start = tag.get("start")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self._lists.append(first if tag.name == "ol" else None)
        elif self._lists:
            self._lists.pop()

    def _item(self) -> None:
        indent = "  " * min(max(len(self._lists) - 1, 0), 8)
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._out.append(f"{indent}* ")
        else:
            self._out.append(f"{indent}{number}. ")
            self._lists[-1] = number + 1

    def _paragraph_tag(self, tag: Tag) -> None:
        if tag.name == "pre":
            self._pre = max(self._pre + (-1 if tag.closing else 1), 0)
        # Outlook sets every line as <p>, with margins off; its lines are one line apart, not two.
        if tag.name == "p" and not tag.closing:
            self._tight = bool(tag.attributes) and _TIGHT.search(tag.attributes) is not None
        self._line(blank=not (tag.name == "p" and self._tight))
        if tag.name != "blockquote":
            return
        if not tag.closing and tag.get("type").lower() == "cite" and self._quotations < _QUOTATIONS:
            self._frames.append(_Frame(self._out, quotation=True))
            self._out = []
        elif tag.closing and self._frames and self._frames[-1].quotation:
            self._end_frame()

    def _table_tag(self, tag: Tag) -> None:
        if tag.name == "table":
            self._line()
            if not tag.closing and len(self._frames) < _NESTING + _QUOTATIONS:
                self._frames.append(_Frame(self._out))
                self._out = []
            elif tag.closing and any(not frame.quotation for frame in self._frames):
                while self._frames[-1].quotation:
                    self._end_frame()
                self._end_frame()
            return
        if not self._frames or self._frames[-1].quotation:
            self._line()
            return
        table = self._frames[-1]
        self._end_cell(table)
        if not tag.closing and (tag.name == "tr" or not table.rows):
            table.rows.append([])
        table.in_cell = not tag.closing and tag.name != "tr"

    def _end_cell(self, table: _Frame) -> None:
        text = _tidy("".join(self._out))
        self._out = []
        if table.in_cell:
            table.rows[-1].append(text)
        elif text:  # a caption, or text between rows
            table.rows.extend([[text], []])

    def _end_frame(self) -> None:
        frame = self._frames.pop()
        if frame.quotation:
            text = _tidy("".join(self._out))
            written = "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""
        else:
            self._end_cell(frame)
            written = _lay_out(frame.rows)
        self._out = frame.outer
        self._out.append(written)
        self._line(blank=frame.quotation)

    def _line(self, *, blank: bool = False) -> None:
        """Be at the start of a line, behind a blank one if ``blank``; not at the very start of the text."""
        tail = "".join(self._out[-3:])
        # The mark of a list waits for its words.
        if not tail or _LIST_MARK.search(tail):
            return
        tail = tail.rstrip(" ")
        if not tail.endswith("\n"):
            self._out.append("\n\n" if blank else "\n")
        elif blank and not tail.endswith("\n\n"):
            self._out.append("\n")


def _is_hidden(tag: Tag) -> bool:
    if not tag.attributes:
        return False
    return tag.has("hidden") or ("style" in tag.attributes.lower() and bool(_HIDDEN.search(tag.get("style"))))


def _lay_out(rows: list[list[str]]) -> str:
    """Columns of one-line cells stand under each other; a cell of several lines makes the table a layout, read in order."""
    rows = [row for row in rows if any(row)]
    if any("\n" in cell for row in rows for cell in row) or all(len([c for c in row if c]) <= 1 for row in rows):
        return "\n".join(cell for row in rows for cell in row if cell)
    count = max(len(row) for row in rows)
    if count > _NESTING:
        return "\n".join(_CELL_GAP.join(row) for row in rows)
    # A caption or a heading over all columns makes none of them wide.
    shared = [row for row in rows if len(row) > 1]
    widths = [max(len(row[column]) if column < len(row) else 0 for row in shared) for column in range(count)]
    if sum(widths) > 400:
        return "\n".join(_CELL_GAP.join(row) for row in rows)
    return "\n".join(
        _CELL_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows
    )


def _tidy(text: str) -> str:
    """No blanks at line ends, no more than one blank line, none at the edges; no-break spaces as blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
