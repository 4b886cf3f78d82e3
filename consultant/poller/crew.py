"""Who reads the mails that are stored, and who takes them in."""

from dataclasses import dataclass
from typing import Self

from consultant.bootstrap import Services
from consultant.poller.parsing import InProcess, MailReader, OwnProcess
from consultant.poller.takers import Hand, InPlace, OwnProcesses, Takers


@dataclass(frozen=True, slots=True)
class Crew:
    """Serves every mailbox of a poller."""

    reader: MailReader
    takers: Takers

    @classmethod
    def in_place(cls, services: Services) -> Self:
        """Return one that works where it is called."""
        return cls(InProcess(services.blobs), InPlace(_hand(services)))

    @classmethod
    def of_processes(cls, services: Services) -> Self:
        """Return one that works in processes of its own, which start now."""
        settings = services.settings
        return cls(OwnProcess(settings), OwnProcesses(_hand(services), settings.database, settings.log_level))

    def wait_until_up(self) -> None:
        """Return when every process is up."""
        self.reader.wait_until_up()
        self.takers.wait_until_up()

    def close(self) -> None:
        """End the processes."""
        self.reader.close()
        self.takers.close()


def _hand(services: Services) -> Hand:
    return Hand(services.database, services.desk, services.clock)
