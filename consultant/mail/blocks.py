"""A coder's answer as blocks that both parts of a letter show: plain text with light Markdown, without HTML.

A section head is a line of its own with one of the words in HEADS, or a Markdown heading. A code line is an item of a
numbered list: "1. 20611-RT, 1 unit, M17.11", what it is for on the lines below, "(Definite)" or the like at its end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

HEADS = (
    "Codes to report, in this order",
    "Codes to report",
    "Codes",
    "Why",
    "Considered and ruled out",
    "Ruled out",
    "What the record must show",
    "What would change this",
    "Next steps",
    "Sources",
)

_HEADS = {head.casefold(): head for head in HEADS}
_CODE = re.compile(
    r"(?P<code>(?:\d{4}[0-9A-Z]|[A-Z]\d{4}|[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?|(?=[0-9A-Z]*\d)[0-9A-HJ-NP-Z]{7})(?:-[0-9A-Z]{2}){0,4})"
    r"(?=[,;:]|\s|$)"
)
_UNITS = re.compile(r"(?:x\s?)?(\d{1,6}(?:\.\d{1,3})?)(?:\s?units?)?|x\s?(\d{1,6})", re.IGNORECASE)
_DIAGNOSES = re.compile(
    r"(?:for\s+|dx\s+)?([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?(?:\s+[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)*)"
)
_CERTAINTY = re.compile(r"\s*\(([^()]{3,40})\)\s*$")
_HEADLINE = re.compile(r"(.{10,160}?[.!?])\s+(?=[A-Z0-9])")
_HEADLINE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words in one style; ``href`` is an http, https or mailto address, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


Words: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """The answer in short, on top: its first sentence or line, and what belongs to it."""

    headline: Words
    rest: Words
    kind: str = "lead"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section head."""

    words: Words
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, line by line as written."""

    lines: tuple[Words, ...]
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is the number of its first item, or None for bullets."""

    items: tuple[Words, ...]
    start: int | None = None
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line to report: number, code with modifiers, units ("" when not said), diagnoses, words, certainty."""

    number: int
    code: str
    units: str
    diagnoses: str
    note: str
    certainty: str


@dataclass(frozen=True, slots=True)
class CodeLines:
    """The codes to report, in order."""

    lines: tuple[CodeLine, ...]
    kind: str = "codes"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines whose columns are kept."""

    text: str
    kind: str = "verbatim"


Block: TypeAlias = Lead | Heading | Paragraph | Items | CodeLines | Verbatim


def read(body: str) -> tuple[Block, ...]:
    """Return the blocks of an answer. Any text will do; what is no known form is a paragraph."""
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    # What stands in a plain answer by chance (a backslash, "&amp;", four blanks, a line of dashes) stays as written.
    markdown.disable(["escape", "entity", "code", "lheading", "image", "reference", "html_block", "html_inline"])
    blocks = _Reader(markdown.parse(_with_heads(body))).read()
    return _with_lead(blocks)


def plain(words: Sequence[Span]) -> str:
    """Return words without their style; a link is followed by its address."""
    return "".join(
        f"{span.text} ({span.href})" if span.href and span.href.removeprefix("mailto:") != span.text else span.text
        for span in words
    )


def _with_heads(body: str) -> str:
    lines = []
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        head = _HEADS.get(line.strip().rstrip(":").casefold())
        lines.extend(["", f"## {head}", ""] if head else [line])
    return "\n".join(lines)


class _Reader:
    """Walks the tokens of a parsed answer; containers in containers are read as one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._blocks: list[Block] = []
        self._items: list[list[Words]] | None = None
        self._start: int | None = None
        self._depth = 0

    def read(self) -> tuple[Block, ...]:
        for index, token in enumerate(self._tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._open_list(token)
                case "bullet_list_close" | "ordered_list_close":
                    self._close_list()
                case "list_item_open" if self._items is not None:
                    self._items.append([])
                case "inline":
                    self._inline(token, heading=self._tokens[index - 1].type == "heading_open")
                case "fence" | "code_block":
                    self._keep(Verbatim(token.content.rstrip("\n")))
                case "hr":
                    self._keep(Paragraph(((Span(token.markup),),)))
                case _:
                    pass
        return tuple(self._blocks)

    def _open_list(self, token: Token) -> None:
        self._depth += 1
        if self._depth == 1:
            self._items = []
            self._start = int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None

    def _close_list(self) -> None:
        self._depth -= 1
        if self._depth or self._items is None:
            return
        items, start, self._items = self._items, self._start, None
        codes = [_code_line(start + offset, lines) for offset, lines in enumerate(items)] if start is not None else []
        read = [one for one in codes if one is not None]
        if read and len(read) == len(items):
            if self._blocks and isinstance(self._blocks[-1], CodeLines):
                read = [*self._blocks.pop().lines, *read]  # type: ignore[union-attr]
            self._blocks.append(CodeLines(tuple(read)))
        else:
            self._blocks.append(Items(tuple(_joined(lines) for lines in items if lines), start))

    def _inline(self, token: Token, *, heading: bool) -> None:
        lines = _lines(token.children or [])
        if self._items:
            self._items[-1].extend(lines)
        elif heading:
            self._blocks.append(Heading(_joined(lines)))
        elif lines:
            self._blocks.append(Paragraph(tuple(lines)))

    def _keep(self, block: Verbatim | Paragraph) -> None:
        if self._items:
            text = block.text if isinstance(block, Verbatim) else plain(block.lines[0])
            self._items[-1].append((Span(text, code=isinstance(block, Verbatim)),))
        else:
            self._blocks.append(block)


def _lines(children: Sequence[Token]) -> list[Words]:
    lines: list[list[Span]] = [[]]
    bold = italic = 0
    href = ""
    for child in children:
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "link_open":
                href = str(child.attrGet("href") or "")
                href = href if re.match(r"(?:https?://|mailto:)", href, re.IGNORECASE) else ""
            case "link_close":
                href = ""
            case "softbreak" | "hardbreak":
                lines.append([])
            case _ if child.content:
                lines[-1].append(Span(child.content, bold > 0, italic > 0, child.type == "code_inline", href))
            case _:
                pass
    return [tuple(line) for line in lines if line]


def _joined(lines: Sequence[Words]) -> Words:
    joined: list[Span] = []
    for line in lines:
        if joined:
            joined.append(Span(" "))
        joined.extend(line)
    return tuple(joined)


def _code_line(number: int, lines: Sequence[Words]) -> CodeLine | None:
    if not lines:
        return None
    first = plain(lines[0]).strip()
    code = _CODE.match(first)
    if code is None:
        return None
    fields = [one.strip() for one in re.split(r"[,;]\s*", first[code.end() :].lstrip(" ,;:"))]
    units = ""
    diagnoses: list[str] = []
    while fields:
        counted, named = _UNITS.fullmatch(fields[0]), _DIAGNOSES.fullmatch(fields[0])
        if counted is not None and not units and not diagnoses:
            units = counted[1] or counted[2]
        elif named is not None:
            diagnoses.extend(named[1].split())
        elif fields[0]:
            break
        del fields[0]
    note = " ".join([", ".join(fields), *(plain(line).strip() for line in lines[1:])]).strip()
    certainty = _CERTAINTY.search(note)
    if certainty is not None:
        note = note[: certainty.start()]
    return CodeLine(number, code["code"], units, ", ".join(diagnoses), note, certainty[1] if certainty else "")


def _with_lead(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A short first paragraph is the answer in short."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        return blocks
    lines = blocks[0].lines
    if len(plain(lines[0])) <= _HEADLINE_LENGTH:
        split = _HEADLINE.match(lines[0][0].text) if len(lines) == 1 and len(lines[0]) == 1 else None
        if split is None:
            return (Lead(lines[0], _joined(lines[1:])), *blocks[1:])
    else:
        split = _HEADLINE.match(lines[0][0].text) if len(lines[0]) == 1 else None
    if split is None:
        return blocks
    headline, rest = split[1], lines[0][0].text[split.end() :]
    return (Lead((Span(headline),), _joined([(Span(rest),), *lines[1:]])), *blocks[1:])
