"""``consultant codes``: install releases, look up and search codes, read a question.

Each command stands in a file of its kind and is loaded when it is asked for: what looks codes up opens no database and
does not pay for one.
"""

import click

from consultant.cli.lazy import LazyGroup

COMMANDS = {
    "import": "consultant.cli.code_import:import_files",
    "status": "consultant.cli.codes_installed",
    "diff": "consultant.cli.codes_installed",
    "show": "consultant.cli.codes_asked",
    "search": "consultant.cli.codes_asked",
    "read": "consultant.cli.codes_asked",
    "mentions": "consultant.cli.codes_jsonl",
    "check": "consultant.cli.codes_check",
}


@click.group(cls=LazyGroup, where=COMMANDS)
def codes() -> None:
    """Code sets: releases, look-ups, searches."""
