"""What a sender newly wrote: the text without quoted history and signature. When unsure, more is kept."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from consultant.mail.attributions import attribution_end, introduces_quotation, names_a_mail
from consultant.mail.disclaimers import banner_end, may_warn
from consultant.mail.html_text import html_to_text
from consultant.mail.quote_marks import (
    FORWARDED_SUBJECT,
    flat_lines,
    flatten,
    is_bare_separator,
    is_desk_mark,
    is_forward,
    is_header_line,
    is_separator,
    may_begin,
    may_hold_desk_mark,
)
from consultant.mail.quoting_html import read_own
from consultant.mail.signatures import drop_tail, is_added_line, is_rule, is_signature_mark, without_signature

_QUOTED = re.compile(r"[ \t]{0,3}(?:[>›»＞]|\|(?=[ \t>|]|$)|[ \t]?[A-Z]{2,4}>+(?=[ \t]|$))")
_WRAPPED = 60
"""Characters from which on a mail program may have broken a quoted line."""
_REMNANT = 40
_HANDED_ON = re.compile(
    r"\b(?:fyi|f\.y\.i|fwd?|see below|see the below|below is|forwarding|forwarded|zur (?:info|kenntnis)|siehe unten|s\. ?u\.|pour (?:info|information)|voir ci-dessous|para (?:su|tu) (?:info\w*|conocimiento)"
    r"|ver abajo|para (?:sua )?informação|segue abaixo|ter info\w*|zie onder|per conoscenza|vedi sotto|til (?:info\w*|orientering)|se nedenfor|för kännedom|se nedan|do wiadomości|poniżej"
    r"|для (?:информации|сведения)|см\. ?ниже)\b|请看下|见下|請見下|転送します|下記",
    re.IGNORECASE,
)
_FOOT_LINES = 40
_DIVIDER = 3
"""Characters of the rule that programs draw above a copied mail; Outlook's has five."""
_BANNER = 1_500
"""Characters in which a warning of a mail server is looked for."""
_COVER_NOTE = 80
"""Characters of a note above a mail that is handed on."""
_TAIL = 40
"""Letters by whose last occurrence the end of what HTML marks as new is found in the text."""


def visible_part(text: str, html: str = "", *, subject: str = "", plain: bool = True) -> str:
    """Return what was newly written, without quoted history and signature.

    ``plain`` says that ``text`` was written as text and not made from ``html``. A forward is kept whole; answers
    between quoted lines stay with the lines that they answer.
    """
    if FORWARDED_SUBJECT.match(subject):
        return _trimmed(text)
    own = read_own(html) if html else None
    if own is not None:
        said = _cut(_without_introduction(html_to_text(own)))
        if said.strip() and not _is_cover_note([said]):
            # The marks of a mail program are surer than words; the text keeps its own form, up to where they end.
            text = _part_that_says(text, said) if plain else said
    return _cut(text)


@dataclass(frozen=True, slots=True)
class _Lines:
    """A text by lines: as written, and flat for matching; ``quoted`` tells which lines a mark of quotation stands before."""

    lines: list[str]
    flat: list[str]
    quoted: list[bool]
    last_quoted: int
    desk: bool
    """Whether a desk's mark may be among them."""

    @classmethod
    def of(cls, text: str) -> "_Lines":
        lines, flat = text.split("\n"), flat_lines(text)
        quoted = _without_chance([bool(_QUOTED.match(line)) for line in flat], flat)
        if not any(quoted):
            return cls(lines, flat, quoted, -1, may_hold_desk_mark(text))
        for index, (above, below) in enumerate(pairwise(quoted[:-1]), start=1):
            # The rest of a quoted line that was broken on its way.
            if above and not below and quoted[index + 1] and _is_remnant(flat[index - 1], flat[index]):
                quoted[index] = True
        last = max((index for index, one in enumerate(quoted) if one), default=-1)
        return cls(lines, flat, quoted, last, may_hold_desk_mark(text))


def _without_chance(quoted: list[bool], flat: list[str]) -> list[bool]:
    """Unmark lines that only look like a quotation by initials ("BMI> 40"): a program sets them before more lines than one."""
    initials = [
        line.split(">", 1)[0].strip() if one and line.lstrip()[0].isalpha() else ""
        for one, line in zip(quoted, flat, strict=True)
    ]
    seen = Counter(filter(None, initials))
    return (
        [one and (not name or seen[name] > 1) for one, name in zip(quoted, initials, strict=True)] if seen else quoted
    )


@dataclass(frozen=True, slots=True)
class _History:
    """Where history was found: its introduction starts at ``start``, its first quoted line is ``first``.

    ``first`` is None when everything below is history, marked or not.
    """

    start: int
    first: int | None


def _trimmed(text: str) -> str:
    return text.strip("\n").rstrip()


def _cut(text: str) -> str:
    whole = _trimmed(text)
    if not whole.strip():
        return ""
    read = _Lines.of(_trimmed(_without_banner(whole)) or whole)
    kept = _without_history(read)
    if kept is None:
        return whole
    own = _trimmed("\n".join(without_signature(kept)))
    # Nothing new at all: a quotation sent back, or marks that mislead.
    return own if own.strip() else whole


def _without_banner(text: str) -> str:
    """Take off a mail server's warning of strangers above a letter."""
    end = banner_end(flat_lines(text[:_BANNER])) if may_warn(text[:_BANNER]) else 0
    return "\n".join(text.split("\n", end)[end:]) if end else text


def _without_history(read: _Lines) -> list[str] | None:
    """Return the lines to keep, or None to keep all."""
    for index, line in enumerate(read.flat):
        if not line or not (read.quoted[index] or may_begin(line) or (read.desk and is_desk_mark(line))):
            continue
        if is_forward(line.lstrip("> ")):
            return None
        history = _history_at(read, index)
        if history is not None:
            return _around(read, history)
    return read.lines


def _history_at(read: _Lines, index: int) -> _History | None:
    """Return the history whose introduction, or whose first line, stands at ``index``."""
    line = read.flat[index]
    if (read.desk and is_desk_mark(line)) or is_separator(read.flat, index) or _is_bare_separator(read, index):
        return _History(index, None)
    if read.quoted[index]:
        return _History(index, index)
    end = attribution_end(read.flat, index)
    if end is None and not introduces_quotation(line):
        return None
    following = _next_written(read, index + 1 if end is None else end)
    if following is not None and read.quoted[following]:
        return _History(index, following)
    if end is None:
        return None
    # Unquoted text follows. "On 11/23 Dr. Lee wrote:" may introduce a note.
    sure = following is None or is_separator(read.flat, following) or names_a_mail(" ".join(read.flat[index:end]))
    return _History(index, None) if sure and index > 0 else None


def _is_bare_separator(read: _Lines, index: int) -> bool:
    """Whether a line says "Original Message" without dashes, above a header block."""
    if not is_bare_separator(read.flat[index]):
        return False
    below = _next_written(read, index + 1)
    return below is not None and is_separator(read.flat, below)


def _around(read: _Lines, history: _History) -> list[str] | None:
    above = _without_lead(read.lines[: history.start])
    if history.first is None:
        if not above:
            return _below(read, history.start)
        return None if _is_cover_note(above) and is_separator(read.flat, history.start) else above
    if not _has_own_words(read, history.first):
        # One line without an introduction, right below own words, is rather "> 100 mg" than a quotation.
        alone = history.start == history.first == read.last_quoted and history.start > 0
        return None if alone and read.flat[history.start - 1].strip() else above
    return _with_inline_answers(read, history)


def _is_cover_note(above: list[str]) -> bool:
    """Whether what stands above a copied mail only hands it on, or announces it; a forward is kept whole."""
    last = above[-1].strip()
    if last.endswith((":", "：")) and len(last.split()) > 1:
        return True
    note = " ".join(above)
    return len(note) <= _COVER_NOTE and bool(_HANDED_ON.search(note))


def _below(read: _Lines, start: int) -> list[str] | None:
    """The answer below a copied mail that stands first, where its lines are marked; else None."""
    first = next(
        (i for i in range(start, len(read.lines)) if read.quoted[i] and not read.flat[i].startswith(">>>")), None
    )
    return None if first is None or not _has_own_words(read, first) else _with_inline_answers(read, _History(0, first))


def _has_own_words(read: _Lines, start: int) -> bool:
    """Whether own words follow between or behind quoted lines: an answer inside or below the quotation."""
    for index in range(start, len(read.lines)):
        line = read.lines[index]
        if read.quoted[index] or not read.flat[index].strip():
            continue
        if index > read.last_quoted and (is_signature_mark(line) or _is_foot(read, index)):
            return False
        if not _introduces(read, index) and not is_added_line(line):
            return True
    return False


def _is_foot(read: _Lines, index: int) -> bool:
    """Whether nothing but what was added on the way follows the last quoted line: a rule and a list's address."""
    return len(read.lines) - index <= _FOOT_LINES and not without_signature(["", *read.lines[index:]])


def _introduces(read: _Lines, index: int) -> bool:
    """Whether a line belongs to the introduction of a quotation."""
    line = read.flat[index]
    if attribution_end(read.flat, index) is not None or is_bare_separator(line):
        return True
    if index + 1 < len(read.lines) and read.quoted[index + 1] and introduces_quotation(line):
        return True
    return any(
        (end := attribution_end(read.flat, start)) is not None and end > index
        for start in range(max(index - 3, 0), index)
    )


def _with_inline_answers(read: _Lines, history: _History) -> list[str]:
    """Keep what is answered between quotes; history behind the last own words goes, so does a lone quote before them.

    A quotation that is followed by one block of own words and nothing else is history above an answer.
    """
    first = history.start if history.first is None else history.first
    end = next(
        (
            i
            for i in range(read.last_quoted + 1, len(read.lines))
            if read.flat[i].strip() and is_separator(read.flat, i)
        ),
        len(read.lines),
    )
    own = [index for index in range(first, end) if _is_own(read, index)]
    if not own:
        return read.lines
    runs = _runs(read, first, own[-1])
    if sum(quoted for quoted, _ in runs) == 1:
        above = _without_lead(read.lines[: history.start])
        if not any(line.strip() for line in above):
            return _answer_alone(read, own[0], own[-1])
        if history.start < first and runs[0][0]:
            # A greeting, the whole history below its attribution, and the answer.
            return [*above, "", *_answer_alone(read, own[0], own[-1])]
    return read.lines[: own[-1] + 1]


def _answer_alone(read: _Lines, first: int, last: int) -> list[str]:
    """The answer below a quotation, without what is copied below it once more."""
    for index in range(first, last + 1):
        if read.flat[index].strip() and is_separator(read.flat, index):
            return read.lines[first:index]
    return read.lines[first : last + 1]


def _is_own(read: _Lines, index: int) -> bool:
    return bool(read.flat[index].strip()) and not read.quoted[index] and not _introduces(read, index)


def _runs(read: _Lines, start: int, end: int) -> list[tuple[bool, int]]:
    """Runs of quoted and of own lines as (quoted, first line); blank lines belong to the run before them."""
    runs: list[tuple[bool, int]] = []
    for index in range(start, end + 1):
        if not read.flat[index].strip() or (not read.quoted[index] and _introduces(read, index)):
            continue
        if not runs or runs[-1][0] != read.quoted[index]:
            runs.append((read.quoted[index], index))
    return runs


def _is_remnant(above: str, line: str) -> bool:
    """Whether a line is what a mail program broke off from a quoted line above it."""
    word = line.split(" ", 1)[0]
    return (
        bool(word)
        and len(line) <= _REMNANT
        and len(above) >= _WRAPPED
        and len(above) + len(word) > 72
        and (not word[0].isupper() or (" " not in line and line.isalpha() and above[-1:].isalpha()))
    )


def _next_written(read: _Lines, start: int) -> int | None:
    return next((index for index in range(start, len(read.flat)) if read.flat[index].strip()), None)


def _without_lead(lines: list[str]) -> list[str]:
    """Take off what stood before the history and belongs to it."""
    lines = drop_tail(lines, _DIVIDER)
    while lines and is_bare_separator(flatten(lines[-1])):
        lines = drop_tail(lines[:-1], _DIVIDER)
    # Yandex: a rule, receiver and subject, and then the attribution.
    above = len(lines)
    while above and is_header_line(flatten(lines[above - 1])):
        above -= 1
    ruled = 0 < above < len(lines) and is_rule(flatten(lines[above - 1]))
    return drop_tail(lines[:above]) if ruled else lines


def _without_introduction(text: str) -> str:
    """Take off the last line where it introduces the quotation that HTML marks behind it ("Dana Whitlock wrote:")."""
    above, _, last = text.rstrip().rpartition("\n")
    return above if above.strip() and introduces_quotation(flatten(last)) else text


def _part_that_says(text: str, own: str) -> str:
    """Return the part of ``text`` that ``own``, what HTML marks as new, stands for; all of it where that is not sure."""
    letters = [(char, position) for position, char in enumerate(text) if char.isalnum()]
    said, wanted = "".join(char for char, _ in letters), _letters(own)
    first, length = 0, len(wanted)
    if not said.startswith(wanted):
        first = len(said) - length if said.endswith(wanted) else -1
    if first < 0 and length >= _TAIL:
        # Links and pictures are written in other ways; the last words tell where new words end.
        end = said.find(wanted[-_TAIL:])
        first, length = (0, end + _TAIL) if end >= 0 else (-1, 0)
    if first < 0 or not length:
        return text
    start = text.rfind("\n", 0, letters[first][1]) + 1 if first else 0
    end = text.find("\n", letters[first + length - 1][1])
    return text[start : end if end >= 0 else len(text)]


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
