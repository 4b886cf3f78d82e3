"""One thread a process hears what changed and passes it on to every open event stream.

It listens to Redis. When Redis is away it asks the database each second, so that dashboards live on; and while nothing
comes from Redis it asks as well, so that a word that Redis lost is told a second later.
"""

import queue
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from consultant import logs
from consultant.db.engine import Database
from consultant.errors import TransientError
from consultant.ports import Events
from consultant.services.pages.live import Feed

STREAMS = 24
"""Streams at once in one process: each holds a thread of the web server, which keeps some for pages (gunicorn_conf.py)."""
BACKLOG = 256
IDLE = 0.02
"""Seconds between two empty words: a source that never waits must not make this thread spin."""

log = logs.get("web.hub")

Word = Mapping[str, Any]


class Full(Exception):
    """No stream is free; the browser asks by polling instead."""


class Stream:
    """What one browser has still to hear."""

    def __init__(self) -> None:
        self.words: queue.Queue[Word | None] = queue.Queue(BACKLOG)

    def push(self, word: Word | None) -> None:
        """Add a word. A browser that reads too slowly is told to look at everything again."""
        try:
            self.words.put_nowait(word)
        except queue.Full:
            while not self.words.empty():
                self.words.get_nowait()
            self.words.put_nowait({"kind": "all"})


class Hub:
    """Fans out; starts its thread with the first stream, after the web server has forked."""

    def __init__(self, database: Database, events: Events, *, pause: float = 1.0) -> None:
        self._database = database
        self._events = events
        self._pause = pause
        self._lock = threading.Lock()
        self._streams: set[Stream] = set()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._heard: set[int] = set()

    def open(self) -> Stream:
        """Return a new stream. Raises Full."""
        with self._lock:
            if len(self._streams) >= STREAMS or self._stopping.is_set():
                raise Full
            stream = Stream()
            self._streams.add(stream)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live hub", daemon=True)
                self._thread.start()
            return stream

    def close(self, stream: Stream) -> None:
        """Forget a stream."""
        with self._lock:
            self._streams.discard(stream)

    def listen(self, stream: Stream, *, beat: float, beats: int) -> Iterator[Word | None]:
        """Yield each word, and None for every ``beat`` seconds of silence; end after ``beats`` of them or when the hub stops."""
        try:
            silent = 0
            while silent < beats and not self._stopping.is_set():
                try:
                    word = stream.words.get(timeout=beat)
                except queue.Empty:
                    silent += 1
                    yield None
                    continue
                if word is None:
                    return
                yield word
        finally:
            self.close(stream)

    def stop(self) -> None:
        """End all streams and the thread."""
        self._stopping.set()
        with self._lock:
            for stream in self._streams:
                stream.push(None)
            thread = self._thread
        if thread is not None:
            thread.join(timeout=5 * self._pause)

    def _run(self) -> None:
        feed = Feed()
        away = False
        self._ask(feed)
        while not self._stopping.is_set():
            try:
                for word in self._events.subscribe(timeout=self._pause):
                    if self._stopping.is_set():
                        return
                    if away:
                        log.info("events are heard again")
                        away = False
                    if word is None:
                        self._ask(feed)
                        self._stopping.wait(IDLE)
                    else:
                        self._hear(word)
            except TransientError:
                if not away:
                    log.warning("events are away; asking the database instead")
                    away = True
                self._ask(feed)
                self._stopping.wait(self._pause)
            except Exception:  # the thread must outlive whatever an adapter raises
                log.exception("live hub failed")
                self._stopping.wait(self._pause)

    def _hear(self, word: Word) -> None:
        if word.get("kind") == "ticket" and isinstance(word.get("ticket_id"), int):
            self._heard.add(word["ticket_id"])
        self._send({key: value for key, value in word.items() if key == "kind" or isinstance(value, int)})

    def _ask(self, feed: Feed) -> None:
        try:
            with self._database.reading() as tx:
                fresh = feed.fresh(tx)
        except TransientError:
            return
        for ticket_id in fresh:
            if ticket_id not in self._heard:
                self._send({"kind": "ticket", "ticket_id": ticket_id})
        self._heard.clear()

    def _send(self, word: Word) -> None:
        with self._lock:
            for stream in self._streams:
                stream.push(word)
