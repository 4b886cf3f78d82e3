"""How the desk is: a page for people, and three addresses for machines that watch over it."""

from hmac import compare_digest
from ipaddress import ip_address

from flask import Blueprint, Response, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from consultant.adapters.surroundings import look_around
from consultant.db.migrating import behind
from consultant.domain.rights import Action
from consultant.errors import ConsultantError
from consultant.services import health as use_cases
from consultant.services.health import Around
from consultant.services.pages import health as pages
from consultant.services.pages import queue as queue_pages
from consultant.web import metrics
from consultant.web.access import Open, needs, person
from consultant.web.desk import now, page, services

health = Blueprint("health", __name__)

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


@health.get("/health")
@needs(Action.SEE_HEALTH)
def show() -> ResponseReturnValue:
    """Processes, mailboxes, queue, outbox, releases and disk."""
    around = _around()
    with services().database.reading() as tx:
        found = pages.show(tx, person(), around, clock=services().clock)
        rail = queue_pages.rail(tx, person(), now=now())
    return page("health/health.html", rail=rail, here="health", page=found, health=found.health)


@health.post("/mailboxes/<int:mailbox_id>/check")
@needs(Action.SETTLE_MAILBOXES)
def check(mailbox_id: int) -> ResponseReturnValue:
    """Ask the poller to compare the mailbox with its rows."""
    with services().database.transaction() as tx:
        use_cases.ask_for_check(tx, person(), mailbox_id, clock=services().clock)
    flash("Asked. The poller compares within seconds; reload this page to see what it found.")
    return redirect(f"/health#m{mailbox_id}")


@health.get("/healthz")
@needs(Open.PUBLIC)
def alive() -> Response:
    """Answer while the process lives; nothing is asked of the database."""
    return Response("ok\n", mimetype="text/plain")


@health.get("/readyz")
@needs(Open.PUBLIC)
def ready() -> Response:
    """Say whether the desk can serve: the database answers and has all tables of this version."""
    try:
        wanting = behind(services().database, services().settings.migrations_dir)
    except Exception:  # noqa: BLE001 - whatever the driver raises, the database does not answer
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    if wanting:
        return Response("the database lacks tables of this version\n", 503, mimetype="text/plain")
    return Response("ready\n", mimetype="text/plain")


@health.get("/metrics")
@needs(Open.PUBLIC)
def figures() -> Response:
    """The figures, for Prometheus on this host or with the token of the settings."""
    if not (_has_token() or _is_here()):
        abort(403)
    try:
        with services().database.reading() as tx:
            found = use_cases.look(tx, _around(), clock=services().clock)
    except ConsultantError:
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response(metrics.text(found), content_type=metrics.CONTENT_TYPE)


def _around() -> Around:
    settings = services().settings
    return look_around(settings.data_dir, settings.redis_url)


def _has_token() -> bool:
    wanted = services().settings.metrics_token.get_secret_value()
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    return bool(wanted) and kind.lower() == "bearer" and compare_digest(given.strip().encode(), wanted.encode())


def _is_here() -> bool:
    """Whether somebody on this very host asks. Whoever comes through a proxy does not, though the proxy may be here."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
