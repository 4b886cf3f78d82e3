"""The ``consultant`` command. Each group stands in its own file; pure commands never open a database."""

import sys

import click

from consultant import __version__
from consultant.cli.lazy import LazyGroup
from consultant.errors import ConsultantError


class Commands(LazyGroup):
    """A group that shows the desk's own errors as one line."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exits with 1 and one line for whatever the desk raised on purpose."""
        try:
            return super().invoke(ctx)
        except ConsultantError as error:
            click.echo(f"consultant: {error}", err=True)
            sys.exit(1)


COMMANDS = {
    "setup": "consultant.cli.setup",
    "demo": "consultant.demo.command",
    "db": "consultant.cli.db",
    "users": "consultant.cli.users",
    "mailboxes": "consultant.cli.mailboxes",
    "codes": "consultant.cli.codes",
    "tickets": "consultant.cli.tickets",
    "mail": "consultant.cli.mail",
    "backup": "consultant.cli.backup",
    "restore": "consultant.cli.backup",
    "health": "consultant.cli.health",
    "poller": "consultant.poller.command",
}
"""Where each command stands; named, not imported, so that cli, demo and poller stay blind to each other."""


@click.command(cls=Commands, where=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="consultant")
def main() -> None:
    """Consultant: an email consultation desk for US medical coding."""
