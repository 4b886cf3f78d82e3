"""``consultant backup`` and ``consultant restore``: the whole desk into a folder, and back, while it runs."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from consultant import __version__
from consultant.adapters import backups
from consultant.adapters.keys import Keys, secret_of
from consultant.bootstrap import START_SECONDS, Services
from consultant.cli.opening import open_desk
from consultant.config import Settings
from consultant.db import snapshot
from consultant.db.queries import releases
from consultant.db.queries.pages import outbox
from consultant.errors import ConfigError, UserError

PURPOSE = "fingerprint in backups"


@dataclass(frozen=True, slots=True)
class Secrets:
    """The keys that are kept apart from a backup."""

    secret_key: str
    blob_key: str

    @property
    def fingerprints(self) -> dict[str, str]:
        """By which a backup knows its keys again; they tell nothing of them."""
        return {
            "secret_key": Keys(self.secret_key).derive(PURPOSE).hex(),
            "blob_key": Keys(self.blob_key).derive(PURPOSE).hex() if self.blob_key else "",
        }


def tell(words: str) -> None:
    """Say how far it is, to whoever watches."""
    click.echo(words, err=True)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--keys", "keys_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the keys here too.")
def backup(folder: Path, keys_file: Path | None) -> None:
    """Write the desk into FOLDER while it runs: rows as of one moment, stored mail, files and releases.

    A second backup into the same FOLDER copies only what is new, and takes the place of the first when it is whole.
    Keys are never written into FOLDER; keep them apart.
    """
    services = open_desk(START_SECONDS)
    kept = _secrets(services.settings)
    if keys_file is not None:
        _write_keys(keys_file, folder, kept)
    with backups.begun(folder) as beginning:
        # Most blobs before the rows; then those that came meanwhile. A row's blob was there before the row.
        beginning.take_blobs(services.blobs, tell)
        with snapshot.taken(services.database, services.settings.migrations_dir) as rows:
            made_at = datetime.now(UTC)
            beginning.take_rows(rows, tell)
        beginning.take_blobs(services.blobs, tell)
        beginning.finish(
            made_at=made_at.isoformat(timespec="seconds"),
            version=__version__,
            revision=rows.revision,
            keys=kept.fingerprints,
        )
    click.echo(f"The backup in {folder} is whole: the desk as of {made_at:%Y-%m-%d %H:%M:%S} UTC.")
    if keys_file is None:
        click.echo("The keys are not in it: keep CONSULTANT_SECRET_KEY (or secret.key) and CONSULTANT_BLOB_KEY apart.")
    else:
        click.echo(f"The keys are in {keys_file}, for their owner alone. Keep them apart from the backup.")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--keys",
    "keys_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What backup --keys wrote.",
)
def restore(folder: Path, keys_file: Path | None) -> None:
    """Bring the desk in FOLDER into an empty place, on either kind of database.

    A backup of an older version is brought to this one's schema. Start the processes afterwards: answers that waited
    when the backup was made leave then.
    """
    source = backups.Backup(folder)
    services = open_desk(START_SECONDS)
    if not snapshot.known(source.revision, services.settings.migrations_dir):
        raise UserError(f"{folder} was written by a newer version; restore it with that one")
    if filled := snapshot.filled(services.database):
        raise UserError(f"this desk is not empty ({', '.join(filled[:3])}); restore into an empty database")
    source.check(tell)
    _take_keys(services.settings, keys_file, source.manifest["keys"])
    source.give_blobs(services.blobs, tell)
    snapshot.write(services.database, services.settings.migrations_dir, source.revision, source.tables(tell))
    _say_what_is_there(services, source.manifest["made_at"])


def _say_what_is_there(services: Services, made_at: str) -> None:
    services.shelf.note(_active_releases(services))
    with services.database.reading() as tx:
        waiting = outbox.waiting(tx)
    click.echo(f"The desk is as it was at {made_at}.")
    if waiting:
        click.echo(
            f"{waiting} mails wait in the outbox and leave when a worker starts. If the old desk went on after the"
        )
        click.echo("backup it may have sent them: then cancel them on the Outbox page before you start a worker.")


def _active_releases(services: Services) -> tuple[str, ...]:
    with services.database.reading() as tx:
        return releases.active_keys(tx)


def _secrets(settings: Settings) -> Secrets:
    return Secrets(
        secret_of(settings.data_dir, settings.secret_key.get_secret_value()), settings.blob_key.get_secret_value()
    )


def _write_keys(path: Path, folder: Path, kept: Secrets) -> None:
    if path.resolve().is_relative_to(folder.resolve()):
        raise UserError("--keys: keys beside the backup open it for whoever finds it; name a file outside the folder")
    _write_privately(path, json.dumps({"secret_key": kept.secret_key, "blob_key": kept.blob_key}) + "\n")


def _write_privately(path: Path, text: str) -> None:
    """Write for the owner's eyes alone, whole or not at all."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    aside.replace(path)


def _take_keys(settings: Settings, keys_file: Path | None, fingerprints: dict[str, str]) -> None:
    """See that this place has the backup's keys; the file of ``--keys`` brings the desk's secret where none is set.

    Raises ConfigError.
    """
    if keys_file is not None and not settings.secret_key.get_secret_value():
        try:
            given = Secrets(**json.loads(keys_file.read_text()))
            fits = given.fingerprints["secret_key"] == fingerprints["secret_key"]
        except (ValueError, TypeError):
            raise ConfigError(f"--keys: {keys_file} is not a file that consultant backup --keys wrote") from None
        if not fits:
            raise ConfigError(f"--keys: {keys_file} holds the keys of another desk")
        _write_privately(settings.data_dir / "secret.key", given.secret_key)
    here = _secrets(settings).fingerprints
    if here["secret_key"] != fingerprints["secret_key"]:
        raise ConfigError(
            "CONSULTANT_SECRET_KEY: is not the key of the desk that was backed up; set that one, or give --keys FILE"
        )
    if here["blob_key"] != fingerprints["blob_key"]:
        raise ConfigError("CONSULTANT_BLOB_KEY: is not the key of the desk that was backed up; set it as it was there")
