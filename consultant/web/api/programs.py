"""Texts, queries, claims and mails as programs send them: the same JSON as the command line, in the body, never in an address.

Nothing that is sent is kept or logged; a search is a line in the read log, without its words.
"""

from dataclasses import dataclass
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema, fields, validate

from consultant.coding.programs.searches import LIMIT, MOST
from consultant.coding.question_text import TEXT_LIMIT
from consultant.coding.wire import SEARCHED
from consultant.errors import UserError
from consultant.services import programs as use
from consultant.services import reading
from consultant.web.access import Open, needs, person
from consultant.web.api.codes import DATES, FAULTS, FIRST_DAY, LAST_DAY, Fault
from consultant.web.api.describing import answer
from consultant.web.desk import services, today

LINES, DIAGNOSES, MODIFIERS = 100, 100, 20
"""Of one claim; and of one line."""
CODE = validate.Length(1, 20)
programs = Blueprint("api_programs", __name__, description="What people write, read for codes and judged by rules.")


@dataclass(frozen=True, slots=True)
class Mention:
    """A code that a text writes; ``start`` and ``end`` count code points."""

    system: str
    code: str
    modifiers: tuple[str, ...]
    units: int | None
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """The codes of a text, in order."""

    id: object
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A code that was found. ``why`` is the official phrase that matched; ``notice`` is to stand beside it."""

    system: str
    code: str
    score: float
    why: str
    notice: str | None


@dataclass(frozen=True, slots=True)
class Searched:
    """The codes for a query, best first, and the milliseconds that it took."""

    id: object
    ms: float
    codes: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has to say. ``severity``: error, warning or info."""

    rule: str
    codes: tuple[str, ...]
    severity: str
    message: str
    source: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules find about a claim, errors first."""

    id: object
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a case, None for what is not said."""

    date_of_service: str | None
    payer: str | None
    state: str | None
    place_of_service: str | None
    patient_age: int | None
    patient_sex: str | None
    denial_codes: tuple[str, ...]
    question_type: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the worker would attach to a mail; ``lookups`` have mentioned codes first.

    ``unreadable`` says why the body is no mail, of which nothing is read.
    """

    mentions: tuple[Mention, ...]
    facts: Facts
    lookups: tuple[Offered, ...]
    findings: tuple[Finding, ...]
    unreadable: str | None


class Whole(fields.Integer):
    """A whole number, also where a program writes 84.0; no text and no truth value."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
            raise self.make_error("invalid", input=value)
        return int(value)


class Named(Schema):
    """A question with a name of the asker's own, which comes back with the answer."""

    id = fields.Raw(load_default=None, allow_none=True)


class Text(Named):
    """A text to be read."""

    text = fields.String(required=True, validate=validate.Length(max=TEXT_LIMIT))


class Query(Named):
    """Words to be looked up."""

    query = fields.String(required=True, validate=validate.Length(max=TEXT_LIMIT))
    system = fields.String(load_default=None, allow_none=True, validate=validate.OneOf([*SEARCHED]))
    date = fields.Date(
        load_default=None, allow_none=True, validate=validate.Range(FIRST_DAY, LAST_DAY), metadata={"pattern": DATES}
    )
    limit = Whole(load_default=LIMIT, validate=validate.Range(1, MOST))


class Line(Schema):
    """A procedure or supply of a claim."""

    code = fields.String(required=True, validate=CODE)
    modifiers = fields.List(fields.String(validate=CODE), load_default=list, validate=validate.Length(max=MODIFIERS))
    units = fields.Float(load_default=None, allow_none=True, validate=validate.Range(0, 1_000_000))


class Patient(Schema):
    """Age in years and sex (F or M)."""

    age = Whole(load_default=None, allow_none=True, validate=validate.Range(0, 150))
    sex = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(["F", "M"]))


class Claim(Schema):
    """A claim to be judged."""

    id = fields.Raw(required=True, allow_none=True)
    date = fields.Date(required=True, validate=validate.Range(FIRST_DAY, LAST_DAY), metadata={"pattern": DATES})
    setting = fields.String(required=True, validate=validate.OneOf(["practitioner", "outpatient"]))
    lines = fields.List(fields.Nested(Line, unknown=RAISE), required=True, validate=validate.Length(max=LINES))
    diagnoses = fields.List(fields.String(validate=CODE), required=True, validate=validate.Length(max=DIAGNOSES))
    patient = fields.Nested(Patient, load_default=None, allow_none=True, unknown=RAISE)
    payer = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))
    place_of_service = fields.String(load_default=None, allow_none=True, validate=validate.Regexp(r"^[0-9]{2}$"))


SENT = {
    **FAULTS,
    400: answer(Fault, "The body cannot be read."),
    413: answer(Fault, "The body is too large."),
    422: answer(Fault, "A field is not what it should be."),
}
MAIL = {
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary", "minLength": 1}}},
}


@programs.post("/codes/mentions")
@needs(Open.PROGRAM)
@programs.arguments(Text, location="json", unknown=RAISE)
@programs.doc(summary="Codes that a text writes", responses={200: answer(Mentions, "The codes, in order."), **SENT})
def mentions(given: dict[str, Any]) -> ResponseReturnValue:
    """Codes with modifiers and units, told apart from what only looks like them."""
    return jsonify({"id": given["id"], **use.mentions(person(), services().library, given)})


@programs.post("/codes/search")
@needs(Open.PROGRAM)
@programs.arguments(Query, location="json", unknown=RAISE)
@programs.doc(summary="Codes for words", responses={200: answer(Searched, "What was found, best first."), **SENT})
def search(given: dict[str, Any]) -> ResponseReturnValue:
    """Codes for words, from two of them to a note of pages. A search is a line in the read log."""
    with services().database.transaction() as tx:
        reading.record(tx, person(), "search", clock=services().clock)
    on = given["date"] or today()
    found = use.search(person(), services().library, {**given, "date": on.isoformat()})
    return jsonify({"id": given["id"], **found, "codes": [_whole(one) for one in found["codes"]]})


@programs.post("/codes/check")
@needs(Open.PROGRAM)
@programs.arguments(Claim, location="json", unknown=RAISE)
@programs.doc(summary="A claim judged by every rule", responses={200: answer(Findings, "The findings."), **SENT})
def check(given: dict[str, Any]) -> ResponseReturnValue:
    """Lines, diagnoses in order, date, setting and patient, judged by every rule."""
    claim = {**given, "date": given["date"].isoformat()}
    return jsonify({"id": given["id"], **use.check(person(), services().library, claim)})


@programs.post("/tickets/preview")
@needs(Open.PROGRAM)
@programs.doc(
    summary="What would be attached to a mail",
    requestBody=MAIL,
    responses={200: answer(Preview, "The reading."), **{status: SENT[status] for status in (*FAULTS, 400, 413)}},
)
def preview(**_: object) -> ResponseReturnValue:
    """The mail as it came (RFC 5322) is the body; no ticket comes of it."""
    raw = request.get_data()
    if not raw:
        raise UserError("The body is empty: send the mail as it came.")
    found = use.preview(person(), services().library, raw, reader=services().files, today=today())
    return jsonify({**found, "lookups": [_whole(one) for one in found["lookups"]]})


def _whole(code: dict[str, Any]) -> dict[str, Any]:
    """With a notice, as the document says, where there is none."""
    return {"notice": None, **code}
