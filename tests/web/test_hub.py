import threading
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from consultant.bootstrap import Services
from consultant.errors import TransientError
from consultant.web.hub import BACKLOG, STREAMS, Full, Hub, Stream
from tests.factories.mails import mail
from tests.web.conftest import LiveEvents

PAUSE = 0.02


class AwayEvents:
    """A Redis that is away until it is told to answer."""

    def __init__(self) -> None:
        self.back = threading.Event()
        self.asked = threading.Event()

    def publish(self, kind: str, ids: Mapping[str, int]) -> None:
        raise AssertionError("nobody hears this")

    def subscribe(self, timeout: float) -> Iterator[Mapping[str, Any] | None]:
        self.asked.set()
        if not self.back.is_set():
            raise TransientError("Redis is away")
        while True:
            yield {"kind": "ticket", "ticket_id": 4711}
            threading.Event().wait(timeout)
            yield None


class BrokenEvents(AwayEvents):
    """A source that fails in a way that nobody foresaw, once."""

    def subscribe(self, timeout: float) -> Iterator[Mapping[str, Any] | None]:
        if not self.asked.is_set():
            self.asked.set()
            raise RuntimeError("unforeseen")
        yield {"kind": "ticket", "ticket_id": 4712}
        while True:
            threading.Event().wait(timeout)
            yield None


@pytest.fixture
def open_hub(desk: Services):
    made: list[Hub] = []

    def build(events: Any) -> Hub:
        made.append(Hub(desk.database, events, pause=PAUSE))
        return made[-1]

    yield build
    for hub in made:
        hub.stop()


def next_word(stream: Stream) -> Mapping[str, Any] | None:
    return stream.words.get(timeout=5)


def test_every_stream_hears_every_word(open_hub):
    events = LiveEvents()
    hub = open_hub(events)
    streams = [hub.open() for _ in range(3)]

    events.publish("ticket", {"ticket_id": 7})

    assert [next_word(stream) for stream in streams] == [{"kind": "ticket", "ticket_id": 7}] * 3


def test_only_ids_are_passed_on(open_hub):
    events = LiveEvents()
    stream = open_hub(events).open()

    events.words.put({"kind": "ticket", "ticket_id": 7, "subject": "a patient's name"})

    assert next_word(stream) == {"kind": "ticket", "ticket_id": 7}


def test_without_redis_the_rows_themselves_tell(open_hub, make):
    first = make.ticket(mail(subject="before"))
    events = AwayEvents()
    stream = open_hub(events).open()
    events.asked.wait(5)

    second = make.ticket(mail(subject="after"))

    assert next_word(stream) == {"kind": "ticket", "ticket_id": second}
    assert first != second
    events.back.set()
    assert next_word(stream) == {"kind": "ticket", "ticket_id": 4711}


def test_a_word_that_redis_lost_is_told_from_the_rows(open_hub, make):
    events = LiveEvents()
    stream = open_hub(events).open()
    events.publish("ticket", {"ticket_id": 999})
    assert next_word(stream) == {"kind": "ticket", "ticket_id": 999}

    ticket_id = make.ticket()  # this desk's transactions tell nobody: its events are a stub's

    assert next_word(stream) == {"kind": "ticket", "ticket_id": ticket_id}


def test_a_fault_that_nobody_foresaw_does_not_end_live_pages(open_hub):
    stream = open_hub(BrokenEvents()).open()

    assert next_word(stream) == {"kind": "ticket", "ticket_id": 4712}


def test_streams_are_few_and_a_closed_one_makes_room(open_hub):
    hub = open_hub(LiveEvents())
    streams = [hub.open() for _ in range(STREAMS)]
    with pytest.raises(Full):
        hub.open()

    hub.close(streams[0])

    assert hub.open() is not None


def test_a_browser_that_reads_too_slowly_looks_at_everything_again():
    stream = Stream()

    for n in range(BACKLOG + 1):
        stream.push({"kind": "ticket", "ticket_id": n})

    assert stream.words.get_nowait() == {"kind": "all"}
    assert stream.words.empty()


def test_listening_beats_through_silence_and_ends_by_itself(open_hub):
    hub = open_hub(LiveEvents())
    stream = hub.open()

    assert list(hub.listen(stream, beat=0.01, beats=3)) == [None, None, None]


def test_stopping_ends_every_stream_and_opens_none(open_hub):
    hub = open_hub(LiveEvents())
    words = hub.listen(hub.open(), beat=5, beats=5)

    hub.stop()

    assert list(words) == []
    with pytest.raises(Full):
        hub.open()
