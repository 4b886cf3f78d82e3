"""What a sender newly wrote: the text without quoted history and signature. When unsure, more is kept."""

import re
from dataclasses import dataclass

from consultant.mail.attributions import (
    ATTRIBUTION,
    DATED_ADDRESS,
    FORWARD,
    FORWARDED_SUBJECT,
    HEADER_BLOCK,
    NAME_FIRST,
    SEPARATOR,
    SIGNATURE_LINE,
)
from consultant.mail.html_text import html_to_text
from consultant.mail.limits import DEFAULT
from consultant.mail.quoting_html import cut_history

_QUOTED = re.compile(r"[ \t]{0,3}(?:>|\|(?=[ \t>|]))")
_RULE = re.compile(r"[ \t]*(?:_{10,}|-{10,}|={10,}|\*{10,})[ \t]*")
_SIGNATURE_MARK = re.compile(r"--[ \u00a0]?|—[ ]?|––[ ]?")
_SIGNATURE_LINES = 15
"""Lines of a signature behind "-- "; a longer text is no signature."""
_COULD_START = re.compile(
    r"[ \t]*(?:On|At|El|Le|Am|Den|D\.|Em|No|Op|Il|In|På|W|w|Dnia|Vào|Ngày|Lúc|man|tir|ons|tor|fre|l[øö]r|s[øö]n|m[åa]n|tis|pon|wt|śr|czw|pt|sob|niedz|\d|[пвсчПВСЧ]|在|于|於)"
    r"|.{0,80}(?:于|於)"
)


def visible_part(text: str, html: str = "", *, subject: str = "", plain: bool = True) -> str:
    """Return what was newly written, without quoted history and signature.

    ``plain`` says that ``text`` was written as text and not made from ``html``. A forward is kept whole; answers
    between quoted lines stay with the lines that they answer.
    """
    if len(text) > DEFAULT.quoting:
        return text.strip("\n")
    from_text = _cut(text, subject)
    if not html or len(html) > 4 * DEFAULT.quoting or FORWARDED_SUBJECT.match(subject):
        return from_text
    cut = cut_history(html)
    if cut is None:
        return from_text
    from_html = _cut(html_to_text(cut), subject)
    # The marks of a mail program are surer than words; but only what both can mean is taken away.
    if not from_html.strip() or (plain and len(_letters(from_html)) >= len(_letters(from_text))):
        return from_text
    return from_html if not plain or _letters(from_html) in _letters(from_text) else from_text


@dataclass(frozen=True, slots=True)
class _Lines:
    """A text by lines, with the offset of each, so that patterns over several lines can be tried at a line's start."""

    text: str
    lines: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> "_Lines":
        lines = text.split("\n")
        starts, position = [], 0
        for line in lines:
            starts.append(position)
            position += len(line) + 1
        return cls(text, lines, starts)


def _cut(text: str, subject: str) -> str:
    whole = text.strip("\n").rstrip()
    if FORWARDED_SUBJECT.match(subject):
        return whole
    read = _Lines.of(text)
    kept = _without_history(read)
    if kept is None:
        return whole
    cut = "\n".join(_without_signature(kept)).strip("\n").rstrip()
    # Nothing new at all: a quotation sent back, or marks that mislead.
    return cut if cut.strip() else whole


def _without_history(read: _Lines) -> list[str] | None:
    """Return the lines to keep, or None to keep all."""
    for index, line in enumerate(read.lines):
        if not line.strip():
            continue
        if FORWARD.match(read.text, read.starts[index]):
            return None
        history = _history_at(read, index)
        if history is not None:
            return _with_inline_answers(read) if _has_own_words(read.lines, history) else _drop_tail(read.lines[:index])
    return read.lines


def _history_at(read: _Lines, index: int) -> int | None:
    """Return the line from which history runs if its introduction, or itself, starts at ``index``."""
    if _QUOTED.match(read.lines[index]):
        return index
    if _is_separator(read, index):
        return len(read.lines)
    end = _attribution_end(read, index)
    if end is None:
        return None
    following = _next_written(read.lines, end)
    if following is not None and _QUOTED.match(read.lines[following]):
        return following
    # Unquoted text follows. "On 11/23 Dr. Lee wrote:" may introduce a note; only an address tells that a mail follows.
    named = "@" in "".join(read.lines[index:end])
    return len(read.lines) if following is None or (named and index > 0) else None


def _attribution_end(read: _Lines, index: int) -> int | None:
    """Return the line behind an attribution that starts at ``index``, or None."""
    start = read.starts[index]
    match = ATTRIBUTION.match(read.text, start) if _COULD_START.match(read.lines[index]) else None
    if match is None and read.lines[index].rstrip().endswith((":", "：")):
        match = NAME_FIRST.match(read.text, start) or DATED_ADDRESS.match(read.text, start)
    if match is None:
        return None
    return index + read.text.count("\n", start, match.end()) + 1


def _is_separator(read: _Lines, index: int) -> bool:
    start, line = read.starts[index], read.lines[index]
    if SEPARATOR.match(read.text, start):
        return True
    return (":" in line or "：" in line) and HEADER_BLOCK.match(read.text, start) is not None


def _has_own_words(lines: list[str], start: int) -> bool:
    """Whether own words follow between or behind quoted lines: an answer inside or below the quotation."""
    own = quoted = False
    for line in lines[start:]:
        if _QUOTED.match(line):
            quoted = True
        elif line.strip():
            if _SIGNATURE_MARK.fullmatch(line) or SIGNATURE_LINE.match(line):
                break
            own = True
        if own and quoted:
            return True
    return False


def _with_inline_answers(read: _Lines) -> list[str]:
    """Keep what is answered between quotes; history behind the last own words goes, so does a lone quote before them.

    A quotation that is followed by one block of own words and nothing else is history above an answer.
    """
    lines = read.lines
    last_own = max(
        (i for i, line in enumerate(lines) if line.strip() and not _QUOTED.match(line) and not _starts_tail(read, i)),
        default=len(lines) - 1,
    )
    kept = lines[: last_own + 1]
    blocks = _blocks(kept)
    first_quote = next((i for i, (quoted, _) in enumerate(blocks) if quoted), None)
    own_before = first_quote is not None and any(
        line.strip() and _attribution_end(read, i) is None for i, line in enumerate(kept[: blocks[first_quote][1]])
    )
    quotes = sum(1 for quoted, _ in blocks if quoted)
    if quotes == 1 and first_quote is not None and not own_before:
        after = blocks[first_quote + 1][1] if first_quote + 1 < len(blocks) else len(kept)
        return kept[after:]
    return kept


def _starts_tail(read: _Lines, index: int) -> bool:
    return _attribution_end(read, index) is not None


def _blocks(lines: list[str]) -> list[tuple[bool, int]]:
    """Runs of quoted and of own lines as (quoted, first line); blank lines belong to the run before them."""
    blocks: list[tuple[bool, int]] = []
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        quoted = bool(_QUOTED.match(line))
        if not blocks or blocks[-1][0] != quoted:
            blocks.append((quoted, index))
    return blocks


def _drop_tail(lines: list[str]) -> list[str]:
    """Take off a rule and blank lines that stood before the history."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _RULE.fullmatch(lines[end - 1])):
        end -= 1
    return lines[:end]


def _without_signature(lines: list[str]) -> list[str]:
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if (
            _SIGNATURE_MARK.fullmatch(line)
            and len([one for one in lines[index + 1 :] if one.strip()]) <= _SIGNATURE_LINES
        ):
            lines = lines[:index]
            break
    end = _drop_tail(lines)
    while end and SIGNATURE_LINE.match(end[-1]):
        end = _drop_tail(end[:-1])
    return end


def _next_written(lines: list[str], start: int) -> int | None:
    return next((index for index in range(start, len(lines)) if lines[index].strip()), None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
