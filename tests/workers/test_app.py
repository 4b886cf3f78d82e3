import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from consultant.adapters.wake import DEFAULT_QUEUE, QUEUES, TASK
from consultant.config import ROOT
from workers import app as module
from workers.main import OPTIONS


def test_messages_are_json_acknowledged_late_and_results_are_rows():
    conf = module.app.conf

    assert conf.accept_content == ["json"]
    assert conf.task_serializer == "json"
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.task_ignore_result
    assert conf.result_backend is None
    assert conf.worker_prefetch_multiplier == 1
    assert not conf.worker_send_task_events


def test_the_broker_is_waited_for_without_end():
    assert module.app.conf.broker_connection_retry_on_startup
    assert module.app.conf.broker_connection_max_retries is None


def test_there_are_two_tasks_and_both_are_known_by_name():
    ours = {name for name in module.app.tasks if name.startswith("consultant.")}

    assert ours == {TASK, module.RELAY}


def test_every_queue_that_is_written_to_is_read_by_the_worker():
    read = OPTIONS[OPTIONS.index("--queues") + 1].split(",")

    assert {queue.name for queue in module.app.conf.task_queues} == set(read)
    assert {DEFAULT_QUEUE, *QUEUES.values(), "relay"} == set(read)


def test_the_relay_ticks_every_second_and_its_ticks_do_not_pile_up():
    entry = module.app.conf.beat_schedule["relay"]

    assert entry["schedule"] == module.TICK_SECONDS
    assert entry["options"]["expires"] <= 2 * module.TICK_SECONDS


def test_the_limits_are_explained_beside_the_settings():
    for word in ("late", "result backend", "expires", "without end"):
        assert word in (module.__doc__ or "")


BIN = Path(sys.executable).parent
COMMANDS = {
    "worker": [sys.executable, "-m", "workers.main"],
    "beat": [sys.executable, "-m", "workers.beat"],
    "poller": [str(BIN / "consultant"), "poller"],
    "web": [str(BIN / "gunicorn"), "-c", "python:consultant.web.gunicorn_conf", "consultant.web.wsgi:app"],
}


def said(command: list[str], folder: Path, **given: str) -> list[str]:
    """Start a process that cannot begin; return the lines that it says, without what gunicorn says of itself."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "CONSULTANT_DATA_DIR": str(folder),
            "CONSULTANT_BIND": f"unix:{folder / 'web.sock'}",
            **given,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert done.returncode == 1, lines
    return [line for line in lines if "[INFO] Starting gunicorn" not in line]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("setting", "value"),
    [("CONSULTANT_SMTP__PORT", "smtp"), ("CONSULTANT_DATABSE_URL", "sqlite:////x"), ("CONSULTANT_DATA_DIR", "FILE")],
)
def test_every_process_names_a_wrong_setting_in_one_line(name: str, setting: str, value: str, tmp_path: Path):
    (tmp_path / "file").touch()

    [line] = said(COMMANDS[name], tmp_path, **{setting: value.replace("FILE", str(tmp_path / "file"))})

    assert line.startswith(f"consultant: {setting}")


@pytest.mark.parametrize("name", ["worker", "poller", "web"])
def test_every_process_that_needs_the_database_says_when_it_has_no_tables(name: str, tmp_path: Path):
    [line] = said(COMMANDS[name], tmp_path)

    assert line == (
        "consultant: CONSULTANT_DATABASE_URL: the database lacks tables of this version; run: consultant db upgrade"
    )


def test_a_task_runs_the_row_and_nothing_but_the_row(monkeypatch: pytest.MonkeyPatch):
    ran: list[tuple[object, int]] = []
    monkeypatch.setattr(module, "services", lambda: "services")
    monkeypatch.setattr("workers.jobs.run", lambda services, job_id: ran.append((services, job_id)))
    monkeypatch.setattr(module.relay, "wake_due", lambda services: ran.append((services, 0)))
    monkeypatch.setattr("workers.supervision.watch", lambda services: ran.append((services, 1)))
    monkeypatch.setattr(module, "pulse", lambda: SimpleNamespace(beat=lambda: ran.append(("pulse", 2))))

    module.run_job(7, "attach_lookups")
    module.tick()

    assert ran == [("services", 7), ("pulse", 2), ("services", 0), ("services", 1)]
