"""The health page: how the desk is now, what needs a person, and what lately did."""

from dataclasses import dataclass
from datetime import timedelta

from consultant.db.engine import Tx
from consultant.db.models import Alert
from consultant.db.queries import alerts
from consultant.domain.rights import Action, Person, demand
from consultant.domain.supervision import Trouble
from consultant.ports import Clock
from consultant.services import health
from consultant.services.health import Around, Health

LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class HealthPage:
    """Everything on the page. ``ended``: alerts of the last days that are over."""

    health: Health
    troubles: tuple[Trouble, ...]
    ended: tuple[Alert, ...]


def show(tx: Tx, person: Person, around: Around, *, clock: Clock) -> HealthPage:
    """Return the page. Raises Forbidden."""
    demand(person, Action.SEE_HEALTH)
    found = health.look(tx, around, clock=clock)
    told = alerts.lately(tx, clock.now() - LATELY)
    return HealthPage(found, health.troubles(found), tuple(row for row in told if row.ended_at is not None))
