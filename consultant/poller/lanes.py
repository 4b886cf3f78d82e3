"""Take mails in side by side, as far as none of them says something of another.

Each mail stays one transaction. A mail waits for those before it that share a name with it: a writer, a Message-ID that
one has or names, a subject. So an answer finds the question it answers, and copies and budgets are counted in order.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Self

from consultant.mail.letters import base_subject
from consultant.mail.parsed import ParsedMail


def names_of(mail: ParsedMail) -> frozenset[str]:
    """Return what tells that two mails may have to do with each other."""
    ids = (mail.message_id, *mail.in_reply_to, *mail.references, *mail.returned_ids)
    author = (mail.author.key,) if mail.author else ()
    return frozenset(("", base_subject(mail.subject).casefold(), *ids, *author)) - {""}


class Lanes:
    """Runs work in ``count`` threads; with one lane it runs where it is called. Leaving the block waits for all of it."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="lane") if count > 1 else None
        self._under_way: dict[Future[None], frozenset[str]] = {}

    def run(self, names: frozenset[str], work: Callable[[], None]) -> None:
        """Do the work, after what is under way with one of these names. Raises what earlier work raised."""
        if self._threads is None:
            work()
            return
        while len(self._under_way) >= self._count or any(names & taken for taken in self._under_way.values()):
            self._await_one()
        self._under_way[self._threads.submit(work)] = names

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads is not None:
            self._threads.shutdown(wait=True)
        if kind is None:
            for done in self._under_way:
                done.result()

    def _await_one(self) -> None:
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        for future in done:
            del self._under_way[future]
        for future in done:
            future.result()
