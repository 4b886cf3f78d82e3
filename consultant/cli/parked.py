"""``consultant mail parked``, ``reread``, ``take-in``, ``delete``: parked mail, settled in the name of a person of the desk."""

import json
from collections import Counter
from collections.abc import Callable, Sequence

import click

from consultant.bootstrap import Services
from consultant.cli.opening import open_desk
from consultant.db.engine import Tx
from consultant.db.models import User
from consultant.db.queries import users
from consultant.domain.references import format_reference, parse_reference
from consultant.domain.rights import Person, Role
from consultant.errors import ConsultantError, UserError
from consultant.mail.threads import Cause
from consultant.services import intake
from consultant.services import parked as use_cases
from consultant.services.pages import parked as pages

CAUSES = [cause.value for cause in Cause]
by = click.option(
    "--by",
    metavar="EMAIL",
    help="The lead or administrator who decides; may be left out where the desk has one administrator.",
)
ids = click.argument("ids", nargs=-1, type=click.IntRange(1), metavar="[ID]...")
which = click.option("--cause", type=click.Choice(CAUSES), help="Every parked mail with this cause.")
every = click.option("--all", "every", is_flag=True, help="Every parked mail.")


@click.command("parked")
@by
@which
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def parked(by: str | None, cause: str | None, *, as_json: bool) -> None:
    """List parked mail, the newest first, without what it says."""
    services = open_desk()
    with services.database.reading() as tx:
        mails = [mail for mail in pages.every(tx, _person(tx, by)) if cause in {None, mail.cause.value}]
    for mail in mails:
        shown = {
            "id": mail.id,
            "cause": mail.cause.value,
            "stored_at": mail.stored_at.isoformat(timespec="seconds"),
            "size": mail.size,
            "mailbox": mail.mailbox,
            "points_at": mail.reference,
        }
        if as_json:
            click.echo(json.dumps(shown))
        else:
            click.echo("  ".join(str(value or "-") for value in shown.values()))
    if not as_json:
        click.echo(f"{len(mails)} parked.")


@click.command("reread")
@ids
@every
@which
@by
def reread(ids: tuple[int, ...], cause: str | None, by: str | None, *, every: bool) -> None:
    """Read parked mail anew and decide anew, by the rules and settings of today."""
    services = open_desk()

    def act(tx: Tx, person: Person, inbound_id: int) -> str:
        outcome = use_cases.reread(
            tx, person, inbound_id, blobs=services.blobs, desk=services.desk, clock=services.clock
        )
        match outcome:
            case intake.Taken(ticket_id):
                return f"taken in as {format_reference(ticket_id)}"
            case intake.Copied(of):
                return f"a copy of mail {of}"
            case intake.Parked(again):
                return f"still parked: {again.value}"
            case intake.Filed(mail):
                return f"a report on mail {mail} of the outbox"
            case intake.Proved():
                return "the desk's own test of its plus address"

    _each(services, by, _chosen(services, by, ids, cause, every=every), act)


@click.command("take-in")
@ids
@by
@click.option("--ticket", help="The reference of the ticket that it joins; without it each mail makes a new one.")
def take_in(ids: tuple[int, ...], by: str | None, ticket: str | None) -> None:
    """Make parked mail messages of a ticket, whose senders join it, or of new tickets."""
    services = open_desk()
    ticket_id = parse_reference(ticket) if ticket else None
    if ticket and ticket_id is None:
        raise UserError("That is no reference. One looks like CQ-120418. Nothing was changed.")

    def act(tx: Tx, person: Person, inbound_id: int) -> str:
        taken = use_cases.take_in(
            tx,
            person,
            inbound_id,
            ticket_id=ticket_id,
            blobs=services.blobs,
            desk=services.desk,
            clock=services.clock,
        )
        return f"taken in as {format_reference(taken)}"

    _each(services, by, _chosen(services, by, ids, None, every=False), act)


@click.command("delete")
@ids
@every
@which
@by
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(ids: tuple[int, ...], cause: str | None, by: str | None, *, every: bool, yes: bool) -> None:
    """Delete parked mail for good: its sender and subject at once, its bytes within a day."""
    services = open_desk()
    chosen = _chosen(services, by, ids, cause, every=every)
    if not yes:
        click.confirm(f"Delete {len(chosen)} parked mails for good?", abort=True)

    def act(tx: Tx, person: Person, inbound_id: int) -> str:
        use_cases.delete(tx, person, inbound_id, clock=services.clock)
        return "deleted"

    _each(services, by, chosen, act)


def _chosen(services: Services, by: str | None, ids: Sequence[int], cause: str | None, *, every: bool) -> list[int]:
    if ids and not every and cause is None:
        return list(ids)
    if ids or not (every or cause):
        raise UserError("Name the mails by their ids, or say --all or --cause. “consultant mail parked” lists them.")
    with services.database.reading() as tx:
        found = [mail.id for mail in pages.every(tx, _person(tx, by)) if cause in {None, mail.cause.value}]
    return sorted(found)  # as they came: an answer must not be read before what it answers


def _each(services: Services, by: str | None, ids: Sequence[int], act: Callable[[Tx, Person, int], str]) -> None:
    """Do it with each mail by itself, say what became of it, and end with 1 when one of them was left."""
    said: Counter[bool] = Counter()
    for inbound_id in ids:
        try:
            with services.database.transaction() as tx:
                words = act(tx, _person(tx, by), inbound_id)
            said[True] += 1
        except ConsultantError as error:
            words = f"left as it was. {error}"
            said[False] += 1
        click.echo(f"{inbound_id}: {words}")
    click.echo(f"{said[True]} of {len(ids)} done.")
    if said[False]:
        raise SystemExit(1)


def _person(tx: Tx, email: str | None) -> Person:
    user = users.by_email(tx, email) if email else _only_administrator(tx)
    if user is None or not user.active:
        raise UserError(f"There is no account for {email}.")
    return Person(user.id, Role(user.role), user.name)


def _only_administrator(tx: Tx) -> User:
    found = [user for user in users.every(tx) if user.active and user.role == Role.ADMINISTRATOR]
    if len(found) != 1:
        raise UserError(f"The desk has {len(found) or 'no'} administrators. Say who decides: --by EMAIL.")
    return found[0]
