"""Errors become pages by their class. A page says what happened and what was kept; it never repeats what was sent."""

from flask import Flask, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from consultant import logs
from consultant.errors import (
    Conflict,
    ConsultantError,
    Forbidden,
    InvalidTransition,
    NotFound,
    PermanentError,
    ReasonWanted,
    StaleReply,
    TransientError,
    UserError,
)

log = logs.get("web")

STATUS: tuple[tuple[type[ConsultantError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (StaleReply, 409),
    (ReasonWanted, 409),
    (InvalidTransition, 409),
    (Conflict, 409),
    (UserError, 400),
    (TransientError, 503),
    (PermanentError, 500),
)

TITLES = {
    400: "That could not be done",
    401: "Sign in first",
    403: "Not allowed",
    404: "Nothing is here",
    405: "That is not done here",
    409: "Something changed meanwhile",
    413: "That is too large",
    429: "Too many tries",
    503: "Not reachable just now",
}
WORDS = {
    400: "The form could not be read. Nothing was changed.",
    401: "Your session has ended. What you typed is kept as a draft; sign in and go on.",
    403: "Your role does not allow this. Ask an administrator.",
    404: "The address is wrong, or what it names is gone.",
    405: "This address does not take that request. Nothing was changed.",
    413: "The desk takes less at once. Nothing was changed.",
    429: "Wait five minutes, then try again. A right password is never counted.",
    500: "The desk failed, and it is noted. Nothing was changed. Try again; if it fails again, tell an administrator the time.",
    503: "Something that the desk needs did not answer. Nothing was changed. Try again in a minute.",
}

ASKERS_WORDS = {
    400: "This page was open for too long to be sent. Go back: what you typed is still there. Copy it, load the page anew, and send it.",
    404: "The link is over, or not whole, or the file that it names is gone. Reply to our mail instead: it reaches the same people.",
    405: WORDS[405],
    413: "That is more than one reply takes. Nothing was sent. Go back: what you typed is still there; choose fewer files.",
    429: "Too many codes were asked for or tried from here. Wait an hour, or reply to our mail: it reaches the same people.",
    500: "The desk failed, and it is noted. Nothing was sent. Try again, or reply to our mail.",
    503: "Something that the desk needs did not answer. Nothing was sent. Try again in a minute, or reply to our mail.",
}
"""What askers read in the web view of their thread: they have no queue, no role and no administrator."""

API_WORDS = {
    401: "Send a token of the desk as “Authorization: Bearer ...”; people make theirs on their own page.",
    429: "Too many requests. Wait a minute.",
}
"""What programs read where a page would speak to a person at a form."""


def status_of(error: ConsultantError) -> int:
    """Return the HTTP status that an error's class asks for."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def install(app: Flask) -> None:
    """Answer every error with its page."""
    app.register_error_handler(ConsultantError, _ours)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OverflowError, lambda _error: page(404, WORDS[404]))  # a number that no row has
    app.register_error_handler(Exception, _unforeseen)


def _ours(error: ConsultantError) -> ResponseReturnValue:
    status = status_of(error)
    # Words of the two classes below may name a server or a file: they are for the log, not for the page.
    words = WORDS[status] if isinstance(error, (TransientError, PermanentError)) or status == 500 else str(error)
    if status >= 500:
        log.error("request failed", endpoint=request.endpoint, kind=type(error).__name__, exc_info=error)
    return page(status, words, said=isinstance(error, UserError) and not isinstance(error, NotFound))


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    _ = error
    return page(
        400,
        "This page was open for so long, or in another sign-in, that its form is no longer valid. Nothing was changed. Reload it and try again.",
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status == 422:
        return page(status, _unfit(error))
    if status < 400 or error.response is not None:
        return error.get_response()
    answer = make_response(page(status, WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return answer


def _unfit(error: HTTPException) -> str:
    """Say which parameter or field of an API call is not what it should be."""
    places = getattr(error, "data", {}).get("messages", {})
    messages = places.get("query") or places.get("json") or {}
    return " ".join(f"{name}: {' '.join(_said(words))}" for name, words in messages.items()) or WORDS[400]


def _said(words: object) -> list[str]:
    """The sentences about a field, those about what it holds among them."""
    if isinstance(words, dict):
        return [f"{name}: {' '.join(_said(inner))}" for name, inner in words.items()]
    return [str(one) for one in words] if isinstance(words, list) else [str(words)]


def _unforeseen(error: Exception) -> ResponseReturnValue:
    log.error("request failed", endpoint=request.endpoint, kind=type(error).__name__, exc_info=error)
    return page(500, WORDS[500])


def page(status: int, words: str, *, said: bool = False) -> ResponseReturnValue:
    """Return the page of an error, or its short form where a script asked.

    ``said``: the words are of the very thing that was done; an asker reads them too.
    """
    g.failed = status
    if request.blueprint == "thread":
        own = words if said else ASKERS_WORDS.get(status, ASKERS_WORDS[500 if status >= 500 else 400])
        return make_response(render_template("thread/error.html", status=status, words=own), status)
    if request.path.startswith("/api/"):
        return make_response(jsonify(error=API_WORDS.get(status, words)), status)
    title = TITLES.get(status, "The desk failed" if status >= 500 else TITLES[400])
    if request.accept_mimetypes.best == "application/json":
        return make_response(jsonify(error=words), status)
    part = request.headers.get("X-Part") == "1" or request.headers.get("HX-Request") == "true"
    template = "errors/_part.html" if part else "errors/error.html"
    response = make_response(render_template(template, status=status, title=title, words=words), status)
    if status == 401:
        response.headers["X-Sign-In"] = "1"
    return response
