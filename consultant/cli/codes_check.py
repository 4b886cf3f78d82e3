"""``consultant codes check --jsonl``: claims, one a line, judged by every rule as they come."""

from typing import BinaryIO

import click

from consultant.cli.json_lines import answer_each
from consultant.cli.library import library
from consultant.coding.programs.claims import checking


@click.command()
@click.option("--jsonl", is_flag=True, help="JSON lines, which is what this command always reads and prints.")
@click.argument("source", type=click.File("rb"), default="-")
def check(source: BinaryIO, *, jsonl: bool) -> None:
    """Read claims as JSON lines and print {"id", "findings"} for each.

    A claim is {"id", "date", "setting", "lines": [{"code", "modifiers", "units"}], "diagnoses", "patient"}; "payer" and
    "place_of_service" may stand beside them.
    """
    del jsonl
    answer_each(source, checking(library()))
