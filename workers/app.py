"""The Celery application. It carries wake-ups and a tick; every truth is a row in the database.

Limits, and why: tasks are acknowledged late and rejected when a worker is lost, so a message is not gone before its row
is done; there is no result backend, because results are rows; a message expires, because the relay tells again; the
broker is waited for without end, because the desk outlives its Redis.
"""

from functools import cache
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from kombu.entity import Queue

from consultant import logs
from consultant.adapters.pulse import Pulse
from consultant.adapters.wake import BROKER_OPTIONS, DEFAULT_QUEUE, QUEUES, TASK
from consultant.bootstrap import Services, build
from consultant.config import load, plainly
from consultant.domain.supervision import Process
from workers import relay

RELAY = "consultant.relay"
TICK_SECONDS = 1.0


with plainly():
    settings = load()
app = Celery("consultant", broker=settings.redis_url)
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_default_queue=DEFAULT_QUEUE,
    task_queues=[Queue(name) for name in (DEFAULT_QUEUE, *QUEUES.values(), "relay")],  # type: ignore[no-untyped-call]
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    worker_cancel_long_running_tasks_on_connection_loss=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_connection_timeout=2,
    broker_transport_options=BROKER_OPTIONS,
    beat_schedule={
        "relay": {"task": RELAY, "schedule": TICK_SECONDS, "options": {"queue": "relay", "expires": 2 * TICK_SECONDS}}
    },
    beat_schedule_filename=str(settings.data_dir / "beat-schedule"),
)


@setup_logging.connect  # type: ignore[untyped-decorator]  # Celery has no types
def _configure_logs(**_signal: Any) -> None:
    logs.configure(settings.log_level)


@cache
def services() -> Services:
    """Return this process's services, built at the first task."""
    return build(settings)


@cache
def pulse() -> Pulse:
    """Return the heartbeat of the relay in this process."""
    return Pulse(services().database, services().clock, Process.RELAY)


@app.task(name=TASK)  # type: ignore[untyped-decorator]
def run_job(job_id: int, kind: str) -> None:
    """Run the job row with this id; ``kind`` is for people who look at the broker."""
    from workers import jobs  # beat, which only ticks, starts sooner without what jobs need

    _ = kind
    jobs.run(services(), job_id)


@app.task(name=RELAY)  # type: ignore[untyped-decorator]
def tick() -> None:
    """Wake workers for what is due, and once a minute look how the desk is."""
    from workers import supervision

    pulse().beat()
    relay.wake_due(services())
    supervision.watch(services())
