from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Alert, OutboundMail
from consultant.domain.rights import Role
from consultant.errors import TransientError
from tests.factories import rows
from tests.factories.health import AROUND, all_beat
from tests.factories.make import Make
from tests.poller.conftest import eventually
from workers import supervision


@pytest.fixture(autouse=True)
def _a_disk_with_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "look_around", lambda *_of: AROUND)


def test_one_worker_looks_once_a_minute(services: Services):
    assert supervision.watch(services)
    assert not supervision.watch(services)
    services.clock.forward(minutes=1)

    assert supervision.watch(services)


def test_a_poller_that_is_gone_is_noted_told_and_over_when_it_is_back(services: Services, make: Make):
    make.mailbox()
    make.person(Role.ADMINISTRATOR)
    for _ in range(4):
        all_beat(services)
        services.clock.forward(seconds=61)
        all_beat(services, but=supervision.health.Process.POLLER)
        supervision.watch(services)
        services.clock.forward(seconds=0)
    [row] = rows.every(services, Alert)
    assert (row.kind, row.about, row.ended_at) == ("process", "poller", None)
    assert len(rows.every(services, OutboundMail, kind="alert")) == 1

    all_beat(services)
    services.clock.forward(minutes=1)
    supervision.watch(services)

    assert rows.every(services, Alert)[0].ended_at == services.clock.now()


def test_a_desk_that_is_well_writes_to_nobody(services: Services, make: Make):
    make.ticket()
    make.person(Role.ADMINISTRATOR)
    all_beat(services)

    supervision.watch(services)

    assert rows.every(services, Alert) == []
    assert rows.every(services, OutboundMail) == []


def test_without_notices_alerts_are_noted_and_not_told(services: Services, make: Make):
    make.mailbox()
    make.person(Role.ADMINISTRATOR)
    quiet = replace(services, settings=services.settings.model_copy(update={"notices": "off"}))

    for _ in range(4):
        supervision.watch(quiet)
        services.clock.forward(minutes=1)

    assert rows.every(services, Alert) != []
    assert rows.every(services, OutboundMail) == []


def test_a_worker_notes_that_beat_is_gone_though_no_tick_comes(services: Services, make: Make):
    make.mailbox()
    all_beat(services)
    services.clock.forward(seconds=61)
    all_beat(services, but=supervision.health.Process.BEAT)

    with supervision.watching(services, pause=0.01):
        [row] = eventually(lambda: rows.every(services, Alert), "an alert")

    assert (row.kind, row.about) == ("process", "beat")


def test_a_look_that_fails_is_followed_by_another(services: Services, monkeypatch: pytest.MonkeyPatch):
    looks = []

    def look(_services: Services) -> None:
        looks.append(len(looks))
        raise TransientError("the database is away")

    monkeypatch.setattr(supervision, "watch", look)

    with supervision.watching(services, pause=0.01):
        eventually(lambda: len(looks) > 1, "a second look")
