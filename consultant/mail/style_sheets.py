"""Rules of a mail's style sheet written into the elements that they are for: the sheet itself is never shown.

Outlook turns off the margins of its paragraphs in a sheet, and newsletters set fonts and colours there. Only the
simplest selectors are followed (an element, a class, both); the result is hostile still and goes through the sanitiser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from consultant.mail.html_tokens import Tag, read_html

_OPENS = re.compile(r"<style(?=[\s>])[^<>]*+>", re.IGNORECASE)
_CLOSES = re.compile(r"</style", re.IGNORECASE)
_SHEETS = 200_000
"""Characters of style sheets that are read."""
_RULES = 500
_ADDED = 1_000_000
"""Characters that are added to a mail at most."""
_DECLARATIONS = 500
"""Characters of one rule that are followed; what is longer is no ordinary formatting."""
_BETWEEN = re.compile(r"/\*(?:.*?\*/|.*\Z)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_STYLE = re.compile(r"(?<![\w-])style\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


@dataclass(slots=True)
class _Rules:
    """Declarations by element (class ""), by class (element "") and by both, in the order of the sheet."""

    by_name: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, element: str, of_class: str, declarations: str) -> None:
        key = (element.lower(), of_class.lower())
        if len(self.by_name) < _RULES or key in self.by_name:
            self.by_name[key] = f"{self.by_name.get(key, '')}{declarations};"[: 2 * _DECLARATIONS]

    def of(self, tag: Tag) -> str:
        classes = tag.get("class").lower().split()[:5] if tag.attributes else []
        keys = [(tag.name, ""), *(("", one) for one in classes), *((tag.name, one) for one in classes)]
        return "".join(self.by_name.get(key, "") for key in keys)


def with_rules(html: str) -> str:
    """Return ``html`` with the rules of its style sheets in the elements; unchanged where there is nothing to follow."""
    rules = _read(html)
    if not rules.by_name:
        return html
    pieces: list[str] = []
    position = added = 0
    for token in read_html(html):
        if not isinstance(token, Tag) or token.closing or added > _ADDED:
            continue
        declared = rules.of(token)
        if not declared:
            continue
        written = _styled(html[token.start : token.end], token.name, declared)
        pieces.extend([html[position : token.start], written])
        position = token.end
        added += len(declared)
    pieces.append(html[position:])
    return "".join(pieces)


def _styled(written: str, name: str, declared: str) -> str:
    """A start tag with declarations before those of its own, which count more."""
    behind = 1 + len(name)
    own = _STYLE.search(written)
    if own is None:
        return f'{written[:behind]} style="{escape(declared)}"{written[behind:]}'
    value = own[1] if own[1] is not None else own[2].replace('"', "&quot;")
    return f'{written[: own.start()]}style="{escape(declared)}{value}"{written[own.end() :]}'


def _read(html: str) -> _Rules:
    rules = _Rules()
    for selectors, declarations in _top_rules(_BETWEEN.sub(" ", _sheets(html)[:_SHEETS])):
        if len(declarations) > _DECLARATIONS:
            continue
        for selector in selectors.split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if found and (found[1] or found[2]):
                rules.add(found[1] or "", found[2] or "", declarations.strip().rstrip(";"))
    return rules


def _sheets(html: str) -> str:
    sheets: list[str] = []
    position = 0
    while (opens := _OPENS.search(html, position)) and (closes := _CLOSES.search(html, opens.end())):
        sheets.append(html[opens.end() : closes.start()])
        position = closes.end()
    return " ".join(sheets)


def _top_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Rules outside of blocks such as "@media", which hold for some screens only."""
    depth = start = 0
    selectors = ""
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors = sheet[start : brace.start()].rpartition(";")[2].strip()
                start = brace.end()
            depth += 1
        else:
            depth = max(depth - 1, 0)
            if depth == 0:
                if selectors and not selectors.startswith("@") and "{" not in sheet[start : brace.start()]:
                    yield selectors, sheet[start : brace.start()]
                start = brace.end()
                selectors = ""
