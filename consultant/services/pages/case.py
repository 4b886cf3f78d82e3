"""The case column: what the desk read in the question, code by code, with its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from consultant.coding.sets import System
from consultant.db.engine import Tx
from consultant.db.queries.pages import ticket as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.services.pages import facts
from consultant.services.pages.facts import Facts


@dataclass(frozen=True, slots=True)
class Line:
    """A code and its words, as offered below a header or beside a misspelling."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the tabular list, and the level that carries it."""

    kind: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Card:
    """A code card: the row's own columns, and what ``coding.cards`` said of the code when it was looked up."""

    id: int
    system: str
    code: str
    suffix: str
    status: str
    found_by: str
    text: str | None
    headline: str
    detail: str
    caveat: str | None
    release: str | None
    stale: str | None
    sample: bool
    why: str
    matched: str | None
    role: str | None
    units: int | None
    levels: tuple[Line, ...]
    leaves: tuple[Line, ...]
    leaf_count: int
    nearest: tuple[Line, ...]
    notes: tuple[Remark, ...]
    facts: tuple[Line, ...]
    spans: tuple[tuple[int, int], ...]
    """Where the code stands in the question that was read, in characters."""
    notice: str | None = None
    """What the owner of the words wants to stand beside them."""

    @property
    def severity(self) -> str:
        """The tone of the status: ok, warn, stop, or info for what was not checked."""
        return {"billable": "ok", "header": "warn", "not_checked": "info"}.get(self.status, "stop")


@dataclass(frozen=True, slots=True)
class Finding:
    """What to mind about the case; ``severity`` is stop, warn, info or ok."""

    severity: str
    title: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Case:
    """What stands in the case column. ``state`` is ready, underway or failed."""

    state: str
    on: date | None
    date_said: bool
    made_at: datetime | None
    labels: tuple[str, ...]
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    facts: Facts
    run_id: int | None = None
    renewing: bool = False
    """Whether the question is being read anew: a fact, the text or a release has changed."""
    behind: bool = False
    """Whether the lookups of what came since then failed for good, so that all this is about the question before."""

    def tally(self, severity: str) -> int:
        """Return how many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def mentioned(self) -> Sequence[Card]:
        """Cards of codes that the mail names."""
        return [card for card in self.cards if card.found_by == "mention"]

    @property
    def offered(self) -> Sequence[Card]:
        """Cards that a search over the words of the mail found."""
        return [card for card in self.cards if card.found_by != "mention"]


def read(tx: Tx, head: AnyRow, *, cpt_licensed: bool = False) -> Case:
    """Return the case of a ticket's newest lookups, or what keeps them; words of CPT only while a licence is stated."""
    job = queries.lookup_job(tx, head.id)
    failed = job is not None and job.failed_at is not None
    if head.lookup_run_id is None:
        return Case(
            "failed" if failed else "underway",
            None,
            date_said=False,
            made_at=None,
            labels=(),
            cards=(),
            findings=(),
            facts=facts.Facts((), ()),
        )
    words = [facts.Word(row.name, row.value, row.accepted, row.who, row.at) for row in queries.said(tx, head.id)]
    found = _of_run(tx, head, words, cpt_licensed=cpt_licensed)
    return replace(found, renewing=job is not None and not failed, behind=failed)


def of_run(tx: Tx, run: AnyRow, *, cpt_licensed: bool = False) -> Case:
    """Return the case as a run left it, by the words that coders had said then."""
    words = [facts.Word(one["name"], one["value"]) for one in run.said or ()]
    return _of_run(tx, run, words, cpt_licensed=cpt_licensed)


def _of_run(tx: Tx, run: AnyRow, words: Sequence[facts.Word], *, cpt_licensed: bool) -> Case:
    run_id = run.lookup_run_id
    return Case(
        state="ready",
        on=run.on_date,
        date_said=run.date_said,
        made_at=run.made_at,
        labels=tuple(str(label) for label in run.release_labels),
        cards=tuple(
            card if cpt_licensed or card.system != System.CPT else _number(card)
            for card in map(_card, queries.codes(tx, run_id))
        ),
        findings=tuple(Finding(row.severity, row.title, row.why, row.source) for row in queries.findings(tx, run_id)),
        facts=facts.assemble(
            queries.facts(tx, run_id), words, run.missing or (), assumed=None if run.date_said else run.on_date
        ),
        run_id=run_id,
    )


def _card(row: AnyRow) -> Card:
    """Read a stored card; one that an older release of the desk wrote may lack what is new."""
    stored: Mapping[str, Any] = row.card or {}
    return Card(
        id=row.id,
        system=row.system,
        code=row.code,
        suffix=row.suffix,
        status=row.status,
        found_by=row.found_by,
        text=stored.get("text"),
        headline=stored.get("status_words") or row.status.capitalize(),
        detail=stored.get("detail") or "",
        caveat=stored.get("caveat"),
        release=stored.get("release"),
        stale=stored.get("stale"),
        sample=bool(stored.get("sample")),
        why=stored.get("why") or "",
        matched=stored.get("matched"),
        role=stored.get("role"),
        units=stored.get("units"),
        levels=_lines(stored.get("ancestors")),
        leaves=_lines(stored.get("leaves")),
        leaf_count=stored.get("leaf_count") or 0,
        nearest=_lines(stored.get("nearest")),
        notes=tuple(Remark(note["kind"], note["text"], note["at"]) for note in stored.get("notes") or ()),
        facts=tuple(Line(name, value) for name, value in stored.get("facts") or ()),
        notice=stored.get("notice"),
        spans=tuple((span["start"], span["end"]) for span in stored.get("spans") or ()),
    )


def _number(card: Card) -> Card:
    """A card of CPT without the words that need a licence, also where they were looked up while there was one."""
    nearest = tuple(Line(one.code, "") for one in card.nearest)
    return replace(card, text=None, why="", matched=None, levels=(), leaves=(), nearest=nearest, notes=(), facts=())


def _lines(stored: Sequence[Mapping[str, Any]] | None) -> tuple[Line, ...]:
    return tuple(Line(line["code"], line["text"]) for line in stored or ())
