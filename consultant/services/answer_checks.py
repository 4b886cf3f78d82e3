"""Answers checked before they leave: the codes that they advise, judged with the facts of the ticket."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from consultant.coding.advised import Advice, advised
from consultant.coding.cards import Status, standing
from consultant.coding.catalogue import Catalogue
from consultant.coding.facts import date_of_service
from consultant.coding.lookup import case_of
from consultant.coding.mentions import find_mentions
from consultant.coding.rules import Finding, Severity, check_case
from consultant.coding.rules.values import NOT_CHECKED
from consultant.coding.said import settled
from consultant.coding.sets import System
from consultant.db.engine import Tx
from consultant.db.models import Ticket
from consultant.db.queries import answer_checks, tickets
from consultant.domain.rights import Action, Person, demand
from consultant.errors import ReasonWanted
from consultant.services import facts

REASON = 1000
"""Letters of a reason that are kept."""


@dataclass(frozen=True, slots=True)
class Advised:
    """A code of an answer with its standing on the day."""

    system: System
    code: str
    suffix: str
    status: Status
    words: str


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """What was found in an answer. ``date_said`` tells whether the day is the case's own or merely assumed."""

    on: date
    date_said: bool
    codes: tuple[Advised, ...]
    findings: tuple[Finding, ...]
    labels: tuple[str, ...]

    @property
    def stops(self) -> tuple[Finding, ...]:
        """Findings against which an answer leaves with a reason alone."""
        return tuple(one for one in self.findings if one.severity is Severity.STOP)

    @property
    def unchecked(self) -> bool:
        """Whether something could not be checked, because no release speaks of it."""
        return any(one.rule.endswith(NOT_CHECKED) for one in self.findings)

    @property
    def severity(self) -> str:
        """The gravest that was found: stop, warn, info; ok where nothing was."""
        return str(self.findings[0].severity) if self.findings else "ok"


def look(tx: Tx, person: Person, ticket_id: int, text: str, *, catalogue: Catalogue) -> AnswerCheck:
    """Return what is found in the text of an answer. Raises NotFound, Forbidden."""
    demand(person, Action.ANSWER)
    return of(tx, tickets.get(tx, ticket_id), text, catalogue=catalogue)


def of(tx: Tx, ticket: Ticket, text: str, *, catalogue: Catalogue) -> AnswerCheck:
    """Judge the codes that an answer advises on the case's day, for its patient, by the claim that is billed."""
    known = settled(facts.read(tx, ticket.lookup_run_id), facts.said(tx, ticket.id))
    served = date_of_service(known)
    on = date.fromisoformat(served.value) if served else ticket.created_at.date()
    advice = advised(text, find_mentions(text, catalogue, on))
    case = case_of(advice.mentions, on, known)
    # Lines are a claim in its order; a single code may answer a question about it alone.
    case = replace(case, sequenced=advice.listed and len(case.diagnoses) > 1)
    found = check_case(case, catalogue) if advice.mentions else ()
    labels = [release.label for release in catalogue.releases if any(release.label in one.source for one in found)]
    return AnswerCheck(on, served is not None, _codes(advice, catalogue, on), found, tuple(labels))


def settle(check: AnswerCheck, reason: str) -> str | None:
    """Return the reason to keep with an answer, None where it needs none. Raises ReasonWanted where a stop stands against it."""
    if not check.stops:
        return None
    if not reason.strip():
        count = len(check.stops)
        what = "a stop stands" if count == 1 else f"{count} stops stand"
        raise ReasonWanted(
            f"Nothing was sent: {what} against this answer. Change it, or say in a few words why it leaves so."
        )
    return reason.strip()[:REASON]


def keep(tx: Tx, ticket_id: int, message_id: int, check: AnswerCheck, reason: str | None, *, made_at: datetime) -> None:
    """Write down what was found in an answer that leaves, and why it left against a stop."""
    answer_checks.add(
        tx,
        message_id=message_id,
        ticket_id=ticket_id,
        on_date=check.on,
        date_said=check.date_said,
        release_labels=list(check.labels),
        codes=[{"system": one.system, "code": one.code, "status": one.status} for one in check.codes],
        findings=[_row(one) for one in check.findings],
        reason=reason,
        made_at=made_at,
    )


def _codes(advice: Advice, catalogue: Catalogue, on: date) -> tuple[Advised, ...]:
    found: dict[tuple[System, str], Advised] = {}
    for mention in advice.mentions:
        status, words, _ = standing(mention.system, catalogue.ask(mention.system, mention.code, on), on)
        suffix = "".join(f"-{modifier}" for modifier in mention.modifiers)
        found.setdefault((mention.system, mention.code), Advised(mention.system, mention.code, suffix, status, words))
    return tuple(found.values())


def _row(found: Finding) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "severity": found.severity,
        "title": found.title,
        "why": found.why,
        "source": found.source,
    }
