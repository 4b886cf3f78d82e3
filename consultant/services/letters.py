"""Letters of the desk: rendered from the shipped templates, or from the copy that an administrator made."""

from contextlib import suppress

from consultant.db.engine import Tx
from consultant.db.models import LetterCopy
from consultant.db.queries import letters as rows
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound, TemplateWrong, UserError
from consultant.mail.letters import LETTERS, SHIPPED, Answer, Letter, QuestionBack, RenderedLetter, Templates, folder_of
from consultant.mail.samples import SAMPLES
from consultant.ports import Clock, Renderer


def render(tx: Tx, letter: Letter, *, renderer: Renderer) -> tuple[RenderedLetter, str]:
    """Return a letter, and the version of the templates that it was made from.

    A copy that fails for this very letter, or leaves out the link to one of its files, is passed over for the shipped one:
    the mail must leave whole, and its version says so.
    """
    row = rows.active(tx, folder_of(type(letter)))
    if row is not None:
        with suppress(TemplateWrong):
            made = renderer.render(letter, templates_of(row))
            links = [file.url for file in letter.files] if isinstance(letter, Answer | QuestionBack) else []
            if all(link in made.text and link in made.html for link in links):
                return made, f"copy {row.number}"
    return renderer.render(letter), SHIPPED


def preview(person: Person, name: str, templates: Templates, *, renderer: Renderer) -> RenderedLetter:
    """Return the letter with sample data, made from these templates. Raises TemplateWrong that names part and line."""
    demand(person, Action.EDIT_LETTERS)
    return renderer.render(SAMPLES[kind_of(name)], templates)


def save(
    tx: Tx, person: Person, name: str, templates: Templates, *, after: int, renderer: Renderer, clock: Clock
) -> int:
    """Keep a new version of a letter and use it from now on; return its number.

    ``after``: the number of the newest version that the page showed, 0 for none. Raises TemplateWrong, and UserError when
    somebody else has saved one meanwhile.
    """
    preview(person, name, templates, renderer=renderer)
    newest = rows.newest_number(tx, name)
    if newest != after:
        raise UserError(
            "Somebody else saved a version of this letter meanwhile. Nothing was saved; your text is below."
        )
    rows.add(
        tx,
        letter=name,
        number=newest + 1,
        subject=templates.subject,
        text=templates.text,
        html=templates.html,
        made_by=person.user_id,
        made_at=clock.now(),
    )
    return newest + 1


def use(tx: Tx, person: Person, name: str, number: int) -> None:
    """Use this version from now on; 0 is the shipped letter. Raises NotFound."""
    demand(person, Action.EDIT_LETTERS)
    kind_of(name)
    if not rows.activate(tx, name, number):
        raise NotFound("There is no such version of this letter.")


def kind_of(name: str) -> type[Letter]:
    """Return the letter of a folder. Raises NotFound."""
    found = next((kind for kind in LETTERS if folder_of(kind) == name), None)
    if found is None:
        raise NotFound("There is no such letter.")
    return found


def templates_of(row: LetterCopy) -> Templates:
    """Return the templates of a version."""
    return Templates(row.subject, row.text, row.html)
