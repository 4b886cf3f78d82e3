"""Watch the desk: once a minute one worker notes what needs a person, and tells people by mail."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from consultant import logs
from consultant.adapters.surroundings import look_around
from consultant.bootstrap import Services
from consultant.db.queries import leases
from consultant.services import alerts, desk_notices, health

EVERY = timedelta(minutes=1)
log = logs.get("supervision")


@contextmanager
def watching(services: Services, *, pause: float = EVERY.total_seconds()) -> Iterator[None]:
    """Watch in a thread of its own while the block runs: the tick comes from beat, by Redis, and either may be what is gone."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(pause):
            try:
                watch(services)
            except Exception as error:
                log.warning("nobody could look at the desk", exc_info=error)

    thread = threading.Thread(target=look, name="supervision", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=5)


def watch(services: Services) -> bool:
    """Look once, if nobody has within the minute; return whether this was the look."""
    with services.database.transaction() as tx:
        if leases.slot(tx, "supervision", now=services.clock.now(), every=EVERY) is not None:
            return False
    around = look_around(services.settings.data_dir, services.settings.redis_url)
    with services.database.reading() as tx:
        found = health.troubles(health.look(tx, around, clock=services.clock))
    with services.database.transaction() as tx:
        alerts.note(tx, found, clock=services.clock)
    if services.settings.notices == "on":
        renderer, clock, desk = services.renderer, services.clock, services.desk
        with services.database.transaction() as tx:
            alerts.tell(tx, found, renderer=renderer, clock=clock, desk=desk)
            desk_notices.tell_failures(tx, renderer=renderer, clock=clock, desk=desk)
            desk_notices.tell_due(tx, renderer=renderer, clock=clock, desk=desk)
    return True
