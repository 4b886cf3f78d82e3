"""``consultant codes``: install releases, look up and search codes, read a question.

``show``, ``search``, ``mentions``, ``check`` and ``read`` open no database: they use the release files last active on
this host.
"""

import csv
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from consultant.adapters.library.importing import build_shipped
from consultant.cli.code_import import DAY, counted, import_files, note
from consultant.cli.lazy import LazyGroup
from consultant.cli.library import library
from consultant.cli.sheet_text import lines
from consultant.coding import jsonform
from consultant.coding.comparison import Change, Changed
from consultant.coding.finding import find_codes
from consultant.coding.lookup import read_case, to_json
from consultant.coding.sets import missing
from consultant.coding.sheet import readings
from consultant.errors import UserError
from consultant.services import code_releases

if TYPE_CHECKING:
    from consultant.bootstrap import Services

LINES = {"mentions": "consultant.cli.codes_jsonl", "check": "consultant.cli.codes_check"}
"""Commands that answer JSON lines."""


@click.group(cls=LazyGroup, where=LINES)
def codes() -> None:
    """Code sets: releases, look-ups, searches."""


def install_shipped(services: "Services", *, say: Callable[[str], object]) -> None:
    """Install the releases that come with the desk, unless releases of their kind are active already."""
    with services.database.reading() as tx:
        present = {release.system for release in code_releases.overview(tx, clock=services.clock) if release.active}
    shipped = build_shipped(services.shelf.folder, present=present)
    if not shipped:
        say("ICD-10-CM, HCPCS and modifiers are installed.")
        return
    for built in shipped:
        code_releases.keep(built, blobs=services.blobs)
        with services.database.transaction() as tx:
            code_releases.install(tx, built, clock=services.clock)
        say(f"Installed {built.described.label}: {counted(built.counts)}.")
    note(services)


def _services() -> "Services":
    from consultant.cli.opening import open_desk

    return open_desk()


codes.add_command(import_files)


@codes.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(*, as_json: bool) -> None:
    """List the installed releases, which of them are active and which are stale, and the sets of which none is active."""
    services = _services()
    with services.database.reading() as tx:
        installed = code_releases.overview(tx, clock=services.clock)
    gone = missing({release.system for release in installed if release.active})
    if as_json:
        lacking = [of.value for sets in gone.values() for of in sets]
        click.echo(json.dumps({"releases": [_release_json(release) for release in installed], "missing": lacking}))
        return
    if not installed:
        click.echo("No release is installed. Run: consultant setup")
    for release in installed:
        marks = ["active" if release.active else "not active"]
        marks += ["sample"] if release.sample else []
        click.echo(f"{release.id}  {release.label} ({', '.join(marks)}): {counted(release.counts)}")
        if release.active and release.stale:
            click.echo(f"   stale: {release.stale}")
    for topic, sets in gone.items() if installed else ():
        click.echo(f"{topic}, missing:")
        for of in sets:
            click.echo(f"   {of.title}")


@codes.command()
@click.argument("before", type=int)
@click.argument("after", type=int)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table by comma: code, change, before, after, successors.")
def diff(before: int, after: int, *, as_csv: bool) -> None:
    """Compare two installed releases of one system, by the numbers that `codes status` shows."""
    services = _services()
    with services.database.reading() as tx:
        old, new = code_releases.two(tx, before, after, clock=services.clock)
    changes = services.shelf.changes(old.sha256, new.sha256)
    if as_csv:
        out = csv.writer(sys.stdout)
        out.writerow(("code", "change", "before", "after", "successors"))
        out.writerows((*_cells(one), " ".join(found.code for found in one.successors)) for one in changes)
        out.writerows(("", "notice", notice, "", "") for notice in code_releases.notices(old, new))
        return
    click.echo(f"From {old.label} to {new.label}:")
    for notice in code_releases.notices(old, new):
        click.echo(f"  [{notice}]")
    for kind in Change:
        count = sum(one.change is kind for one in changes)
        click.echo(f"  {count:,} {kind}")
    for one in changes:
        see = f"; see {', '.join(found.code for found in one.successors)}" if one.successors else ""
        click.echo(f"{one.code:9} {one.change}: {one.after or one.before}{see}")


def _cells(one: Changed) -> tuple[str, str, str, str]:
    return one.code, one.change.value, one.before, one.after


@codes.command()
@click.argument("code")
@click.option("--date", "on", type=DAY, help="Date of service (YYYY-MM-DD), today unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(code: str, on: datetime | None, *, as_json: bool) -> None:
    """Say everything that the installed releases know of CODE on a date."""
    found = readings(library(), code, _day(on))
    if not found:
        raise UserError(f"{code} has the shape of no code")
    if as_json:
        click.echo(json.dumps({"on": _day(on).isoformat(), "codes": [jsonform.encode(one) for one in found]}))
        return
    for one in found:
        for line in lines(one):
            click.echo(line)


@codes.command()
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


@codes.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--received", type=DAY, help="Day on which the question came (YYYY-MM-DD), today unless given.")
def read(file: Any, received: datetime | None) -> None:
    """Read a question from FILE ("-" for standard input) and print what the desk finds in it, as JSON."""
    reading = read_case(file.read(), library(), received=_day(received))
    json.dump(to_json(reading), sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()


def _release_json(release: code_releases.Installed) -> dict[str, Any]:
    return {
        "id": release.id,
        "system": release.system.value,
        "label": release.label,
        "effective_from": release.effective_from.isoformat(),
        "effective_to": release.effective_to.isoformat() if release.effective_to else None,
        "sha256": release.sha256,
        "size": release.size,
        "counts": dict(release.counts),
        "sources": list(release.sources),
        "sample": release.sample,
        "active": release.active,
        "stale": release.stale,
    }
