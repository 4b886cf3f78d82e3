"""What changed, as it changes: an event stream, and the same by asking where a stream cannot be had."""

import json
from collections.abc import Iterator

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.services.pages import live as pages
from consultant.web.access import needs
from consultant.web.desk import desk, services
from consultant.web.hub import Full, Stream

live = Blueprint("live", __name__)

BEAT = 5.0
"""Seconds of silence after which a comment is sent: a browser that went away is noticed by it."""
BEATS = 120
"""A stream ends after ten silent minutes, so that rights are asked again."""


@live.get("/live")
@needs(Action.SEE_QUEUE)
def stream() -> ResponseReturnValue:
    """Server-sent events: ids only."""
    hub = desk().hub
    try:
        opened = hub.open()
    except Full:
        return Response(
            "No stream is free. Ask /live/since instead.", 503, {"Retry-After": "10"}, mimetype="text/plain"
        )
    response = Response(_words(opened), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(lambda: hub.close(opened))
    return response


@live.get("/live/since")
@needs(Action.SEE_QUEUE)
def since() -> ResponseReturnValue:
    """Tickets that changed after ``cursor``; without a cursor only the newest one."""
    cursor = pages.Cursor.decode(request.args.get("cursor", ""))
    with services().database.reading() as tx:
        changes = pages.Changes(pages.now(tx), ()) if cursor is None else pages.since(tx, cursor)
    return jsonify(cursor=changes.cursor.encode(), tickets=list(changes.tickets))


def _words(opened: Stream) -> Iterator[str]:
    hub = desk().hub
    return _sent(hub.listen(opened, beat=BEAT, beats=BEATS))


def _sent(words: Iterator[object]) -> Iterator[str]:
    yield "retry: 2000\n\n: open\n\n"
    for word in words:
        yield ": here\n\n" if word is None else f"data: {json.dumps(word)}\n\n"
