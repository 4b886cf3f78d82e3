from datetime import UTC, timedelta
from itertools import islice

import pytest

from consultant.adapters.memory import HandClock, HeardEvents, HeardWake, MemoryMailer
from consultant.domain.jobs import AttachLookups
from consultant.errors import TransientError
from consultant.ports import Clock, Events, Mailer, Verdict, Wake


def test_the_ports_in_memory_are_the_ports():
    clock: Clock = HandClock()
    events: Events = HeardEvents()
    wake: Wake = HeardWake()
    mailer: Mailer = MemoryMailer()

    assert clock.now().tzinfo is UTC
    events.publish("ticket", {"ticket_id": 1})
    wake.wake(1, AttachLookups(1))
    mailer.session(1).close()


def test_the_clock_moves_when_told():
    clock = HandClock()
    before = clock.now()

    clock.forward(minutes=1, seconds=5)

    assert clock.now() - before == timedelta(seconds=65)


def test_events_are_told_again_to_who_comes_late():
    events = HeardEvents()
    events.publish("ticket", {"ticket_id": 7})

    assert list(islice(events.subscribe(1), 3)) == [{"kind": "ticket", "ticket_id": 7}, None, None]


def test_the_mailer_answers_as_told_and_keeps_what_it_took():
    mailer = MemoryMailer(recipients={"b@x.example": Verdict(550, "no")})
    session = mailer.session(1)

    words = session.envelope("", ["a@x.example", "b@x.example"], size=3, envid="")
    session.data(b"raw")

    assert [verdict.code for verdict in words.values()] == [250, 550]
    assert mailer.delivered == [("", ("a@x.example",), b"raw")]
    mailer.final = Verdict(451, "later")
    assert not session.data(b"again").accepted
    assert len(mailer.delivered) == 1


@pytest.mark.parametrize("step", ["session", "envelope", "data", "answer"])
def test_each_step_can_fail(step: str):
    mailer = MemoryMailer(fails={step: TransientError(step)})

    def talk() -> None:
        session = mailer.session(1)
        session.envelope("", ["a@x.example"], size=3, envid="")
        session.data(b"raw")

    with pytest.raises(TransientError, match=step):
        talk()
    assert len(mailer.delivered) == (step == "answer")
