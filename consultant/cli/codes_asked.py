"""``consultant codes show``, ``search`` and ``read``: what the release files last active on this host say."""

import json
import sys
from datetime import date, datetime
from typing import Any

import click

from consultant.cli.library import library
from consultant.coding import jsonform
from consultant.coding.finding import find_codes
from consultant.errors import UserError

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("code")
@click.option("--date", "on", type=DAY, help="Date of service (YYYY-MM-DD), today unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(code: str, on: datetime | None, *, as_json: bool) -> None:
    """Say everything that the installed releases know of CODE on a date."""
    from consultant.cli.sheet_text import lines
    from consultant.coding.sheet import readings

    found = readings(library(), code, _day(on))
    if not found:
        raise UserError(f"{code} has the shape of no code")
    if as_json:
        click.echo(json.dumps({"on": _day(on).isoformat(), "codes": [jsonform.encode(one) for one in found]}))
        return
    for one in found:
        for line in lines(one):
            click.echo(line)


@click.command()
@click.argument("words", nargs=-1)
@click.option("--on", type=DAY, help="Date of service (YYYY-MM-DD), today unless given.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--jsonl", is_flag=True, help='Answer JSON lines {"id", "query", "system"?, "date"?, "limit"?}.')
def search(words: tuple[str, ...], on: datetime | None, limit: int, *, as_json: bool, jsonl: bool) -> None:
    """Find codes by WORDS, by a code or by its beginning; with --jsonl the questions come on standard input."""
    if jsonl:
        from consultant.cli.codes_jsonl import answer_searches

        answer_searches(sys.stdin.buffer)
        return
    if not words:
        raise click.UsageError("Say what to search for.")
    catalogue, at = library(), _day(on)
    hits = find_codes(" ".join(words), catalogue, on=at, limit=limit)
    if as_json:
        click.echo(json.dumps({"on": at.isoformat(), "codes": [jsonform.encode(hit) for hit in hits]}))
        return
    if not hits:
        click.echo("Nothing matches.")
    for hit in hits:
        click.echo(f"{hit.code:9} {hit.text}{'' if hit.billable else ' (not billable)'}")
        if hit.why != hit.text:
            click.echo(f"          why: {hit.why}")
        if hit.notice:
            click.echo(f"          [{hit.notice}]")


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--received", type=DAY, help="Day on which the question came (YYYY-MM-DD), today unless given.")
def read(file: Any, received: datetime | None) -> None:
    """Read a question from FILE ("-" for standard input) and print what the desk finds in it, as JSON."""
    from consultant.coding.lookup import read_case, to_json

    reading = read_case(file.read(), library(), received=_day(received))
    json.dump(to_json(reading), sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()
