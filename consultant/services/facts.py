"""What coders say of a case's facts: accepted, corrected, taken back. The desk's own reading stays beside it, untouched."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from consultant.coding.facts import Confidence, Fact, FactName
from consultant.coding.missing import Missing
from consultant.coding.said import Said, read_of, written
from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.queries import case, jobs, said_facts, tickets
from consultant.domain.jobs import AttachLookups
from consultant.domain.rights import Action, Person, demand
from consultant.errors import Conflict, FactWrong, NotFound
from consultant.ports import Clock


def said(tx: Tx, ticket_id: int) -> tuple[Said, ...]:
    """Return what holds by a coder's word."""
    known = set(FactName)
    return tuple(Said(FactName(name), value) for name, value in said_facts.in_force(tx, ticket_id) if name in known)


def read(tx: Tx, run_id: int | None) -> tuple[Fact, ...]:
    """Return what the desk itself read in a run."""
    return from_rows(case.facts(tx, run_id)) if run_id is not None else ()


def lacking(missing: Iterable[Mapping[str, Any]], said: Iterable[Said]) -> tuple[Missing, ...]:
    """Return what was missing when a run was made, and nobody has said since."""
    told = {one.name.value for one in said if one.value is not None}
    return tuple(Missing(one["name"], one["question"], one["why"]) for one in missing if one["name"] not in told)


def from_rows(rows: Sequence[Any]) -> tuple[Fact, ...]:
    """Return facts of their rows; a name that this release of the desk does not know is left out."""
    known, sure = set(FactName), set(Confidence)
    return tuple(
        Fact(
            FactName(row.name),
            row.value,
            row.words,
            0,
            0,
            Confidence(row.confidence) if row.confidence in sure else Confidence.DEFINITE,
        )
        for row in rows
        if row.name in known
    )


def accept(tx: Tx, person: Person, ticket_id: int, name: FactName, seen: str, *, clock: Clock) -> None:
    """Take over what the desk reads, as the page showed it (``seen``): it holds from now on, whatever a later mail says.

    Raises Conflict where the desk reads it otherwise by now.
    """
    demand(person, Action.CHANGE_TICKET)
    ticket = tickets.lock(tx, ticket_id)
    value = read_of(read(tx, ticket.lookup_run_id), name)
    if value is None or value != seen:
        raise Conflict("The desk reads this fact otherwise by now. Look at it again; nothing was changed.")
    before = {one.name: one.value for one in said(tx, ticket_id)}
    _say(tx, person, ticket_id, Said(name, value), accepted=True, clock=clock)
    if before.get(name, value) != value:
        _look_up(tx, ticket_id, clock=clock)


def accept_all(tx: Tx, person: Person, ticket_id: int, run_id: int, *, clock: Clock) -> int:
    """Take over everything that the desk read in this run and nobody spoke of yet; return how many facts.

    Raises Conflict where the page showed another run.
    """
    demand(person, Action.CHANGE_TICKET)
    ticket = tickets.lock(tx, ticket_id)
    if ticket.lookup_run_id != run_id:
        raise Conflict("The desk has read the question anew. Look at its facts again; nothing was changed.")
    found, spoken = read(tx, run_id), {one.name for one in said(tx, ticket_id)}
    names = [name for name in dict.fromkeys(fact.name for fact in found) if name not in spoken]
    for name in names:
        _say(tx, person, ticket_id, Said(name, read_of(found, name)), accepted=True, clock=clock)
    return len(names)


def correct(tx: Tx, person: Person, ticket_id: int, name: FactName, word: str, *, clock: Clock) -> None:
    """Say what is so instead; an empty word says that the case has no such fact. The lookups run again.

    Raises FactWrong that says how such a fact is written.
    """
    demand(person, Action.CHANGE_TICKET)
    tickets.lock(tx, ticket_id)
    try:
        value = written(name, word) if word.strip() else None
    except ValueError as error:
        raise FactWrong(name.value, word, str(error)) from None
    if Said(name, value) in said(tx, ticket_id):
        return
    _say(tx, person, ticket_id, Said(name, value), accepted=False, clock=clock)
    _look_up(tx, ticket_id, clock=clock)


def take_back(tx: Tx, person: Person, ticket_id: int, name: FactName, *, clock: Clock) -> None:
    """Let the desk's own reading hold again. The lookups run again. Raises NotFound where nothing was said."""
    demand(person, Action.CHANGE_TICKET)
    tickets.lock(tx, ticket_id)
    now = clock.now()
    if not said_facts.take_back(tx, ticket_id, name.value, user_id=person.user_id, now=now):
        raise NotFound("Nobody has said anything of this fact.")
    _note(tx, person, ticket_id, name, "taken back", clock=clock)
    _look_up(tx, ticket_id, clock=clock)


def _say(tx: Tx, person: Person, ticket_id: int, one: Said, *, accepted: bool, clock: Clock) -> None:
    said_facts.say(tx, ticket_id, one.name.value, one.value, accepted=accepted, user_id=person.user_id, now=clock.now())
    act = "accepted" if accepted else "corrected" if one.value is not None else "removed"
    _note(tx, person, ticket_id, one.name, act, clock=clock)


def _note(tx: Tx, person: Person, ticket_id: int, name: FactName, act: str, *, clock: Clock) -> None:
    """A line of history names the fact and never its value: that stands in the fact's own row."""
    now = clock.now()
    tickets.record(tx, ticket_id, "fact", now=now, actor="user", actor_id=person.user_id, name=name.value, act=act)
    tickets.change(tx, ticket_id, changed_at=now)
    after.tell(tx, "ticket", ticket_id=ticket_id)


def _look_up(tx: Tx, ticket_id: int, *, clock: Clock) -> None:
    now = clock.now()
    jobs.put(tx, AttachLookups(ticket_id), now=now, due_at=now, ticket_id=ticket_id)
