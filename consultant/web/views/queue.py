"""The queue: views, filters, pages by key, rows that changed, and acts on ticked rows."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.domain.tickets import Priority, State, Step
from consultant.errors import InvalidTransition, UserError
from consultant.services import tickets as use_cases
from consultant.services.pages import people
from consultant.services.pages import queue as pages
from consultant.services.pages import ticket as ticket_pages
from consultant.web.access import needs, person
from consultant.web.desk import desk, now, page, part, services

queue = Blueprint("queue", __name__)

AT_ONCE = 100
"""Rows that one request may ask for or act on."""
STATES = tuple(State)
PRIORITIES = tuple(Priority)


@queue.get("/")
@needs(Action.SEE_QUEUE)
def show() -> ResponseReturnValue:
    """A page of a view."""
    filters = _filters(request.args)
    after = pages.Key.decode(request.args.get("after", ""))
    with services().database.reading() as tx:
        found = pages.show(tx, person(), filters, after=after, now=now(), zone=desk().zone)
        colleagues = people.colleagues(tx)
        rail = pages.rail(tx, person(), now=now())
    return page(
        "queue/queue.html",
        rail=rail,
        here=filters.view,
        queue=found,
        filters=filters,
        colleagues=colleagues,
        states=STATES,
        priorities=PRIORITIES,
        choices=ticket_pages.CHOICES,
        address=lambda **change: _address(filters, change),
    )


@queue.get("/queue/rows")
@needs(Action.SEE_QUEUE)
def rows() -> Response:
    """The rows among ``ids`` that belong to the view, for a page that is open."""
    filters = _filters(request.args)
    with services().database.reading() as tx:
        found = pages.among(tx, person(), filters, _ids(request.args.get("ids", "")), now=now())
    return part("queue/_changed.html", rows=found)


@queue.get("/queue/rail")
@needs(Action.SEE_QUEUE)
def rail() -> Response:
    """The counts beside the page."""
    with services().database.reading() as tx:
        counts = pages.rail(tx, person(), now=now())
    return part("layouts/_views.html", rail=counts, here=request.args.get("here", ""))


@queue.post("/queue/act")
@needs(Action.CHANGE_TICKET)
def act() -> ResponseReturnValue:
    """Assign, tag or move every ticked ticket; what its state does not allow is left and counted."""
    form = request.form
    ids = [int(word) for word in form.getlist("t")[:AT_ONCE] if word.isdecimal()]
    done, left = 0, 0
    with services().database.transaction() as tx:
        for ticket_id in ids:
            try:
                _act(tx, ticket_id, form)
            except InvalidTransition:
                left += 1
            else:
                done += 1
    words = f"{done} {'ticket' if done == 1 else 'tickets'} changed."
    if left:
        words += f" {left} left as they were: their state does not allow it."
    flash(words if ids else "No ticket is ticked. Nothing was changed.")
    return redirect(_address(_filters(request.args), {}))


def _act(tx: Any, ticket_id: int, form: Mapping[str, str]) -> None:
    clock = services().clock
    match form.get("do"):
        case "assign":
            word = form.get("assignee", "")
            use_cases.assign(tx, person(), ticket_id, int(word) if word.isdecimal() else None, clock=clock)
        case "tag":
            tag = form.get("tag", "").strip()
            if not tag:
                raise UserError("Write the tag first. Nothing was changed.")
            before = ticket_pages.tags(tx, person(), ticket_id)
            use_cases.change_tags(tx, person(), ticket_id, (*before, tag), clock=clock)
        case "state":
            use_cases.change_state(tx, person(), ticket_id, step(form.get("step", "")), clock=clock)
        case _:
            raise UserError("Choose what to do with the ticked tickets. Nothing was changed.")


def step(word: str) -> Step:
    """Return the step of a form. Raises UserError for a word that is none that a person takes by hand."""
    found = next((step for step in ticket_pages.CHOICES if step.value == word), None)
    if found is None:
        raise UserError("There is no such step. Nothing was changed.")
    return found


def _filters(args: Mapping[str, str]) -> pages.Filters:
    def one_of(name: str, allowed: tuple[str, ...]) -> str | None:
        return word if (word := args.get(name, "")) in allowed else None

    assignee = args.get("assignee", "")
    return pages.Filters(
        view=one_of("view", tuple(pages.TITLES)) or "mine",
        state=one_of("state", STATES),
        priority=one_of("priority", PRIORITIES),
        assignee_id=int(assignee) if assignee.isdecimal() and len(assignee) < 18 else None,
        tag=" ".join(args.get("tag", "").lower().split())[:64] or None,
        code=args.get("code", "").strip().upper()[:64] or None,
    )


def _address(filters: pages.Filters, change: Mapping[str, object]) -> str:
    chosen: dict[str, object] = {
        "view": filters.view,
        "state": filters.state,
        "priority": filters.priority,
        "assignee": filters.assignee_id,
        "tag": filters.tag,
        "code": filters.code,
    }
    chosen.update(change)
    words = {
        name: value for name, value in chosen.items() if value not in {None, ""} and (name, value) != ("view", "mine")
    }
    return f"/?{urlencode(words)}" if words else "/"


def _ids(word: str) -> list[int]:
    return [int(part) for part in word.split(",")[:AT_ONCE] if part.isdecimal() and len(part) < 18]
