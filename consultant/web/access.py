"""Who may open which page: every route names the action it needs, in one place beside the view.

A view without a mark cannot be reached at all: the application refuses to start.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from consultant.domain.rights import Action, Person, Role, demand
from consultant.errors import Forbidden
from consultant.web import thread_session, tokens
from consultant.web.thread_door import come_back

View = TypeVar("View", bound=Callable[..., Any])


class Open(StrEnum):
    """What a route needs when it is not an action of the rights table."""

    PUBLIC = "nobody in particular"
    SIGNED_IN = "anybody who is signed in"
    ASKER = "the asker of this very thread, after a code by mail"
    PROGRAM = "a program with a token of somebody of the desk"


Need = Action | Open

FOREIGN: Mapping[str, Need] = {
    "security.login": Open.PUBLIC,
    "security.logout": Open.SIGNED_IN,
    "api-docs.openapi_json": Open.PUBLIC,
}
"""Routes that a library registers: the mark cannot stand beside them, so it stands here."""


def needs(need: Need) -> Callable[[View], View]:
    """Mark a view with what it needs; the guard asks for it before the view runs."""

    def mark(view: View) -> View:
        view.__dict__["needs"] = need
        return view

    return mark


def carries_secrets(view: View) -> View:
    """Mark a view whose address holds something secret: a stranger is not sent to sign in with that address at hand."""
    view.__dict__["carries_secrets"] = True
    return view


def needed(app: Flask) -> dict[str, Need]:
    """Return what each endpoint needs. Raises RuntimeError that names endpoints without a mark."""
    found: dict[str, Need] = {}
    missing = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        need = FOREIGN.get(rule.endpoint) or getattr(view, "needs", None)
        if need is None:
            missing.append(rule.endpoint)
        else:
            found[rule.endpoint] = need
    if missing:
        raise RuntimeError(f"views without a declared right: {', '.join(sorted(missing))}")
    return found


def person() -> Person:
    """Return who acts in this request. Raises Forbidden when nobody is signed in."""
    if "person" not in g:
        if not current_user.is_authenticated:
            raise Forbidden("Nobody is signed in.")
        g.person = Person(user_id=current_user.id, role=Role(current_user.role), name=current_user.name)
    found: Person = g.person
    return found


def guard(app: Flask) -> None:
    """Ask for the needed right before every view; strangers are sent to sign in."""
    table = needed(app)

    def ask() -> ResponseReturnValue | None:
        need = table.get(request.endpoint or "")
        if need is None or need is Open.PUBLIC:
            return None  # no endpoint: the router answers 404 or 405 by itself
        if need is Open.ASKER:
            token = (request.view_args or {})["token"]
            return None if thread_session.enter(token) else come_back(token)
        if need is Open.PROGRAM:
            _let_program_in()
            return None
        if not current_user.is_authenticated:
            return _to_sign_in()
        if isinstance(need, Action):
            demand(person(), need)
        return None

    app.before_request(ask)


def _let_program_in() -> None:
    """A program may ask the API when its token is good and its person may find codes; use cases ask for more."""
    if not tokens.enter():
        abort(401)
    demand(person(), Action.FIND_CODES)


def _to_sign_in() -> ResponseReturnValue:
    view = current_app.view_functions[request.endpoint or ""]
    if request.method not in {"GET", "HEAD"} or wants_part() or getattr(view, "carries_secrets", False):
        abort(401)
    target = request.full_path if request.query_string else request.path
    return redirect(app_login_url(target))


def app_login_url(target: str) -> str:
    """Return the address of the sign-in page that leads on to ``target`` afterwards."""
    from urllib.parse import urlencode

    return "/login" if target == "/" else f"/login?{urlencode({'next': target})}"


def wants_part() -> bool:
    """Say whether a script asks for a part of a page, where a redirect to a whole page would be shown inside it."""
    return (
        request.headers.get("X-Part") == "1"
        or request.headers.get("HX-Request") == "true"
        or request.accept_mimetypes.best in {"application/json", "text/event-stream"}
    )
