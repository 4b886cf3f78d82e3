"""``consultant db``: the schema of the desk's database."""

import click

from consultant.bootstrap import START_SECONDS
from consultant.cli.opening import open_desk
from consultant.db.migrating import behind, upgrade


@click.group()
def db() -> None:
    """The desk's database."""


@db.command("upgrade")
@click.option("--wait", default=START_SECONDS, show_default=True, help="Seconds to wait for the database to answer.")
def upgrade_command(wait: float) -> None:
    """Bring the database to the newest schema."""
    services = open_desk(wait)
    upgrade(services.database, services.settings.migrations_dir)
    click.echo("The database has the newest schema.")


@db.command("status")
def status_command() -> None:
    """Say whether the database has the newest schema; exits with 1 when it has not."""
    services = open_desk()
    if behind(services.database, services.settings.migrations_dir):
        click.echo("The database is behind. Run: consultant db upgrade")
        raise SystemExit(1)
    click.echo("The database has the newest schema.")
