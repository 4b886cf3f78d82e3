"""``consultant users``: who signs in at the desk."""

import json

import click

from consultant.adapters.passwords import hash_password
from consultant.cli.opening import open_desk
from consultant.db.queries import users as rows
from consultant.domain.rights import Role
from consultant.errors import UserError
from consultant.services import users as accounts

SHORTEST_PASSWORD = 10
ROLES = [role.value for role in Role if role is not Role.ASKER]


@click.group()
def users() -> None:
    """People of the desk."""


@users.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As shown in answers.")
@click.option("--role", type=click.Choice(ROLES), default="coder", show_default=True)
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for where it is not given."
)
def add_command(email: str, name: str, role: str, password: str) -> None:
    """Add a person."""
    services = open_desk()
    with services.database.transaction() as tx:
        accounts.add(tx, email, name, Role(role), _hashed(password), clock=services.clock)
    click.echo(f"{name} can sign in as {email}, as {role}.")


@users.command("password")
@click.argument("email")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def password_command(email: str, password: str) -> None:
    """Set a new password; the person's sessions end."""
    services = open_desk()
    with services.database.transaction() as tx:
        accounts.set_password(tx, email, _hashed(password))
    click.echo(f"{email} has a new password.")


@users.command("change")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES))
@click.option("--name", help="As shown in answers.")
def change_command(email: str, role: str | None, name: str | None) -> None:
    """Change a person's role or name."""
    services = open_desk()
    with services.database.transaction() as tx:
        user = accounts.change(tx, email, role=Role(role) if role else None, name=name)
        said = f"{user.name} signs in as {user.email}, as {user.role}."
    click.echo(said)


@users.command("leave")
@click.argument("email")
def leave_command(email: str) -> None:
    """Let a person sign in no longer; their sessions end, and what they wrote stays."""
    services = open_desk()
    with services.database.transaction() as tx:
        tickets = accounts.leave(tx, email)
    click.echo(f"{email} cannot sign in any longer.")
    if tickets:
        click.echo(
            f"{tickets} open {'ticket is' if tickets == 1 else 'tickets are'} still theirs: assign them in the queue, under All open."
        )


@users.command("return")
@click.argument("email")
def return_command(email: str) -> None:
    """Let a person who left sign in again."""
    services = open_desk()
    with services.database.transaction() as tx:
        accounts.come_back(tx, email)
    click.echo(f"{email} can sign in again.")


@users.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def list_command(*, as_json: bool) -> None:
    """List the people."""
    services = open_desk()
    with services.database.reading() as tx:
        people = [
            {"email": user.email, "name": user.name, "role": user.role, "active": user.active}
            for user in rows.every(tx)
        ]
    if as_json:
        click.echo(json.dumps(people))
        return
    for person in people:
        click.echo(
            f"{person['email']:40} {person['role']:14} {person['name']}{'' if person['active'] else ' (not active)'}"
        )


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(f"The password needs {SHORTEST_PASSWORD} characters at least.")
    return hash_password(password)
