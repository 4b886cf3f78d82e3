"""Open the desk for a command, and close it with the command."""

import click

from consultant.bootstrap import Services, build
from consultant.config import load


def open_desk(wait: float = 0) -> Services:
    """Return the desk that the environment describes; its connections end with the command.

    Raises ConfigError, also when the database does not answer within ``wait`` seconds.
    """
    services = build(load())
    click.get_current_context().call_on_close(services.close)
    services.database.wait_until_up(wait)
    return services
