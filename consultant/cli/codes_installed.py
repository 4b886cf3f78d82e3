"""``consultant codes status`` and ``codes diff``: the installed releases; and those that come with the desk."""

import csv
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from consultant.adapters.library.importing import build_shipped
from consultant.cli.code_import import counted, note
from consultant.coding.comparison import Change, Changed
from consultant.coding.sets import missing
from consultant.services import code_releases

if TYPE_CHECKING:
    from consultant.bootstrap import Services


def install_shipped(services: "Services", *, say: Callable[[str], object]) -> None:
    """Install the releases that come with the desk, unless releases of their kind are active already."""
    with services.database.reading() as tx:
        active = [release for release in code_releases.overview(tx, clock=services.clock) if release.active]
    present = {release.system for release in active if services.shelf.readable(release.sha256)}
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


@click.command()
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
        if release.active and not services.shelf.readable(release.sha256):
            click.echo("   made by another version of the desk: import its file again")
        elif release.active and release.stale:
            click.echo(f"   stale: {release.stale}")
    for topic, sets in gone.items() if installed else ():
        click.echo(f"{topic}, missing:")
        for of in sets:
            click.echo(f"   {of.title}")


@click.command()
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
