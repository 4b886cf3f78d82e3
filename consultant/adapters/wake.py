"""Wake a Celery worker for a job row: a message with the row's id, sent after the commit, best effort.

Celery is named here and in workers/app.py alone; the relay there finds every row whose message was lost.
"""

from celery import Celery

from consultant import logs
from consultant.adapters.breaker import Breaker
from consultant.domain.jobs import NAMES, DeliverEmail, Job

TASK = "consultant.run_job"
QUEUES: dict[type[Job], str] = {DeliverEmail: "outbound"}
DEFAULT_QUEUE = "lookups"
BROKER_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 1, "visibility_timeout": 120}
log = logs.get("wake")


class CeleryWake:
    """Sends wake-ups to the broker."""

    def __init__(self, url: str) -> None:
        self._app = Celery("consultant-wake", broker=url, set_as_current=False)
        self._app.conf.update(
            broker_transport_options={**BROKER_OPTIONS, "socket_timeout": 1, "max_retries": 0},
            broker_connection_timeout=1,
            task_ignore_result=True,
            task_serializer="json",
        )
        self._breaker = Breaker(2)

    def wake(self, job_id: int, job: Job) -> None:
        """Send the row's id; a broker that is away costs at most about a second, once in two seconds."""
        if self._breaker.open:
            return
        try:
            self._app.send_task(
                TASK,
                args=[job_id, NAMES[type(job)]],
                queue=QUEUES.get(type(job), DEFAULT_QUEUE),
                retry=False,
                ignore_result=True,
                expires=600,
            )
        except Exception as error:  # noqa: BLE001
            # kombu, redis and amqp each have their own error tree; whatever it is, the relay finds the row.
            self._breaker.failed()
            log.warning("broker is away", error=type(error).__name__)
