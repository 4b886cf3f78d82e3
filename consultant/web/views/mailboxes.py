"""The mailboxes, and the way to the provider that keeps one and back."""

import re
from hmac import compare_digest

from flask import Blueprint, flash, redirect, request, session
from flask.typing import ResponseReturnValue

from consultant.domain.authorisations import Login
from consultant.domain.rights import Action
from consultant.errors import NotFound, PermanentError, TransientError, UserError
from consultant.services import authorisations as use_cases
from consultant.services.pages import mailboxes as pages
from consultant.services.pages import queue as queue_pages
from consultant.web.access import carries_secrets, needs, person
from consultant.web.desk import now, page, services

mailboxes = Blueprint("mailboxes", __name__)

ELSEWHERE = "This authorisation was not begun in this sign-in, or it is over. Nothing was changed. If it was begun on the command line, give this page’s whole address to the command that waits there; otherwise begin it again under Mailboxes."
_STATE = "authorising"
_ERROR = re.compile(r"[a-z_]{1,60}")


@mailboxes.get("/mailboxes")
@needs(Action.SETTLE_MAILBOXES)
def show() -> ResponseReturnValue:
    """Every mailbox and how it does."""
    with services().database.reading() as tx:
        found = pages.show(tx, person(), now=now())
        rail = queue_pages.rail(tx, person(), now=now())
    return page("mailboxes/mailboxes.html", rail=rail, here="mailboxes", boxes=found, offered=services().tokens.offered)


@mailboxes.post("/mailboxes/<int:mailbox_id>/authorise")
@needs(Action.SETTLE_MAILBOXES)
def authorise(mailbox_id: int) -> ResponseReturnValue:
    """Show the way to the provider. A link leads there: the policy of our pages lets no form go elsewhere."""
    login = request.form.get("login", "")
    if login not in set(Login):
        raise NotFound("There is no such way to sign in.")
    with services().database.transaction() as tx:
        begun = use_cases.begin(tx, person(), mailbox_id, Login(login), clock=services().clock)
        rail = queue_pages.rail(tx, person(), now=now())
    address = services().tokens.address(begun)
    session[_STATE] = begun.state
    provider = services().tokens.offered[begun.login]
    return page(
        "mailboxes/authorise.html", rail=rail, here="mailboxes", begun=begun, provider=provider, address=address
    )


@mailboxes.get("/mailboxes/authorised")
@needs(Action.SETTLE_MAILBOXES)
@carries_secrets
def authorised() -> ResponseReturnValue:
    """The way back from the provider: its code becomes tokens, and the address with it is left at once."""
    state = request.args.get("state", "")
    if not compare_digest(session.get(_STATE, "").encode(), state.encode("utf-8", "replace")) or not state:
        raise UserError(ELSEWHERE)
    session.pop(_STATE)
    with services().database.transaction() as tx:
        claimed = use_cases.claim(tx, person(), state, clock=services().clock)
    code = request.args.get("code", "")
    provider = services().tokens.offered.get(claimed.login, "the provider")
    if not code:
        said = request.args.get("error", "")
        why = f" ({said})" if _ERROR.fullmatch(said) else ""
        flash(f"{provider} did not agree{why}. Nothing was changed.", "warn")
        return redirect("/mailboxes")
    try:
        services().tokens.redeem(claimed, state, code)
    except (PermanentError, TransientError) as error:
        flash(f"Not authorised: {error}. Nothing was changed. Begin again.", "warn")
    else:
        flash(f"{provider} lets the desk in. The mailbox is read within half a minute.", "info")
    return redirect("/mailboxes")
