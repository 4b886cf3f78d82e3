"""The code releases: what is installed, switched on and off, and what changed between two of them."""

import csv
import io
import tempfile
from datetime import date
from pathlib import Path, PurePath

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from consultant.adapters.library.handing_in import keepable
from consultant.coding.comparison import Change, Changed
from consultant.domain.rights import Action
from consultant.errors import UserError
from consultant.services import code_releases, release_imports
from consultant.services.pages import queue as queue_pages
from consultant.services.pages import releases as pages
from consultant.services.release_imports import HandedIn
from consultant.web.access import needs, person, wants_part
from consultant.web.desk import now, page, part, services
from consultant.web.uploads import takes_files, veiled

LARGEST = 1_000_000_000
"""Bytes of one upload: the largest official zip has a tenth of it."""
releases = Blueprint("releases", __name__)


@releases.get("/releases")
@needs(Action.FIND_CODES)
def show() -> ResponseReturnValue:
    """Every set with its releases, and the sets of which none is installed."""
    with services().database.reading() as tx:
        found = pages.show(tx, person(), clock=services().clock)
        imports = release_imports.latest(tx, person())
        rail = queue_pages.rail(tx, person(), now=now())
    return page("releases/releases.html", rail=rail, here="codes", found=found, imports=imports)


@releases.get("/releases/imports")
@needs(Action.FIND_CODES)
def imports() -> ResponseReturnValue:
    """What became of the files that were handed in; asked again while one is being read."""
    with services().database.reading() as tx:
        found = release_imports.latest(tx, person())
        rail = queue_pages.rail(tx, person(), now=now())
    if wants_part():
        return part("releases/_imports.html", imports=found)
    return page("releases/imports.html", rail=rail, here="codes", imports=found)


@releases.post("/releases/imports")
@needs(Action.SETTLE_RELEASES)
@takes_files(lambda: LARGEST, known=lambda: current_user.is_authenticated)
def hand_in() -> ResponseReturnValue:
    """Keep an official file and ask for its import; a worker reads it in the background."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise UserError("Choose the official file, or the zip that it came in.")
    effective = _effective(request.form.get("effective", ""))
    with tempfile.TemporaryDirectory() as folder:
        path = keepable(veiled(given), Path(folder), cpt_licensed=services().desk.cpt_licensed)
        kept = HandedIn(
            PurePath(given.filename.replace("\0", "")).name,
            services().blobs.put_file(path),
            path.stat().st_size,
            effective,
        )
    with services().database.transaction() as tx:
        release_imports.ask(tx, person(), kept, clock=services().clock)
    return redirect("/releases#imports")


@releases.post("/releases/<int:release_id>/switch")
@needs(Action.SETTLE_RELEASES)
def switch(release_id: int) -> ResponseReturnValue:
    """Let a release answer, or no longer; running checks finish on the ones they began with."""
    with services().database.transaction() as tx:
        pages.switch(tx, person(), release_id, on=request.form.get("to") == "on", clock=services().clock)
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
        notices = code_releases.notices(*two)
        return _table(changes, notices, f"changes-{two[0].effective_from}-{two[1].effective_from}.csv")
    only = next((kind for kind in Change if kind.value == request.args.get("only")), None)
    found = pages.compared(person(), two, changes, first=_number("first"), only=only)
    return page("releases/comparison.html", rail=rail, here="codes", found=found, shown=pages.SHOWN)


def _effective(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise UserError("The first day is no date. Write it as YYYY-MM-DD, or leave it empty.") from None


def _number(name: str) -> int:
    word = request.args.get(name, "")
    return int(word) if word.isdecimal() and len(word) < 15 else 0


def _table(changes: tuple[Changed, ...], notices: tuple[str, ...], name: str) -> Response:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("code", "change", "before", "after", "successors"))
    for one in changes:
        successors = " ".join(found.code for found in one.successors)
        writer.writerow((one.code, one.change.value, one.before, one.after, successors))
    writer.writerows(("", "notice", notice, "", "") for notice in notices)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=disposition)
