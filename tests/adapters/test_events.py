import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consultant.adapters.events import RedisEvents, trouble_of
from consultant.demo.processes import free_port
from consultant.errors import TransientError
from tests.servers.redis import RedisServer


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def closing() -> Iterator[list[RedisEvents]]:
    made: list[RedisEvents] = []
    yield made
    for events in made:
        events._redis.close()
        events._listening.close()


def test_what_is_published_is_heard_and_silence_is_none(redis: RedisServer, closing: list[RedisEvents]):
    events = RedisEvents(redis.url)
    closing.append(events)
    heard = events.subscribe(0.2)
    assert next(heard) is None

    events.publish("ticket", {"ticket_id": 7})

    assert next(heard) == {"kind": "ticket", "ticket_id": 7}
    assert next(heard) is None
    heard.close()


def test_every_listener_hears_every_word(redis: RedisServer, closing: list[RedisEvents]):
    events = RedisEvents(redis.url)
    closing.append(events)
    listeners = [events.subscribe(0.2) for _ in range(3)]
    for listener in listeners:
        next(listener)

    events.publish("parked", {"inbound_id": 3})

    assert [next(listener) for listener in listeners] == [{"kind": "parked", "inbound_id": 3}] * 3
    for listener in listeners:
        listener.close()


def test_without_redis_publishing_costs_little_never_raises_and_heals(tmp_path: Path, closing: list[RedisEvents]):
    redis = RedisServer(tmp_path)
    events = RedisEvents(redis.url)
    closing.append(events)
    events.publish("ticket", {"ticket_id": 1})
    redis.stop()

    began = time.monotonic()
    for number in range(200):
        events.publish("ticket", {"ticket_id": number})
    assert time.monotonic() - began < 2

    redis.start()
    events._breaker._open_until = 0.0
    heard = events.subscribe(0.2)
    next(heard)
    events.publish("ticket", {"ticket_id": 9})
    assert next(heard) == {"kind": "ticket", "ticket_id": 9}
    heard.close()
    redis.stop()


def test_listening_without_redis_is_a_passing_error(closing: list[RedisEvents]):
    events = RedisEvents(f"redis://127.0.0.1:{free_port(0)}/0")
    closing.append(events)

    with pytest.raises(TransientError, match="Redis is away"):
        next(events.subscribe(0.2))


def test_a_redis_that_goes_away_ends_the_listening(tmp_path: Path, closing: list[RedisEvents]):
    redis = RedisServer(tmp_path)
    events = RedisEvents(redis.url)
    closing.append(events)
    heard: Any = events.subscribe(30)
    caught: list[BaseException] = []
    started = threading.Event()

    def listen() -> None:
        started.set()
        try:
            for _ in heard:
                pass
        except TransientError as error:
            caught.append(error)

    thread = threading.Thread(target=listen)
    thread.start()
    started.wait()
    redis.stop()
    thread.join(10)

    assert not thread.is_alive()
    assert len(caught) == 1


def test_a_word_that_is_not_ours_does_not_end_the_listening(redis: RedisServer, closing: list[RedisEvents]):
    events = RedisEvents(redis.url)
    closing.append(events)
    heard = events.subscribe(0.2)
    next(heard)

    events._redis.publish("consultant:events", b"no json \xff")
    events.publish("ticket", {"ticket_id": 1})

    assert {"kind": "ticket", "ticket_id": 1} in [next(heard), next(heard)]
    heard.close()


def test_why_redis_cannot_be_used_is_said_plainly(redis: RedisServer):
    assert trouble_of(redis.url) is None
    assert "refuses the password" in str(trouble_of(redis.url.replace("redis://", "redis://nobody:wrong@")))
    assert "number of the database" in str(trouble_of(redis.url.replace("/0", "/999")))
    assert trouble_of(f"redis://127.0.0.1:{free_port(0)}/0") == "Redis does not answer"
