"""``consultant codes``: install releases, look up and search codes, read a question.

``lookup``, ``search`` and ``read`` open no database: they use the release files last active on this host.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from consultant.adapters.library.importing import build_release, build_shipped, kind_of, unfolded
from consultant.adapters.library.release_file import ReleaseFile
from consultant.adapters.library.shelf import Shelf
from consultant.coding import jsonform
from consultant.coding.cards import CodeCard, FoundBy, card
from consultant.coding.catalogue import Catalogue
from consultant.coding.comparison import Change, Changed, compare
from consultant.coding.lookup import read_case, to_json
from consultant.coding.search.rank import search as rank
from consultant.coding.sets import System
from consultant.coding.systems import NORMALISE
from consultant.config import load, make_folder
from consultant.errors import UserError
from consultant.services import code_releases

if TYPE_CHECKING:
    from consultant.bootstrap import Services

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def codes() -> None:
    """Code sets: releases, look-ups, searches."""


def install_shipped(services: "Services", *, say: Callable[[str], object]) -> None:
    """Install the releases that come with the desk, unless releases of their kind are active already."""
    with services.database.reading() as tx:
        present = {release.system for release in code_releases.overview(tx, clock=services.clock) if release.active}
    if {System.CM, System.HCPCS} <= present:
        say("ICD-10-CM and HCPCS are installed.")
        return
    for built in build_shipped(services.shelf.folder):
        if built.described.system not in present:
            with services.database.transaction() as tx:
                code_releases.install(tx, built, blobs=services.blobs, clock=services.clock)
            say(f"Installed {built.described.label}: {_counted(built.counts)}.")
    _note(services)


def _note(services: "Services") -> None:
    with services.database.reading() as tx:
        services.shelf.note(code_releases.active_keys(tx))


def _services() -> "Services":
    from consultant.cli.opening import open_desk

    return open_desk()


@codes.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--effective", type=DAY, help="First day of the release, where the file does not say it (YYYY-MM-DD).")
def import_(files: tuple[Path, ...], effective: datetime | None) -> None:
    """Install official FILES, whatever they are called: what each one is, its content says.

    A folder is looked through: each file in it is installed, or named as not for the desk. A file that fails leaves
    nothing behind, and those after it are still installed.
    """
    services = _services()
    failed = False
    for name, file, found in _found(files):
        try:
            click.echo(f"{name}: {kind_of(file)}")
            built = build_release(
                file, services.shelf.folder, effective=effective.date() if effective else None, progress=click.echo
            )
        except UserError as error:
            failed = failed or not found
            if found:
                click.echo(f"{name}: not for the desk. {error}")
            else:
                click.echo(f"{error} Nothing of it was installed.", err=True)
            continue
        with services.database.transaction() as tx:
            code_releases.install(tx, built, blobs=services.blobs, clock=services.clock)
        _note(services)
        click.echo(f"Installed and active: {built.described.label}: {_counted(built.counts)}.")
    if failed:
        sys.exit(1)


def _found(given: Iterable[Path]) -> Iterator[tuple[str, Path, bool]]:
    """Yield name and place of each file, those of zips too, and whether it was only met in a folder or a zip.

    What was named by somebody must be what it should be.
    """
    for path in given:
        inside = sorted(inner for inner in path.rglob("*") if inner.is_file()) if path.is_dir() else [path]
        for file in inside:
            for name, place in unfolded(file):
                yield name, place, path.is_dir() or place != path


@codes.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(*, as_json: bool) -> None:
    """List the installed releases, which of them are active, and which are stale."""
    services = _services()
    with services.database.reading() as tx:
        installed = code_releases.overview(tx, clock=services.clock)
    if as_json:
        click.echo(json.dumps({"releases": [_release_json(release) for release in installed]}))
        return
    if not installed:
        click.echo("No release is installed. Run: consultant setup")
    for release in installed:
        marks = ["active" if release.active else "not active"]
        marks += ["sample"] if release.sample else []
        click.echo(f"{release.id}  {release.label} ({', '.join(marks)}): {_counted(release.counts)}")
        if release.active and release.stale:
            click.echo(f"   stale: {release.stale}")


@codes.command()
@click.argument("before", type=int)
@click.argument("after", type=int)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table by comma: code, change, before, after, successors.")
def diff(before: int, after: int, *, as_csv: bool) -> None:
    """Compare two installed releases of one system, by the numbers that `codes status` shows."""
    services = _services()
    with services.database.reading() as tx:
        known = {release.id: release for release in code_releases.overview(tx, clock=services.clock)}
    old, new = (known.get(number) for number in (before, after))
    if old is None or new is None or old.system is not new.system:
        raise UserError("Both must be installed releases of one system. `consultant codes status` lists them.")
    files = [services.shelf.file(one.sha256) for one in (old, new)]
    lists = [file.lines(file.release.system) for file in files if isinstance(file, ReleaseFile)]
    if len(lists) != len(files):
        raise UserError("Lists of codes are compared; these releases hold something else.")
    changes = list(compare(*lists))
    if as_csv:
        out = csv.writer(sys.stdout)
        out.writerow(("code", "change", "before", "after", "successors"))
        out.writerows((*_cells(one), " ".join(found.code for found in one.successors)) for one in changes)
        return
    click.echo(f"From {old.label} to {new.label}:")
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
@click.option("--on", type=DAY, help="Date of service (YYYY-MM-DD), today unless given.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a reading.")
def lookup(code: str, on: datetime | None, *, as_json: bool) -> None:
    """Say what CODE is on a date."""
    catalogue, at = _library(), _day(on)
    cards = list(_readings(code, catalogue, at))
    if not cards:
        raise UserError(f"{code} has the shape of no code")
    if as_json:
        click.echo(json.dumps({"on": at.isoformat(), "codes": [jsonform.encode(found) for found in cards]}))
        return
    for found in cards:
        _show(found)


@codes.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--on", type=DAY, help="Date of service (YYYY-MM-DD), today unless given.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def search(words: tuple[str, ...], on: datetime | None, limit: int, *, as_json: bool) -> None:
    """Find codes by WORDS, by a code or by its beginning."""
    catalogue, at = _library(), _day(on)
    hits = rank(" ".join(words), catalogue, on=at, limit=limit)
    if as_json:
        click.echo(json.dumps({"on": at.isoformat(), "codes": [jsonform.encode(hit) for hit in hits]}))
        return
    if not hits:
        click.echo("Nothing matches.")
    for hit in hits:
        click.echo(f"{hit.code:9} {hit.text}{'' if hit.billable else ' (not billable)'}")
        if hit.why != hit.text:
            click.echo(f"          why: {hit.why}")


@codes.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--received", type=DAY, help="Day on which the question came (YYYY-MM-DD), today unless given.")
def read(file: Any, received: datetime | None) -> None:
    """Read a question from FILE ("-" for standard input) and print what the desk finds in it, as JSON."""
    reading = read_case(file.read(), _library(), received=_day(received))
    json.dump(to_json(reading), sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


def _library() -> Catalogue:
    """The release files last active on this host. Raises UserError before set-up, ConfigError."""
    settings = load()
    make_folder(settings)
    shelf = Shelf(settings.data_dir / "releases")
    active = shelf.noted()
    if not active:
        raise UserError(f"no code release is installed in {shelf.folder}; run: consultant setup")
    return shelf.catalogue(active)


def _day(given: datetime | None) -> date:
    return given.date() if given else date.today()


def _readings(code: str, catalogue: Catalogue, on: date) -> Iterable[CodeCard]:
    """A card for each system whose shape ``code`` has; those that list it, or else all."""
    shaped = [(system, normal) for system, normalise in NORMALISE.items() if (normal := normalise(code))]
    listed = [pair for pair in shaped if catalogue.listed(*pair)]
    for system, normal in listed or shaped:
        answer = catalogue.ask(system, normal, on)
        yield card(system, normal, answer, on, found_by=FoundBy.MENTION, why="asked for")


def _show(found: CodeCard) -> None:
    click.echo(f"{found.system.title} {found.code}: {found.status_words}. {found.detail}")
    if found.text:
        click.echo(f"  {found.text}")
    for level in found.ancestors:
        click.echo(f"  in {level.code} {level.text}")
    for leaf in found.leaves:
        click.echo(f"  choose {leaf.code} {leaf.text}")
    for near in found.nearest:
        click.echo(f"  perhaps {near.code} {near.text}")
    for note in found.notes:
        click.echo(f"  {note.kind} (at {note.at}): {note.text}")
    for name, value in found.facts:
        click.echo(f"  {name}: {value}")
    for words in (found.release, found.stale, found.caveat):
        if words:
            click.echo(f"  [{words}]")


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


def _counted(counts: Any) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())
