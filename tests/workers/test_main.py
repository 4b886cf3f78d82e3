import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from celery.signals import worker_shutting_down

from consultant.config import ROOT
from consultant.demo.processes import free_port
from workers import main as module


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What would have been executed in place of this process. Watchers end with their test: later they would execute."""
    executed: list[object] = []
    monkeypatch.setattr(module.os, "execv", lambda program, words: executed.append((program, words)))
    monkeypatch.setattr(module, "PAUSE", 0)
    yield executed
    for thread in threading.enumerate():
        if thread.name == "watch":
            thread.join()


def worker_that_ends(monkeypatch: pytest.MonkeyPatch, code: int) -> list[list[str]]:
    """Celery notes the exit status on the worker, and returns either way."""
    started: list[list[str]] = []

    def run(words: list[str]) -> None:
        started.append(words)
        module._watch(SimpleNamespace(exitcode=code))

    monkeypatch.setattr("workers.app.app.worker_main", run)
    monkeypatch.setattr(module, "_started", [])
    monkeypatch.setattr(module, "_told", threading.Event())
    monkeypatch.setattr(module, "services", lambda: SimpleNamespace(database=None, clock=None))
    monkeypatch.setattr(module, "beating", lambda *_of: nullcontext())
    monkeypatch.setattr(module, "check", lambda _services: None)
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


def test_a_worker_that_a_signal_ended_does_not_begin_anew(monkeypatch: pytest.MonkeyPatch, ends: list[object]):
    worker_that_ends(monkeypatch, 1)
    monkeypatch.setattr(
        module,
        "check",
        lambda _services: worker_shutting_down.send(sender="worker", sig="SIGINT", how="Warm", exitcode=1),
    )

    module.main()

    assert ends == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_whose_broker_is_absent_ends_when_it_is_told(number: signal.Signals, tmp_path: Path, sqlite_url: str):
    log = tmp_path / "log"
    with log.open("wb") as out:
        worker = subprocess.Popen(
            [sys.executable, "-m", "workers.main"],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "CONSULTANT_DATA_DIR": str(tmp_path),
                "CONSULTANT_DATABASE_URL": sqlite_url,
                "CONSULTANT_REDIS_URL": f"redis://127.0.0.1:{free_port(0)}/0",
            },
            stdout=out,
            stderr=out,
        )
    try:
        deadline = time.monotonic() + 30
        while "Cannot connect" not in log.read_text() and time.monotonic() < deadline:
            time.sleep(0.05)

        worker.send_signal(number)

        assert worker.wait(15) == 0
        assert "begins anew" not in log.read_text()
    finally:
        worker.kill()
        worker.wait()
