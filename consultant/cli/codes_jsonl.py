"""``consultant codes mentions --jsonl`` and ``codes search --jsonl``: many questions, one a line, answered as they come."""

from datetime import date
from typing import BinaryIO

import click

from consultant.cli.json_lines import answer_each
from consultant.cli.library import library
from consultant.coding.programs.mentioned import mentioning


@click.command()
@click.option("--jsonl", is_flag=True, help="JSON lines, which is what this command always reads and prints.")
@click.argument("source", type=click.File("rb"), default="-")
def mentions(source: BinaryIO, *, jsonl: bool) -> None:
    """Read JSON lines {"id", "text"} and print {"id", "mentions"} for each: the codes that the text writes."""
    del jsonl
    answer_each(source, mentioning(library()))


def answer_searches(source: BinaryIO) -> None:
    """Read JSON lines {"id", "query", "system"?, "date"?, "limit"?} and print {"id", "ms", "codes"} for each."""
    from consultant.coding.finding import find_codes
    from consultant.coding.programs.searches import searching

    catalogue = library()
    # The first question does not pay for opening the indexes.
    find_codes("pain", catalogue, on=date.today(), limit=1)
    answer_each(source, searching(catalogue))
