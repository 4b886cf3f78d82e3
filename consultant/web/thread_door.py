"""The pages before the thread: who holds a link is offered a code by mail, and told nothing but a masked address."""

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from consultant.services import thread_access
from consultant.services.web_replies import TEXT_AT_MOST
from consultant.web import thread_session


def door(template: str, token: str, *, status: int = 200, wrong: str = "") -> Response:
    """Return a page before the thread. Raises NotFound for a wrong link."""
    address = thread_access.masked(thread_session.link(token).address)
    return make_response(render_template(template, token=token, address=address, wrong=wrong, kept=kept()), status)


def kept() -> str:
    """Return what somebody had typed when the session ended; it comes along until the thread is open again."""
    return request.form.get("text", "")[:TEXT_AT_MOST]


def come_back(token: str) -> ResponseReturnValue:
    """Answer somebody whose session is over: the link's first page, with what they had typed."""
    if request.method in {"GET", "HEAD"}:
        return redirect(f"/t/{token}")
    return door("thread/enter.html", token, status=401)
