"""The session of an asker: a cookie of its own, apart from the desk's sign-in, for one ticket and one person.

It names a code that was used. The row of that code is asked at every request, so signing out and leaving the ticket end it
at once, whatever a browser still holds.
"""

from flask import Response, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from consultant.errors import NotFound
from consultant.services import thread_access
from consultant.services.thread_access import Asker
from consultant.web.desk import services

PATH = "/t/"
LIFE = int(thread_access.STAYS_OPEN.total_seconds())


def link(token: str) -> Asker:
    """Return whose link a token is. Raises NotFound."""
    desk = services()
    with desk.database.reading() as tx:
        return thread_access.asker_of(tx, token, desk=desk.desk, clock=desk.clock)


def enter(token: str) -> Asker | None:
    """Return who acts in this request, or None where no code has opened the thread. Raises NotFound for a wrong link."""
    asker = link(token)
    opened = opened_by(asker)
    if opened is None:
        return None
    desk = services()
    with desk.database.reading() as tx:
        if not thread_access.stays_open(tx, asker, opened, clock=desk.clock):
            return None
    g.asker = asker
    return asker


def asker() -> Asker:
    """Return who acts in this request, once the guard has let them in."""
    found: Asker = g.asker
    return found


def opened_by(asker: Asker) -> int | None:
    """Return which used code this browser names for the thread, if it was signed here and for this person."""
    try:
        named = _signer().loads(request.cookies.get(_name(asker), ""), max_age=LIFE)
    except BadSignature:
        return None
    opened, ticket_id, person_id = named
    return int(opened) if (ticket_id, person_id) == (asker.ticket_id, asker.person_id) else None


def somebody() -> bool:
    """Say whether this browser holds a session for the link that it asks with; cheaply, before anything is read."""
    try:
        return opened_by(link((request.view_args or {}).get("token", ""))) is not None
    except NotFound:
        return False


def begin(response: Response, asker: Asker, opened: int, *, https: bool) -> None:
    """Let the browser keep the session."""
    response.set_cookie(
        _name(asker),
        _signer().dumps([opened, asker.ticket_id, asker.person_id]),
        max_age=LIFE,
        path=PATH,
        secure=https,
        httponly=True,
        samesite="Lax",
    )


def end(response: Response, asker: Asker) -> None:
    """Let the browser forget the session."""
    response.delete_cookie(_name(asker), path=PATH)


def _name(asker: Asker) -> str:
    return f"consultant_thread_{asker.ticket_id}_{asker.person_id}"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(services().keys.derive("thread sessions"), salt="thread")
