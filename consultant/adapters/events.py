"""Words to open dashboards over Redis: ids only, best effort. Whoever misses one finds the change in the database."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import redis

from consultant import logs
from consultant.adapters.breaker import Breaker
from consultant.errors import TransientError

CHANNEL = "consultant:events"
log = logs.get("events")


class RedisEvents:
    """Publishes and hears {"kind": "ticket", "ticket_id": 7}."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        self._listening = redis.Redis.from_url(
            url, socket_timeout=None, socket_connect_timeout=1, health_check_interval=0
        )
        self._breaker = Breaker(2)

    def publish(self, kind: str, ids: Mapping[str, int]) -> None:
        """Tell whoever listens; a Redis that is away loses the word, and nothing else."""
        if self._breaker.open:
            return
        try:
            self._redis.publish(CHANNEL, json.dumps({"kind": kind, **ids}))
        except (redis.RedisError, OSError) as error:
            self._breaker.failed()
            log.warning("redis is away", error=type(error).__name__)

    def subscribe(self, timeout: float) -> Iterator[Mapping[str, Any] | None]:
        """Yield events as they come, and None when ``timeout`` seconds passed without one. Raises TransientError when Redis is away."""
        try:
            with self._listening.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
                channel.subscribe(CHANNEL)
                while True:
                    message = channel.get_message(timeout=timeout)
                    yield None if message is None else _word(message["data"])
        except (redis.RedisError, OSError) as error:
            raise TransientError("Redis is away") from error


def trouble_of(url: str) -> str | None:
    """Say why the Redis server at ``url`` cannot be used now, or None; within about a second."""
    client = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
    try:
        client.ping()
    except (redis.AuthenticationError, redis.ResponseError):
        return "Redis refuses the password, the user or the number of the database"
    except (redis.RedisError, OSError):
        return "Redis does not answer"
    finally:
        client.close()
    return None


def _word(data: bytes) -> Mapping[str, Any] | None:
    """Return an event, or None for what somebody else sent on our channel."""
    try:
        word = json.loads(data)
    except ValueError:
        return None
    return word if isinstance(word, dict) and "kind" in word else None
