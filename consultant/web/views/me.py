"""The person's own page: every view, shortcuts on or off, sign out."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.services import api_tokens
from consultant.services.pages import people
from consultant.services.pages import queue as queue_pages
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services

me = Blueprint("me", __name__)


@me.get("/me")
@needs(Action.SEE_QUEUE)
def show() -> ResponseReturnValue:
    """Who is signed in, and what can be set."""
    return _page()


def _page(made: str | None = None) -> ResponseReturnValue:
    with services().database.reading() as tx:
        rail = queue_pages.rail(tx, person(), now=now())
        tokens = api_tokens.listed(tx, person())
    return page("me/me.html", rail=rail, here="me", views=queue_pages.TITLES, tokens=tokens, made=made)


@me.post("/me/keys")
@needs(Action.SEE_QUEUE)
def keys() -> ResponseReturnValue:
    """Switch single-key shortcuts."""
    with services().database.transaction() as tx:
        people.switch_single_keys(tx, person(), on=request.form.get("single_keys") == "on")
    return redirect("/me")


@me.post("/me/tokens")
@needs(Action.FIND_CODES)
def make_token() -> ResponseReturnValue:
    """Make a token for a program; its secret is on this one answer and nowhere else."""
    with services().database.transaction() as tx:
        made = api_tokens.make(tx, person(), request.form.get("name", ""), clock=services().clock)
    return _page(made.secret)


@me.post("/me/tokens/<int:number>/revoke")
@needs(Action.FIND_CODES)
def revoke_token(number: int) -> ResponseReturnValue:
    """End a token at once."""
    with services().database.transaction() as tx:
        api_tokens.revoke(tx, person(), number, clock=services().clock)
    return redirect("/me")
