"""``consultant codes import``: official files become installed releases, one release at a time."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.gathering import Gathered, Refused, gathered
from consultant.adapters.library.importing import KEYS, build_release
from consultant.errors import UserError
from consultant.services import code_releases

if TYPE_CHECKING:
    from consultant.bootstrap import Services

DAY = click.DateTime(formats=["%Y-%m-%d"])
REFRESHES = 4
"""How often a second the bar is drawn; more of it would be felt by the import."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind", type=click.Choice(sorted(KEYS)), help="What the files are, where their content is not to say it."
)
@click.option("--effective", type=DAY, help="First day of the release, where the file does not say it (YYYY-MM-DD).")
@click.option(
    "--insist", is_flag=True, help="Install a release that looks cut, or like the one of another day, as it is."
)
def import_files(files: tuple[Path, ...], kind: str | None, effective: datetime | None, *, insist: bool) -> None:
    """Install official FILES, whatever they are called: what each one is, its content says.

    A folder or zip is looked through: each file in it is installed, or named as what it is, or as not for the desk. Parts
    of one table are put together. A release that fails leaves nothing behind, and those after it are still installed.
    """
    from consultant.cli.opening import open_desk

    services = open_desk()
    failed, answering = False, 0
    for met in gathered(files, KEYS[kind] if kind else None, cpt_licensed=services.desk.cpt_licensed):
        if isinstance(met, Refused):
            failed = _refuse(met) or failed
            continue
        try:
            built = _built(services, met, effective, insist=insist)
        except UserError as error:
            failed = _refuse(Refused(", ".join(met.names), met.found, str(error), known=True)) or failed
            continue
        click.echo(_installed(services, built))
        answering += 1
    if not failed and not answering:
        click.echo("Nothing was installed.", err=True)
    if failed or not answering:
        sys.exit(1)


def note(services: "Services") -> None:
    """Note on this host which releases are active, for commands that open no database."""
    with services.database.reading() as tx:
        services.shelf.note(code_releases.active_keys(tx))


def counted(counts: Any) -> str:
    """Counts in words: ``70 codes, 59 modifiers``."""
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())


def _built(services: "Services", met: Gathered, effective: datetime | None, *, insist: bool) -> BuiltRelease:
    with services.database.reading() as tx:
        active = code_releases.active_keys(tx)
    click.echo(f"{', '.join(met.names)}: {met.kind}")
    with _bar(sum(path.stat().st_size for path in met.paths)) as read:
        return build_release(
            met.kind,
            met.paths,
            services.shelf.folder,
            effective=effective.date() if effective else None,
            progress=click.echo,
            read=read,
            cpt_licensed=services.desk.cpt_licensed,
            today=services.clock.now().date(),
            installed=services.shelf.paths(active),
            insisted=insist,
        )


def _installed(services: "Services", built: BuiltRelease) -> str:
    """Install and activate, in a transaction that begins when the file is kept; what is to be said of it."""
    label = f"{built.described.label}: {counted(built.counts)}"
    with services.database.reading() as tx:
        if built.sha256 in code_releases.active_keys(tx):
            return f"Installed and active already: {label}. Nothing changed."
    code_releases.keep(built, blobs=services.blobs)
    with services.database.transaction() as tx:
        code_releases.install(tx, built, clock=services.clock)
    note(services)
    return f"Installed and active: {label}."


def _refuse(what: Refused) -> bool:
    """Say it; whether the command fails by it, as it does by files that were named."""
    if what.found:
        click.echo(f"{what.name}: {'not installed' if what.known else 'not for the desk'}. {what.reason}")
    else:
        end = "" if what.reason.endswith((".", "?", "!")) else "."
        click.echo(f"{what.reason}{end} Nothing of it was installed.", err=True)
    return not what.found


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], object]]:
    """A bar of ``total`` bytes on a terminal, nothing elsewhere; yields whom to tell of bytes that were read."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TimeElapsedColumn

    console = Console()
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, refresh_per_second=REFRESHES) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda size: progress.update(task, advance=size, total=total)
