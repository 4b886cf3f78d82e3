"""What is watched at a desk that runs, and when it needs a person."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

BEAT_SECONDS = 10.0
SILENT_AFTER = timedelta(seconds=60)
"""Six missed beats."""
FORGOTTEN_AFTER = timedelta(hours=1)
UNTAKEN_AFTER = timedelta(minutes=5)
OUTBOX_AFTER = timedelta(minutes=30)
"""How long a mail may wait in the outbox past its undo time."""
DUE_JOB_AFTER = timedelta(minutes=5)
LITTLE_DISK = 0.05
"""Of the data folder's disk."""


class Process(StrEnum):
    """What beats. The relay is the tick of beat, run by a worker: it stands still when one of them, or the broker, does."""

    POLLER = "poller"
    WORKER = "worker"
    BEAT = "beat"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that needs a person. ``kind`` and ``about`` name it as long as it lasts; ``words`` are for people.

    ``grave``: work is not done because of it. ``name``: the mailbox or part of the desk.
    """

    kind: str
    about: str
    name: str
    words: str
    grave: bool = True
