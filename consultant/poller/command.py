"""``consultant poller``: the process that reads the mailboxes."""

import click

from consultant.bootstrap import build, check
from consultant.config import load
from consultant.poller import loop


@click.command()
def poller() -> None:
    """Read every mailbox and take its mail in, until ended."""
    services = build(load())
    check(services)
    loop.main(services)
