"""``consultant health``: one line for each trouble, and an exit status for whoever watches over the desk."""

import json
import sys

import click

from consultant.adapters.surroundings import look_around
from consultant.bootstrap import build
from consultant.config import load
from consultant.db.migrating import behind
from consultant.domain.supervision import Trouble
from consultant.errors import ConsultantError
from consultant.services import health as use


@click.command("health")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def health(*, as_json: bool) -> None:
    """Say what is wrong with the desk. Exits with 1 when something is, with 0 when all is well or only worth a look."""
    found = _troubles()
    grave = any(one.grave for one in found)
    if as_json:
        lines = [{"kind": one.kind, "name": one.name, "words": one.words, "grave": one.grave} for one in found]
        click.echo(json.dumps({"well": not grave, "troubles": lines}))
    else:
        for one in found:
            click.echo(f"{'trouble' if one.grave else 'look'}: {one.name}: {one.words}")
        if not found:
            click.echo("All is well.")
    sys.exit(1 if grave else 0)


def _troubles() -> tuple[Trouble, ...]:
    services = build(load())
    click.get_current_context().call_on_close(services.close)
    around = look_around(services.settings.data_dir, services.settings.redis_url)
    try:
        services.database.wait_until_up(0)
        if behind(services.database, services.settings.migrations_dir):
            return (Trouble("database", "database", "database", "it lacks tables of this version"),)
        with services.database.reading() as tx:
            return use.troubles(use.look(tx, around, clock=services.clock))
    except ConsultantError as error:
        return (Trouble("database", "database", "database", str(error)),)
