"""The letters: administrators edit copies, see them with sample data as they type, and go back to any version."""

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.errors import TemplateWrong, UserError
from consultant.mail.letters import Templates
from consultant.services import letters as use_cases
from consultant.services.pages import letters as pages
from consultant.services.pages import queue as queue_pages
from consultant.web import headers
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services

letters = Blueprint("letters", __name__)


@letters.get("/letters")
@needs(Action.EDIT_LETTERS)
def index() -> ResponseReturnValue:
    """Every letter of the desk."""
    with services().database.reading() as tx:
        found = pages.index(tx, person())
        rail = queue_pages.rail(tx, person(), now=now())
    return page("letters/index.html", rail=rail, here="letters", letters=found)


@letters.get("/letters/<name>")
@needs(Action.EDIT_LETTERS)
def show(name: str) -> ResponseReturnValue:
    """A letter, to be edited."""
    return _edit(name, version=request.args.get("version", type=int))


@letters.post("/letters/<name>/preview")
@needs(Action.EDIT_LETTERS)
def preview(name: str) -> Response:
    """The letter with sample data, from what is typed; shown in a frame. An error names the part and the line."""
    try:
        letter = use_cases.preview(person(), name, _typed(), renderer=services().renderer)
    except TemplateWrong as error:
        shown = render_template("letters/_wrong.html", wrong=error, lines=_lines_around(error))
        return headers.framed(make_response(shown))
    if request.form.get("part") == "text":
        return headers.framed(Response(f"Subject: {letter.subject}\n\n{letter.text}", mimetype="text/plain"))
    return headers.framed(Response(letter.html, mimetype="text/html"))


@letters.post("/letters/<name>")
@needs(Action.EDIT_LETTERS)
def save(name: str) -> ResponseReturnValue:
    """Keep what is typed as a new version, and use it."""
    desk = services()
    try:
        with desk.database.transaction() as tx:
            number = use_cases.save(
                tx,
                person(),
                name,
                _typed(),
                after=request.form.get("after", 0, type=int),
                renderer=desk.renderer,
                clock=desk.clock,
            )
    except UserError as error:
        return _edit(name, typed=_typed(), wrong=error, status=422)
    flash(f"Version {number} is used from now on. Mail that was written before keeps its own.")
    return redirect(f"/letters/{name}")


@letters.post("/letters/<name>/use")
@needs(Action.EDIT_LETTERS)
def use(name: str) -> ResponseReturnValue:
    """Use another version, or the shipped letter."""
    number = request.form.get("number", 0, type=int)
    with services().database.transaction() as tx:
        use_cases.use(tx, person(), name, number)
    flash(f"Version {number} is used from now on." if number else "The shipped letter is used from now on.")
    return redirect(f"/letters/{name}")


def _edit(
    name: str,
    *,
    version: int | None = None,
    typed: Templates | None = None,
    wrong: UserError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with services().database.reading() as tx:
        found = pages.show(tx, person(), name, version=version, renderer=services().renderer)
        rail = queue_pages.rail(tx, person(), now=now())
    templates = typed or found.templates
    return page(
        "letters/letter.html", rail=rail, status=status, here="letters", letter=found, templates=templates, wrong=wrong
    )


def _typed() -> Templates:
    subject, text, html = (request.form.get(part, "").replace("\r\n", "\n") for part in ("subject", "text", "html"))
    return Templates(subject.strip() + "\n", text, html)


def _lines_around(error: TemplateWrong) -> list[tuple[int, str]]:
    typed = getattr(_typed(), error.part).split("\n")
    first = max(0, error.line - 3)
    return list(enumerate(typed[first : error.line + 2], first + 1))
