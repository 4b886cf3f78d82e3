"""The code releases: what is installed, switched on and off, and what changed between two of them."""

import csv
import io

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from consultant.coding.comparison import Change, Changed
from consultant.domain.rights import Action
from consultant.services import code_releases
from consultant.services.pages import queue as queue_pages
from consultant.services.pages import releases as pages
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services

releases = Blueprint("releases", __name__)


@releases.get("/releases")
@needs(Action.FIND_CODES)
def show() -> ResponseReturnValue:
    """Every set with its releases, and the sets of which none is installed."""
    with services().database.reading() as tx:
        found = pages.show(tx, person(), clock=services().clock)
        rail = queue_pages.rail(tx, person(), now=now())
    return page("releases/releases.html", rail=rail, here="codes", found=found)


@releases.post("/releases/<int:release_id>/switch")
@needs(Action.SETTLE_RELEASES)
def switch(release_id: int) -> ResponseReturnValue:
    """Let a release answer, or no longer; running checks finish on the ones they began with."""
    with services().database.transaction() as tx:
        pages.switch(tx, person(), release_id, on=request.form.get("to") == "on")
    with services().database.reading() as tx:
        services().shelf.note(code_releases.active_keys(tx))
    return redirect(f"/releases#r{release_id}")


@releases.get("/releases/comparison")
@needs(Action.FIND_CODES)
def compare() -> ResponseReturnValue:
    """What came, went and changed from one release to another, for people or as a table."""
    with services().database.reading() as tx:
        two = code_releases.two(tx, _number("before"), _number("after"), clock=services().clock)
        rail = queue_pages.rail(tx, person(), now=now())
    changes = services().shelf.changes(two[0].sha256, two[1].sha256)
    if request.args.get("as") == "csv":
        return _table(changes, f"changes-{two[0].effective_from}-{two[1].effective_from}.csv")
    only = next((kind for kind in Change if kind.value == request.args.get("only")), None)
    found = pages.compared(person(), two, changes, first=_number("first"), only=only)
    return page("releases/comparison.html", rail=rail, here="codes", found=found, shown=pages.SHOWN)


def _number(name: str) -> int:
    word = request.args.get(name, "")
    return int(word) if word.isdecimal() and len(word) < 15 else 0


def _table(changes: tuple[Changed, ...], name: str) -> Response:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("code", "change", "before", "after", "successors"))
    for one in changes:
        successors = " ".join(found.code for found in one.successors)
        writer.writerow((one.code, one.change.value, one.before, one.after, successors))
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=disposition)
