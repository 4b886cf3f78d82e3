"""The person's own page: every view, shortcuts on or off, sign out."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.services.pages import people
from consultant.services.pages import queue as queue_pages
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services

me = Blueprint("me", __name__)


@me.get("/me")
@needs(Action.SEE_QUEUE)
def show() -> ResponseReturnValue:
    """Who is signed in, and what can be set."""
    with services().database.reading() as tx:
        rail = queue_pages.rail(tx, person(), now=now())
    return page("me/me.html", rail=rail, here="me", views=queue_pages.TITLES)


@me.post("/me/keys")
@needs(Action.SEE_QUEUE)
def keys() -> ResponseReturnValue:
    """Switch single-key shortcuts."""
    with services().database.transaction() as tx:
        people.switch_single_keys(tx, person(), on=request.form.get("single_keys") == "on")
    return redirect("/me")
