"""The search in the rail, as a page and as the palette's list."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.services import reading
from consultant.services.pages import queue as queue_pages
from consultant.services.pages import search as pages
from consultant.web.access import needs, person, wants_part
from consultant.web.desk import now, page, part, services, today

search = Blueprint("search", __name__)


@search.get("/search")
@needs(Action.READ_TICKET)
def show() -> ResponseReturnValue:
    """Tickets and codes for the words; a search is a line in the read log."""
    with services().database.transaction() as tx:
        if request.args.get("q", "").strip():
            reading.record(tx, person(), "search", clock=services().clock)
    with services().database.reading() as tx:
        found = pages.find(tx, person(), services().library, request.args.get("q", ""), today=today())
        if wants_part():
            return part("search/_palette.html", found=found)
        rail = queue_pages.rail(tx, person(), now=now())
    return page("search/search.html", rail=rail, here="", found=found)
