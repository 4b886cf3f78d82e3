import sys
from types import SimpleNamespace

import pytest

from workers import main as module


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What would have been executed in place of this process."""
    executed: list[object] = []
    monkeypatch.setattr(module.os, "execv", lambda program, words: executed.append((program, words)))
    monkeypatch.setattr(module, "PAUSE", 0)
    return executed


def worker_that_ends(monkeypatch: pytest.MonkeyPatch, code: int) -> list[list[str]]:
    """Celery notes the exit status on the worker, and returns either way."""
    started: list[list[str]] = []

    def run(words: list[str]) -> None:
        started.append(words)
        module._watch(SimpleNamespace(exitcode=code))

    monkeypatch.setattr("workers.app.app.worker_main", run)
    monkeypatch.setattr(module, "_started", [])
    return started


def test_a_worker_that_was_told_to_end_ends(monkeypatch: pytest.MonkeyPatch, ends: list[object]):
    started = worker_that_ends(monkeypatch, 0)

    module.main()

    assert ends == []
    assert "threads" in started[0]


def test_a_worker_that_ended_by_itself_begins_anew_in_place(monkeypatch: pytest.MonkeyPatch, ends: list[object]):
    worker_that_ends(monkeypatch, 1)

    module.main()

    assert ends
    assert set(map(str, ends)) == {str((sys.executable, [sys.executable, *sys.orig_argv[1:]]))}
