"""What a mail program marks in HTML: quoted history, its introduction, and the signature."""

import re
from dataclasses import dataclass, field
from html import unescape

from consultant.mail.html_tokens import Tag, read_html
from consultant.mail.limits import DEFAULT
from consultant.mail.quote_marks import flatten, is_bare_separator, is_forward

_PREFIX = re.compile(r"^(?:x_|ydp[0-9a-f]{6,10}|m_-?\d+)+", re.IGNORECASE)
"""What is put before the names of others: x_ by Outlook on the web, ydp... by Yahoo, m_... by Gmail."""

# Elements behind whose start everything is history.
_TAIL_NAMES = {
    "divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "ms-outlook-mobile-reference-message", "olk_src_body_section",
    "replysplit", "stopspelling", "zwchr", "outlookmessageheader", "isreplycontent", "yahoomailquotedcontent", "mailtopreviousmail",
}  # fmt: skip
# Elements that hold history, or its introduction and the history.
_HOLDER_NAMES = {
    "gmail_quote", "gmail_quote_container", "gmail_extra", "yahoo_quoted", "protonmail_quote", "zmail_extra", "tutanota_quote", "zimbra-quote", "gmx_quote",
    "hwm_quote", "front-blockquote", "freshdesk_quote", "lotus_notes_quote", "quoted-text", "zd_quote", "hey_quote", "mailru-blockquote", "ymail_quote",
    "ms-outlook-ios-reference-expand", "spark_quote", "superhuman-quote", "elided-text", "mailmunge-quote", "missive_quote", "messagereplysection",
}  # fmt: skip
_INTRODUCTION_NAMES = {
    "gmail_attr",
    "moz-cite-prefix",
    "reply-intro",
    "protonmail_quote_intro",
    "hmailquoteintro",
    "airmail_on",
    "gmail_quote_attribution",
}
_SIGNATURE = re.compile(r"(?<!no)(?<!before)signature|msoautosig|bloop_sign|_rc_sig")
"""What the names that programs give to a signature have in common."""
_FORWARD_NAMES = {"moz-forward-container", "isforwardcontent", "gmail_forward"}

_MARKS = (
    "quote", "rply", "appendonsend", "reference", "olk_src", "replysplit", "stopspelling", "zwchr", "outlookmessageheader", "replycontent", "previousmail", "gmail_", "zmail_", "elided", "cite-prefix", "reply-intro",
    "airmail_on", "replysection", "signature", "msoautosig", "bloop_sign", "_rc_sig", "forward", "border", "tabindex",
)  # fmt: skip
"""Without any of these, HTML has nothing that is looked for here."""

# Outlook draws a thin line above the header block of what is quoted.
_OUTLOOK_RULE = re.compile(
    r"border(?:-top|-width|-color)?:[^\"]{0,200}(?:#E1E1E1|#B5C4DF|rgb\(225, ?225, ?225\)|rgb\(181, ?196, ?223\)|border-top:\s*solid\s*windowtext)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*[^\W\d_][^\n:：]{0,20}[:：]")
_AHEAD = 30
"""Tokens that are looked at for the words with which an element begins."""


def read_own(html: str) -> str | None:
    """Return HTML without marked history and signature, or None when there are no such marks or they do not tell enough.

    Where own words stand between or below quotations, these stay, marked as quotations (blockquote type=cite). A
    forward has no history.
    """
    low = html.lower()
    if len(html) > DEFAULT.text or not any(mark in low for mark in _MARKS):
        return None
    return _Reader(html, list(read_html(html))).read()


def _names(tag: Tag) -> set[str]:
    """The names that a program gave to an element, in lower case and without what others put before them."""
    if not tag.attributes:
        return set()
    given = [tag.get("id"), tag.get("name"), tag.get("data-marker"), *tag.get("class").split()]
    names = {_PREFIX.sub("", name).lower() for name in given if name}
    if tag.get("name") in {"quote", "quoted-content"}:
        names.add("gmx_quote")
    return {re.sub(r"(?<=yahoo_quoted)_\w+$", "", name) for name in names}


def _ends(tokens: list[Tag | str]) -> list[int]:
    """For each start tag the index of its end tag; the number of tokens where it has none."""
    ends = [len(tokens)] * len(tokens)
    open_: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if isinstance(token, Tag) and not token.is_void:
            if not token.closing:
                open_.setdefault(token.name, []).append(index)
            elif open_.get(token.name):
                ends[open_[token.name].pop()] = index
    return ends


@dataclass(slots=True)
class _Reader:
    """Walks the tokens once; positions are characters of the HTML."""

    html: str
    tokens: list[Tag | str]
    ends: list[int] = field(default_factory=list)
    history: int | None = None
    """Where the first mark of history stands."""
    stop: int | None = None
    """Where everything below is history."""
    introducing: bool = False
    """Between an introduction and the quotation that it announces."""
    before: bool = False
    behind: bool = False
    """Own words before the history, and behind or between it."""
    last_words: str = ""
    quotations: list[Tag] = field(default_factory=list)
    signatures: list[tuple[int, int]] = field(default_factory=list)

    def read(self) -> str | None:
        self.ends = _ends(self.tokens)
        index = 0
        while index < len(self.tokens) and self.stop is None:
            token = self.tokens[index]
            if isinstance(token, str):
                self._words(token)
                index += 1
            elif token.closing or (not token.attributes and token.name != "blockquote"):
                index += 1
            else:
                following = self._mark(token, index)
                if following is None:
                    return None
                index = following
        return self._own()

    def _words(self, raw: str) -> None:
        words = flatten(unescape(raw)).strip()
        if not words:
            return
        self.last_words = words
        if self.history is None:
            self.before = True
        elif not self.introducing:
            self.behind = True

    def _mark(self, tag: Tag, index: int) -> int | None:
        """Return the index to go on at; None for a forward."""
        names = _names(tag)
        if names & _TAIL_NAMES or self._is_outlook_rule(tag, index):
            self.stop = tag.start
            return index + 1
        if tag.name != "body" and any(map(_SIGNATURE.search, names)):
            self.signatures.append((tag.start, self._position(self.ends[index])))
            return self.ends[index] + 1
        introduction = bool(names & _INTRODUCTION_NAMES)
        quotation = tag.name == "blockquote" and self._is_quotation(tag, names, index)
        if not (introduction or quotation or names & (_HOLDER_NAMES | _FORWARD_NAMES)):
            return index + 1
        if self.history is None and (names & _FORWARD_NAMES or self._begins_forward(index)):
            return None
        if not (introduction or quotation):
            return self._holder(tag, index)
        self._begin(tag)
        self.introducing = introduction
        if quotation:
            self.quotations.append(tag)
        return self.ends[index] + 1

    def _holder(self, tag: Tag, index: int) -> int:
        end = self.ends[index]
        inner = next((i for i in range(index + 1, min(end, index + 400)) if self._is_blockquote(i)), None)
        if "gmail_extra" in _names(tag) and inner is None:
            return index + 1
        self._begin(tag)
        self.introducing = inner is not None
        return index + 1 if inner is not None else end + 1

    def _is_blockquote(self, index: int) -> bool:
        token = self.tokens[index]
        return isinstance(token, Tag) and token.name == "blockquote" and not token.closing

    def _is_quotation(self, tag: Tag, names: set[str], index: int) -> bool:
        if tag.get("type").lower() == "cite" or names & _HOLDER_NAMES or self.introducing or self.quotations:
            return True
        if "border-left" not in tag.attributes.lower():
            return False
        return self.last_words.endswith((":", "：")) or is_bare_separator(flatten(self._ahead(index)[:80]))

    def _is_outlook_rule(self, tag: Tag, index: int) -> bool:
        """The same line may be drawn for other reasons; behind it must stand the sender of the quoted mail."""
        if tag.name == "hr":
            return tag.get("tabindex") == "-1" and bool(_LABEL.match(self._ahead(index)))
        style = tag.get("style")
        return bool(style and _OUTLOOK_RULE.search(style) and _LABEL.match(self._ahead(index)))

    def _begin(self, tag: Tag) -> None:
        if self.history is None:
            self.history = tag.start

    def _begins_forward(self, index: int) -> bool:
        pieces = (token for token in self.tokens[index : index + _AHEAD] if isinstance(token, str))
        first = next((words for words in (flatten(unescape(piece)).strip() for piece in pieces) if words), "")
        return is_forward(first)

    def _ahead(self, index: int) -> str:
        near = self.tokens[index : index + _AHEAD]
        return unescape("".join(token for token in near if isinstance(token, str))).lstrip()

    def _position(self, index: int) -> int:
        token = self.tokens[index] if index < len(self.tokens) else None
        return token.end if isinstance(token, Tag) else len(self.html)

    def _own(self) -> str | None:
        if not self.before and not self.behind:
            return None
        if self.history is None and self.stop is None and not self.signatures:
            return None
        end = len(self.html) if self.stop is None else self.stop
        if self.history is not None and not self.behind:
            end = min(end, self.history)
        changes = [(start, stop, "") for start, stop in self.signatures]
        changes += [(tag.start, tag.end, '<blockquote type="cite">') for tag in self.quotations]
        pieces: list[str] = []
        position = 0
        for start, stop, instead in sorted(changes):
            if start >= end:
                break
            pieces.extend([self.html[position:start], instead])
            position = max(position, stop)
        pieces.append(self.html[min(position, end) : end])
        return "".join(pieces)
