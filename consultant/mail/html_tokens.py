"""HTML as a stream of tags and text: linear in time, indifferent to depth, and never without an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TOKEN = re.compile(
    r"<!--(?:.*?-->|.*\Z)"
    r"|<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)(?=[\s/>])((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    # quotes that do not close
    r"|<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)(?=[\s/>])([^<>]*+)>"
    r"|<[!?][^<>]*+>|</[a-zA-Z][^<>]*+\Z",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?")
_RAW = {"script": re.compile(r"</script", re.IGNORECASE), "style": re.compile(r"</style", re.IGNORECASE)}
_VOID = {"br", "img", "hr", "input", "meta", "link", "area", "base", "col", "wbr", "embed", "source", "track"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as it stands at ``start``:``end`` of the HTML; ``name`` in lower case."""

    name: str
    closing: bool
    attributes: str
    start: int
    end: int

    def get(self, name: str) -> str:
        """Return an attribute's value, or "" (also for one without a value)."""
        if name not in self.attributes.lower():
            return ""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == name:
                return unescape(match[2] or match[3] or match[4] or "")
        return ""

    def has(self, name: str) -> bool:
        """Whether an attribute is there, with a value or without."""
        return name in self.attributes.lower() and any(
            match[1].lower() == name for match in _ATTRIBUTE.finditer(self.attributes)
        )

    @property
    def is_void(self) -> bool:
        """Whether it never has an end tag."""
        return self.name in _VOID


def read_html(html: str) -> Iterator[Tag | str]:
    """Yield tags and the raw text between them, in order. Comments, scripts and style sheets are left out."""
    position = 0
    never_closed: set[str] = set()
    while match := _TOKEN.search(html, position):
        if match.start() > position:
            yield html[position : match.start()]
        position = match.end()
        name = (match[2] or match[5] or "").lower()
        if not name:
            continue
        tag = Tag(name, bool(match[1] or match[4]), match[3] or match[6] or "", match.start(), match.end())
        yield tag
        if name in _RAW and not tag.closing and name not in never_closed:
            end = _RAW[name].search(html, position)
            if end is None:
                never_closed.add(name)
            else:
                position = end.start()
    if position < len(html):
        yield html[position:]
