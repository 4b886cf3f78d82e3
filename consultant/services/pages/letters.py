"""The letters as pages: which is used, its versions, and what a copy may name."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from consultant.db.engine import Tx
from consultant.db.queries import letters as rows
from consultant.db.queries import users
from consultant.domain.rights import Action, Person, demand
from consultant.mail.letters import LETTERS, Letter, Templates, folder_of
from consultant.ports import Renderer
from consultant.services.letters import kind_of, templates_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter in the list. ``number``: the version that is used, 0 for the shipped one."""

    name: str
    title: str
    about: str
    number: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a letter that somebody made."""

    number: int
    made_at: datetime
    made_by: str
    active: bool


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter to edit. ``fields``: what templates may ask the letter for. ``newest``: 0 while nobody has made a copy."""

    name: str
    title: str
    about: str
    templates: Templates
    fields: tuple[str, ...]
    versions: tuple[Version, ...]
    newest: int
    number: int


def index(tx: Tx, person: Person) -> tuple[Listed, ...]:
    """Return every letter. Raises Forbidden."""
    demand(person, Action.EDIT_LETTERS)
    used = rows.active_numbers(tx)
    return tuple(Listed(folder_of(kind), _title(kind), _about(kind), used.get(folder_of(kind), 0)) for kind in LETTERS)


def show(tx: Tx, person: Person, name: str, *, version: int | None = None, renderer: Renderer) -> LetterPage:
    """Return a letter with the templates of a version (0 the shipped ones), else of the one in use. Raises NotFound."""
    demand(person, Action.EDIT_LETTERS)
    kind = kind_of(name)
    made = rows.versions(tx, name)
    used = next((row.number for row in made if row.active), 0)
    chosen = next((row for row in made if row.number == (used if version is None else version)), None)
    return LetterPage(
        name,
        _title(kind),
        _about(kind),
        templates_of(chosen) if chosen is not None else renderer.shipped(kind),
        (
            *(field.name for field in dataclasses.fields(kind)),
            *(["subject_line"] if hasattr(kind, "subject_line") else []),
        ),
        tuple(Version(row.number, row.made_at, users.name_of(tx, row.made_by), row.active) for row in made),
        newest=made[0].number if made else 0,
        number=used,
    )


def _title(kind: type[Letter]) -> str:
    return folder_of(kind).replace("_", " ").capitalize()


def _about(kind: type[Letter]) -> str:
    return (kind.__doc__ or "").split("\n", 1)[0].split("``")[0].strip()
