import pytest

from consultant.adapters import breaker as module
from consultant.adapters.breaker import Breaker


def test_it_opens_at_a_failure_and_closes_after_its_pause(monkeypatch: pytest.MonkeyPatch):
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    breaker = Breaker(2)
    assert not breaker.open

    breaker.failed()

    assert breaker.open
    now[0] += 1.9
    assert breaker.open
    now[0] += 0.2
    assert not breaker.open
