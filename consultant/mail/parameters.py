"""Values with parameters, such as Content-Type: RFC 2045 as written in the wild, with the continuations of RFC 2231."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from consultant.mail.charsets import decode
from consultant.mail.storable import one_line
from consultant.mail.words import decode_words

_PARAMETER = re.compile(
    # A run of blanks is looked at once, whatever follows it.
    r"(?:[;,]|(?<!\s))\s*+([^\s=;,\"]{1,80})\s*+=\s*+"
    r"(?:\"((?:[^\"\\]|\\.)*+)\"(?=\s*(?:[;,]|\Z))"
    # quotes within quotes, or none at the end
    r"|\"(.*?)(?:(?<!\s)|(?=\"))\"?\s*+(?=;\s*[\w*-]+\s*=|\Z)|([^;]*))",
    re.DOTALL,
)
_UNDER_PLAIN_NAME = re.compile(r"[\w-]{2,40}'[\w-]{0,20}'[^\s%]*%[0-9A-Fa-f]{2}.*")
_PART = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,100}")


@dataclass(frozen=True, slots=True)
class Value:
    """The value before the parameters, in lower case, and the parameters by lower-case name, decoded."""

    value: str
    parameters: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return a parameter, or ""."""
        return self.parameters.get(name, "")


def read_value(text: str) -> Value:
    """Return a header's value and parameters; ``text`` is unfolded, its bytes decoded, its encoded words not yet."""
    value, _, rest = text.partition(";")
    value = re.sub(r"\([^()]*\)", "", value).strip(" \t\"'")
    if "=" in value and "/" not in value:  # the type itself is missing
        value, rest = "", text
    elif "=" in value and " " in value:  # the semicolon is
        value, _, more = value.partition(" ")
        rest = f"{more};{rest}"
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAMETER.finditer(rest):
        part = _PART.fullmatch(match[1].lower())
        if part is None:
            continue
        raw = _unquoted(match)
        name, number, extended = part[1], part[2], part[3] is not None
        if name not in pieces and _UNDER_PLAIN_NAME.fullmatch(raw):
            extended = True
        if number is None and not extended:
            plain.setdefault(name, one_line(decode_words(raw).text))
        else:
            pieces.setdefault(name, {}).setdefault(int(number or 0), (raw, extended))
    for name, numbered in pieces.items():
        plain[name] = _join(numbered)
    return Value(one_line(value).lower(), plain)


def _unquoted(match: re.Match[str]) -> str:
    if match[2] is None:
        return (match[3] if match[3] is not None else match[4]).strip().strip("\"'")
    # Paths of Windows are hardly ever escaped.
    return re.sub(r"\\([\\\"])", r"\1", match[2])


def content_type(value: Value, default: str = "text/plain") -> str:
    """Return the type as "type/subtype"; a bare or broken one becomes what RFC 2045, section 5.2, asks for."""
    kind = value.value.replace(" ", "")
    if _TYPE.fullmatch(kind):
        return kind
    if kind.startswith("multipart/") or kind == "multipart":
        return "multipart/mixed"
    if kind in {"text", "plain"} or not kind:
        return default
    return "text/html" if kind == "html" else "application/octet-stream" if "/" in kind else default


def _join(numbered: Mapping[int, tuple[str, bool]]) -> str:
    """The pieces of one parameter in order; the first one names the charset of those that are percent-encoded."""
    charset, data = "", b""
    for position, number in enumerate(sorted(numbered)):
        raw, extended = numbered[number]
        if not extended:
            data += raw.encode("utf-8", "replace")
            continue
        if position == 0 and raw.count("'") >= 2:
            charset, _, raw = raw.split("'", 2)
        data += unquote_to_bytes(raw)
    return one_line(decode_words(decode(data, charset or "utf-8").text).text)
