"""How much a text sounds like a machine's note: signals in the languages of our askers, each worth some points.

A note is put together from a few things to say, whatever its sentences are. Of somebody away: that, until when, whom to turn to,
what becomes of the mail. Of a desk: that a mail arrived, that an answer follows, when. Each thing counts once, in the language
in which most are said; what only a person says counts against it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from consultant.mail import note_words, note_words_far, note_words_north, person_words

LONG = 900
"""Characters that no such note needs."""
_LETTERS = 5
"""Letters that count of each of several words that follow each other."""
_LONGEST = 10
"""Letters that count of a word that stands for all that begin so."""
_PREFIXES = range(2, _LONGEST + 1)

WEIGHTS = {
    "absent": 2,
    "gone": 3,
    "unread": 3,
    "long": 1,
    "holiday": 1,
    "now": 1,
    "received": 2,
    "notice": 3,
    "opener": 1,
    "back": 2,
    "when": 1,
    "urgent": 1,
    "turn": 1,
    "stand_in": 2,
    "answer": 1,
    "promise": 1,
    "mail": 1,
    "delay": 1,
    "desk": 1,
    "past": -3,
    "matter": -4,
    "in_place": -9,
    "aside": -2,
}
"""Points of each signal: somebody is away; has left; nobody reads this mailbox; away for long; a holiday by its
name; a word for now; a mail arrived; an account's or an order's notice; how notes begin; a return; a time; what is urgent;
whom to turn to; who stands in; an answer, and
one that is promised; the mail that is answered; a delay or how fast; a desk's formulas; an absence that is over; what
only a person says (``person_words``); that its writer is there for the one who is away; and what few notes say."""
_NOW = frozenset((
    "actualmente", "actuellement", "acum", "aktuell", "also", "attualmente", "atualmente", "auch", "azi", "bohuzel", "bugun", "currently", "derzeit",
    "desvaerre", "desverre", "dnes", "dzis", "dzisiaj", "gerade", "helaas", "heute", "hoje", "hoy", "idag", "infelizmente", "jelenleg", "just",
    "lamentablemente", "leider", "malheureusement", "momentalne", "momentan", "momenteel", "most", "niestety", "now", "nu", "nyt", "obecnie", "oggi",
    "presently", "purtroppo", "sajnos", "still", "tanaan", "temporarily", "today", "tyvarr", "valitettavasti", "vandaag", "zurzeit", "σημερα", "τωρα",
    "временно", "сегодня", "сейчас",
))  # fmt: skip
"""Words that may stand within what is said."""
CORE = frozenset({"absent", "gone", "unread", "received", "notice"})
"""A note says one of these, or all of one of ``_ROUNDS``."""
_ROUNDS = (
    frozenset({"back", "urgent", "turn"}),
    frozenset({"back", "when", "turn"}),
    frozenset({"back", "when", "stand_in"}),
    frozenset({"back", "when", "urgent"}),
    frozenset({"opener", "answer", "delay"}),
    frozenset({"mail", "promise", "delay"}),
    frozenset({"urgent", "turn", "when"}),
)

_FEW_WORDS = 8
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_DATE = re.compile(r"\b\d{1,2}(?:[/-]|\. ?)\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th|e|er)\b|\b\d{1,2} ?(?:am|pm|uhr|h)\b")
_WHERE = re.compile(r"[\w.+-]@\w|\b\d{3}[ .-]\d{4}\b|\(\d{2,4}\)|\b(?:\d{2}[ .]){4}\d{2}\b|https?://|\bext\.? ?\d")
_PROMISE = re.compile(
    r"\b(?:i|we)(?: will|['’]ll) (?:also |then |still |not |(?!reply)\w+ly )*(?!be|respon|repl|answer|get|return|contact|review|not|have|only|resume|reopen|close|remain|attend|reach|come|hear|receive|follow|take|back|continue|start|begin|assist|help|handle|deal|read|check|monitor|process|do|try|see|need|look|work|catch|pick|address|aim|make|miss|respond|endeavou?r|acknowledge|route|direct|miss|stay|and|respect|re-?open|re-?turn|open|strive|tend)\w"
)
"""A person promises to do other things than a machine does for him."""
_CODED = re.compile(
    r"\b\d+(?:[.,]\d+)? ?(?:cm|mm|mg|mcg|ml|sq|см|мм|εκ|ס\"מ|سم|厘米|公分|センチ|センチメートル)(?![^\W_])|\b[a-tv-z]\d[0-9a-z]\.[0-9a-z]{1,4}\b"
)
"""A measure, a diagnosis."""
_REFERRAL = re.compile(
    r"\b(?:for|regarding|about|concerning) (?:(?!this|the|that|our|my)\w+ ){0,4}?(?:claims?|codes?|coding|billing|patients?|records?|denials?|appeals?)\b|\bbe patient\b|\bmy (?:work|working) (?:hours|days|pattern|schedule)\b[^.]{0,20}\bmay not\b[^.]*\.?|\bhappy (?:holidays|thanksgiving|easter|new year)\b|\bmerry christmas\b|(?:are|['’]re) an? (?:\w+ )?patient\b|\bpatient portal\b"
)
"""Where a note says whom to turn to with what."""
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "’": "'", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The signals that a text gives in the language in which it gives most, and their points."""

    signals: frozenset[str]
    points: int

    @property
    def said(self) -> int:
        """The points for the note alone."""
        return sum(max(WEIGHTS[one], 0) for one in self.signals)

    @property
    def is_personal(self) -> bool:
        """Whether a text says what only a person does."""
        return not self.signals.isdisjoint({"matter", "in_place", "past"})

    @property
    def has_core(self) -> bool:
        """Whether a text says what makes it a note at all."""
        return not self.signals.isdisjoint(CORE) or any(map(self.signals.issuperset, _ROUNDS))


def read_signals(text: str) -> Reading:
    """Return what a text in lower case says of what machines say; nothing of a text that is too long for a note."""
    if len(text) > LONG:
        return Reading(frozenset(), 0)
    plain = _REFERRAL.sub(" ", fold(text))
    common = set()
    if _DATE.search(plain):
        common.add("when")
    if _WHERE.search(plain):
        common.add("turn")
    if _PROMISE.search(plain) or _CODED.search(plain):
        common.add("matter")
    found: dict[str, set[str]] = {}
    for language, signal in _said(plain):
        found.setdefault(language, set()).add(signal)
    readings = [_reading(signals | common) for signals in found.values()]
    return max(readings, key=lambda one: (one.said, -one.points), default=Reading(frozenset(common), 0))


def sounds_automatic(reading: Reading, points: int) -> bool:
    """Tell whether a text says what makes it a note, and enough besides."""
    return reading.has_core and reading.points >= points


def says_no_more(text: str, reading: Reading) -> bool:
    """Tell whether a text says in a few words that somebody is away or has left, and nothing else."""
    told = reading.signals - {"long", "holiday", "now"}
    return told in ({"absent"}, {"gone"}) and not _DIGIT.search(text) and len(_WORD.findall(text)) < _FEW_WORDS


def fold(text: str) -> str:
    """Return a text in lower case without accents and the like."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _reading(signals: set[str]) -> Reading:
    return Reading(frozenset(signals), sum(WEIGHTS[one] for one in signals))


def _said(plain: str) -> Iterator[tuple[str, str]]:
    words = _WORD.findall(plain)
    said = set(words)
    said.update(_phrases([word[:_LETTERS] for word in words]))
    if not _NOW.isdisjoint(said):
        said.update(_phrases([word[:_LETTERS] for word in words if word not in _NOW]))
    for one in said & _WHOLE.keys():
        yield from _WHOLE[one]
    begun = {word[:length] for word in set(words) for length in _PREFIXES}
    for one in begun & _BEGUN.keys():
        yield from _BEGUN[one]
    if not plain.isascii():
        for script, language, looked in _within():
            if script.search(plain):
                yield from ((language, signal) for signal, pattern in looked.items() if pattern.search(plain))


def _phrases(cut: list[str]) -> Iterator[str]:
    yield from map("_".join, pairwise(cut))
    yield from map("_".join, zip(cut, cut[1:], cut[2:], strict=False))
    yield from map("_".join, zip(cut, cut[1:], cut[2:], cut[3:], strict=False))


_Index = dict[str, list[tuple[str, str]]]


def _index(tables: Iterable[Mapping[str, Mapping[str, str]]]) -> tuple[_Index, _Index]:
    whole: _Index = {}
    begun: _Index = {}
    for table in tables:
        for language, signals in table.items():
            for signal, listed in signals.items():
                for one in fold(listed).replace("-", "_").replace("/", "_").split():
                    key = "_".join(word[:_LETTERS] for word in one.split("_")) if "_" in one else one
                    held = begun.setdefault(one[:-1][:_LONGEST], []) if one.endswith("*") else whole.setdefault(key, [])
                    held.append((language, signal))
    return whole, begun


def _anywhere(listed: str) -> re.Pattern[str]:
    told = (re.escape(one).replace("_", " ").replace("…", ".{0,8}") for one in fold(listed).split())
    return re.compile("|".join(told))


_WHOLE, _BEGUN = _index((note_words.WEST, note_words_north.NORTH, note_words_far.WORDS, person_words.PERSON))
_SCRIPTS = {"he": "[א-ת]", "ar": "[ء-ي]", "zh": "[一-鿿]", "ja": "[ぁ-ヿ]", "ko": "[ᄀ-ᇿ가-힣]"}


@cache
def _within() -> list[tuple[re.Pattern[str], str, dict[str, re.Pattern[str]]]]:
    """Scripts without spaces between words, each with its language and what is looked for: made for the first such mail."""
    return [
        (
            re.compile(_SCRIPTS[language]),
            language,
            {signal: _anywhere(listed) for signal, listed in (signals | person_words.PERSON_WITHIN[language]).items()},
        )
        for language, signals in note_words_far.WITHIN.items()
    ]
