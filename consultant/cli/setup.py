"""``consultant setup``: the default database and the ICD-10-CM release, as make setup needs them."""

import click

from consultant.bootstrap import START_SECONDS
from consultant.cli.opening import open_desk
from consultant.db.migrating import upgrade


@click.command()
def setup() -> None:
    """Make what a desk needs before its first start: the database's tables and the code releases that come with it."""
    services = open_desk(START_SECONDS)
    upgrade(services.database, services.settings.migrations_dir)
    from consultant.cli.codes_installed import install_shipped

    install_shipped(services, say=click.echo)
    click.echo(f"The desk is set up in {services.settings.data_dir}.")
