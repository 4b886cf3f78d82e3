"""What every view has at hand: the services, the moment of the request, and the page around its content."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, current_app, g, make_response, render_template

from consultant.bootstrap import Services
from consultant.services.pages.queue import Rail
from consultant.web.hub import Hub


@dataclass(frozen=True, slots=True)
class Desk:
    """What the factory gave to this application."""

    services: Services
    zone: ZoneInfo
    hub: Hub


def desk() -> Desk:
    """Return what the factory gave to the running application."""
    found: Desk = current_app.extensions["consultant"]
    return found


def services() -> Services:
    """Return the services of the running application."""
    return desk().services


def now() -> datetime:
    """Return the moment of this request; it does not move while a page is made."""
    if "now" not in g:
        g.now = services().clock.now()
    moment: datetime = g.now
    return moment


def today() -> date:
    """Return the day of this request where the desk is."""
    return now().astimezone(desk().zone).date()


def page(template: str, *, rail: Rail, status: int = 200, **values: Any) -> Response:
    """Return a whole page of the desk."""
    return make_response(render_template(template, rail=rail, **values), status)


def part(template: str, **values: Any) -> Response:
    """Return a part of a page, for a script that puts it in place."""
    return make_response(render_template(template, **values))
