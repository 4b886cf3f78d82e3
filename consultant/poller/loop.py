"""Keep one reader for each enabled mailbox; new ones are met within seconds, without a restart."""

import signal
import threading

from consultant import logs
from consultant.adapters.pulse import Pulse
from consultant.bootstrap import Services
from consultant.db.queries import mailboxes
from consultant.domain.supervision import Process
from consultant.errors import ConsultantError
from consultant.poller.crew import Crew
from consultant.poller.reader import Reader

LOOK_EVERY = 5.0
log = logs.get("poller")


def run(services: Services, stop: threading.Event) -> None:
    """Read all mailboxes until ``stop`` is set."""
    crew = Crew.of_processes(services)
    readers: dict[int, Reader] = {}
    pulse = Pulse(services.database, services.clock, Process.POLLER)
    while not stop.is_set():
        pulse.beat()
        try:
            with services.database.reading() as tx:
                wanted = {mailbox.id for mailbox in mailboxes.enabled(tx)}
        except ConsultantError as error:
            log.warning("the mailboxes could not be listed", exc_info=error)
            wanted = set(readers)
        for mailbox_id in wanted - readers.keys():
            readers[mailbox_id] = Reader(services, mailbox_id, crew)
            readers[mailbox_id].start()
        for mailbox_id in readers.keys() - wanted:
            readers.pop(mailbox_id).stop()
        stop.wait(LOOK_EVERY)
    for reader in readers.values():
        reader.stop()
    for reader in readers.values():
        reader.join(timeout=5)
    pulse.end()
    crew.close()


def main(services: Services) -> None:
    """Run until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(services, stop)
