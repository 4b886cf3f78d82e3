"""Open the desk for a command, and close it with the command."""

import click

from consultant.bootstrap import Services, build
from consultant.config import load


def open_desk() -> Services:
    """Return the desk that the environment describes; its connections end with the command. Raises ConfigError."""
    services = build(load())
    click.get_current_context().call_on_close(services.close)
    return services
