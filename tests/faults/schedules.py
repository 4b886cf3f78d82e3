"""Random schedules: which mails are sent, what fails, where, and what a person says to it. The same seed is the same schedule."""

import random
from dataclasses import dataclass

from tests.faults.smtp_server import PLACES, Fault

STEPS = ("job claimed", "mail claimed", "data noted", "outcome written", "outcome committed")
"""Where a worker can be met; the first four lie within a transaction, just before its commit."""
LINE = ("drop", "reset")
WORD = ("later", "refuse", "closing")
SERVER = {
    "greeting": (*LINE, "junk", "drip", "crawl", "refuse", "closing"),
    "ehlo": (*LINE, "drip", "crawl", "closing"),
    "starttls": (*LINE, "junk"),
    "mail": (*LINE, *WORD, "drip", "crawl", "junk"),
    "rcpt": (*LINE, *WORD, *WORD, "drip", "crawl", "junk"),
    "data": (*LINE, *WORD, "drip", "crawl", "junk"),
    "body": LINE,
    "dot": (*LINE, *WORD, "lose", "drip", "crawl", "junk"),
    "answered": LINE,
}
"""How the server may fail at each place."""
OUTSIDE = (
    *("kill one", "kill both") * 2,
    *("cut",) * 4,
    *("twin",) * 2,
    "hour on",
    "hour back",
    "redis empties",
    "redis dies",
)
"""What may happen to the desk while the server is at a place; some more often than others."""
MOMENTOUS = ("data", "body", "body", "dot", "dot", "answered")
"""Places that are met more often than the others: around DATA a mistake costs most."""
SHAKING = frozenset({"kill one", "kill both", "hour on"})
"""After these nobody may know what the server did. A database or Redis that is lost hides nothing: the worker still knows."""
SILENT = frozenset({*LINE, "lose", "junk", "crawl"})
LONGEST = 6000
"""Bytes of a mail, about: where in it something fails."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """One run. ``recipients``: of each mail; ``steps``: what happens to a worker at a step of its own."""

    seed: int
    recipients: tuple[int, ...]
    offers: tuple[str, ...]
    faults: tuple[Fault, ...]
    steps: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    """What a person says of mails of unknown fate, in turn: again, arrived or not arrived."""

    @property
    def may_be_unknown(self) -> bool:
        """Whether something happens that can hide what the server did with a mail."""
        silent = {"data", "body", "dot", "answered"}
        return any(act == "die" for _, act in self.steps) or any(
            one.act in SHAKING or (one.place in silent and one.act in SILENT) for one in self.faults
        )

    @property
    def may_be_refused(self) -> bool:
        """Whether the server refuses something for good."""
        return any(one.act == "refuse" for one in self.faults)


def schedule(seed: int) -> Schedule:
    """Return the schedule of a seed."""
    chance = random.Random(seed)
    recipients = tuple(chance.choice((1, 1, 2, 3)) for _ in range(chance.randrange(1, 7)))
    offers = tuple(one for one in ("PIPELINING", "8BITMIME", "SIZE 1000000") if chance.random() < 0.6)
    faults = tuple(_fault(chance, max(recipients)) for _ in range(chance.randrange(7)))
    steps = tuple(
        (chance.choice(STEPS), chance.choice(("die", "lose database"))) for _ in range(chance.choice((0, 0, 1)))
    )
    words = tuple(chance.choice(("again", "arrived", "not arrived")) for _ in range(3))
    return Schedule(seed, recipients, offers, faults, steps, words)


def _fault(chance: random.Random, recipients: int) -> Fault:
    place = chance.choice((*PLACES, *MOMENTOUS))
    act = chance.choice(OUTSIDE if chance.random() < 0.4 else SERVER[place])
    byte = chance.randrange(LONGEST) if place == "body" else 0
    return Fault(place, act, byte, chance.randrange(recipients) if place == "rcpt" else 0)
