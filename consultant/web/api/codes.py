"""Codes as JSON: one code on a date, a search, the installed releases, and what changed between two of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields, validate

from consultant.coding.comparison import Changed
from consultant.coding.edits import Setting
from consultant.coding.jsonform import encode
from consultant.coding.sections import Asked
from consultant.coding.sets import System
from consultant.coding.sheet import CodeSheet
from consultant.services import code_releases, reading
from consultant.services.pages import codes as pages
from consultant.web.access import Open, needs, person
from consultant.web.api.describing import answer
from consultant.web.desk import services, today

DATES = r"^(19[89][0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}$"
NO_NUL = r"^[^\u0000]*$"
FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)
codes = Blueprint("api_codes", __name__, description="Codes on a date, each with the release that it was read from.")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in one sentence."""

    error: str


@dataclass(frozen=True, slots=True)
class Release:
    """An installed release. ``stale`` says why a newer one is wanted."""

    id: int
    set: str
    title: str
    label: str
    effective_from: date
    effective_to: date | None
    sha256: str
    sample: bool
    active: bool
    stale: str | None


@dataclass(frozen=True, slots=True)
class Releases:
    """Every installed release, by set, the newest first."""

    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A code that a search found. ``why`` is the official phrase that matched; ``notice`` is to stand beside both."""

    system: System
    code: str
    text: str
    status: str
    why: str
    notice: str | None


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, best first."""

    on: date
    codes: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one release to another. ``notices`` are to stand beside the words."""

    before: str
    after: str
    changes: tuple[Changed, ...]
    notices: tuple[str, ...]


class On(Schema):
    """A date of service."""

    date = fields.Date(
        load_default=None,
        validate=validate.Range(FIRST_DAY, LAST_DAY),
        metadata={"description": "Date of service (YYYY-MM-DD); today unless given.", "pattern": DATES},
    )


class OfCode(On):
    """What the sections of a code depend on."""

    setting = fields.Enum(Setting, by_value=True, load_default=Setting.PRACTITIONER)
    state = fields.String(load_default=None, validate=validate.Regexp(r"^[A-Z]{2}$"))
    locality = fields.String(load_default=None, validate=validate.Regexp(r"^\d{5}-\d{2}$"))
    first = fields.Integer(load_default=0, validate=validate.Range(0, 10**7))


class Searched(On):
    """A search."""

    q = fields.String(
        required=True, validate=validate.Length(1, 300), metadata={"description": "A code or words.", "pattern": NO_NUL}
    )
    system = fields.Enum(System, by_value=True, load_default=None)


class Two(Schema):
    """Two releases, by their numbers."""

    before = fields.Integer(required=True, validate=validate.Range(1, 2**62))
    after = fields.Integer(required=True, validate=validate.Range(1, 2**62))


FAULTS = {
    401: answer(Fault, "No good token."),
    403: answer(Fault, "The token's person may not do this."),
    429: answer(Fault, "Asked too often; wait a minute."),
}
NOT_FOUND = {404: answer(Fault, "There is no such thing: no such code, release, or comparison.")}
WRONG = {422: answer(Fault, "A parameter is not what it should be.")}


@codes.get(f"/codes/<any({', '.join(System)}):system>/<string:code>")
@needs(Open.PROGRAM)
@codes.arguments(OfCode, location="query", unknown=RAISE)
@codes.doc(
    summary="One code on a date", responses={200: answer(CodeSheet, "The code."), **FAULTS, **NOT_FOUND, **WRONG}
)
def show(given: dict[str, Any], system: str, code: str) -> ResponseReturnValue:
    """Everything that the installed releases say about one code on a date."""
    on = given["date"] or today()
    asked = Asked(given["setting"], given["state"], given["locality"], given["first"])
    return jsonify(encode(pages.sheet_of(person(), services().library, System(system), code, on=on, asked=asked)))


@codes.get("/codes")
@needs(Open.PROGRAM)
@codes.arguments(Searched, location="query", unknown=RAISE)
@codes.doc(summary="Find codes", responses={200: answer(Search, "What was found, best first."), **FAULTS, **WRONG})
def find(given: dict[str, Any]) -> ResponseReturnValue:
    """Find codes by a code, its beginning, or words. A search is a line in the read log."""
    on = given["date"] or today()
    with services().database.transaction() as tx:
        reading.record(tx, person(), "search", clock=services().clock)
    found = pages.find(person(), services().library, given["q"], on=on, today=today(), system=given["system"])
    hits = tuple(Hit(one.system, one.code, one.text, one.status.value, one.why, one.notice) for one in found.found)
    return jsonify(encode(Search(on, hits)))


@codes.get("/releases")
@needs(Open.PROGRAM)
@codes.doc(summary="Installed releases", responses={200: answer(Releases, "Every installed release."), **FAULTS})
def releases() -> ResponseReturnValue:
    """Every installed release, which are active, and which are older than their season."""
    with services().database.reading() as tx:
        installed = code_releases.overview(tx, clock=services().clock)
    return jsonify(encode(Releases(tuple(_release(one) for one in installed))))


@codes.get("/releases/comparison")
@needs(Open.PROGRAM)
@codes.arguments(Two, location="query", unknown=RAISE)
@codes.doc(
    summary="What changed between two releases",
    responses={200: answer(Comparison, "The changes, by code."), **FAULTS, **NOT_FOUND, **WRONG},
)
def compare(given: dict[str, Any]) -> ResponseReturnValue:
    """Codes added, deleted, renamed, split or merged, with likely successors."""
    with services().database.reading() as tx:
        before, after = code_releases.two(tx, given["before"], given["after"], clock=services().clock)
    changes = services().shelf.changes(before.sha256, after.sha256)
    return jsonify(encode(Comparison(before.label, after.label, changes, code_releases.notices(before, after))))


def _release(one: code_releases.Installed) -> Release:
    return Release(
        one.id,
        one.system.value,
        one.system.title,
        one.label,
        one.effective_from,
        one.effective_to,
        one.sha256,
        one.sample,
        one.active,
        one.stale,
    )
