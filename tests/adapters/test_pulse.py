from types import SimpleNamespace

import pytest

from consultant.adapters import pulse as module
from consultant.adapters.pulse import Pulse, beating
from consultant.bootstrap import Services
from consultant.db.engine import Database, build_engine
from consultant.db.models import Heartbeat
from consultant.domain.supervision import Process
from tests.factories import rows
from tests.poller.conftest import eventually


def test_a_process_beats_once_in_ten_seconds_and_has_one_row(services: Services, monkeypatch: pytest.MonkeyPatch):
    moments = iter([0.0, 0.0, 5.0, 11.0, 11.0])
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    pulse = Pulse(services.database, services.clock, Process.POLLER)
    began = services.clock.now()
    pulse.beat()
    services.clock.forward(seconds=5)
    pulse.beat()
    [row] = rows.every(services, Heartbeat)
    assert row.at == began

    services.clock.forward(seconds=6)
    pulse.beat()

    [row] = rows.every(services, Heartbeat)
    assert (row.kind, row.began_at, row.at) == ("poller", began, services.clock.now())
    assert row.name.startswith(f"poller:{row.host}:")


def test_a_block_beats_while_it_runs_and_takes_its_row_back(services: Services):
    with beating(services.database, services.clock, Process.WORKER):
        [row] = eventually(lambda: rows.every(services, Heartbeat), "a heartbeat")
        assert row.kind == "worker"

    assert rows.every(services, Heartbeat) == []


def test_a_database_that_is_away_stops_nobody(services: Services, tmp_path):
    away = Database(build_engine(f"sqlite:///{tmp_path / 'no' / 'desk.db'}"))

    pulse = Pulse(away, services.clock, Process.BEAT)
    pulse.beat()
    pulse.end()

    away.dispose()
