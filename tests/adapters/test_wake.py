import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from consultant.adapters.wake import DEFAULT_QUEUE, QUEUES, TASK, CeleryWake
from consultant.demo.processes import free_port
from consultant.domain.jobs import NAMES, Acknowledge, AttachLookups, DeliverEmail
from tests.servers.redis import RedisServer


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def closing() -> Iterator[list[CeleryWake]]:
    made: list[CeleryWake] = []
    yield made
    for wake in made:
        wake._app.close()


def test_a_wake_up_carries_the_rows_id_and_the_jobs_name_as_json(redis: RedisServer, closing: list[CeleryWake]):
    wake = CeleryWake(redis.url)
    closing.append(wake)
    wake.wake(7, AttachLookups(1))
    wake.wake(8, DeliverEmail(2))

    with Redis(port=redis.port) as client:
        messages = {name: json.loads(client.lindex(name, 0)) for name in ("lookups", "outbound")}

    assert {name: message["headers"]["task"] for name, message in messages.items()} == {
        "lookups": TASK,
        "outbound": TASK,
    }
    assert messages["lookups"]["content-type"] == "application/json"
    assert messages["outbound"]["headers"]["argsrepr"] == "[8, 'deliver_email']"
    assert messages["lookups"]["headers"]["expires"]


def test_every_kind_of_job_has_a_queue():
    for kind in NAMES:
        assert QUEUES.get(kind, DEFAULT_QUEUE) in {"lookups", "outbound"}


def test_without_redis_waking_costs_little_and_never_raises(closing: list[CeleryWake]):
    wake = CeleryWake(f"redis://127.0.0.1:{free_port(0)}/0")
    closing.append(wake)

    began = time.monotonic()
    for number in range(100):
        wake.wake(number, Acknowledge(number))

    assert time.monotonic() - began < 3


def test_a_redis_that_comes_back_is_told_again(tmp_path: Path, closing: list[CeleryWake]):
    redis = RedisServer(tmp_path)
    wake = CeleryWake(redis.url)
    closing.append(wake)
    wake.wake(1, AttachLookups(1))
    redis.stop()
    wake.wake(2, AttachLookups(2))

    redis.start()
    wake._breaker._open_until = 0.0
    wake.wake(3, AttachLookups(3))

    with Redis(port=redis.port) as client:
        assert client.llen("lookups") == 1
    redis.stop()
