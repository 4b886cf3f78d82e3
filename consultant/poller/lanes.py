"""Take mails in side by side, as far as none of them says something of another.

Each mail stays one transaction. A mail waits for those before it that share a name with it: a writer, a Message-ID that
one has or names, a subject. So an answer finds the question it answers, and copies and budgets are counted in order.
"""

from concurrent.futures import FIRST_COMPLETED, Future, wait
from types import TracebackType
from typing import Self

from consultant.db.queries.inbound import Stored
from consultant.mail.letters import base_subject
from consultant.mail.parsed import ParsedMail, Reading
from consultant.poller.failed import Failed
from consultant.poller.takers import Take


def names_of(mail: Reading | Failed) -> frozenset[str]:
    """Return what tells that two mails may have to do with each other; nothing for one that could not be read."""
    if not isinstance(mail, ParsedMail):
        return frozenset()
    ids = (mail.message_id, *mail.in_reply_to, *mail.references, *mail.returned_ids)
    author = (mail.author.key,) if mail.author else ()
    return frozenset(("", base_subject(mail.subject).casefold(), *ids, *author)) - {""}


class Lanes:
    """Gives mails to ``take``, so many at once. Leaving the block waits for all of them."""

    def __init__(self, take: Take, at_once: int) -> None:
        self._take = take
        self._at_once = at_once
        self._under_way: dict[Future[None], frozenset[str]] = {}

    def run(self, names: frozenset[str], stored: Stored, mail: Reading | Failed) -> None:
        """Take the mail in, after what is under way with one of these names. Raises what earlier ones raised."""
        while len(self._under_way) >= self._at_once or any(names & taken for taken in self._under_way.values()):
            self._await_one()
        self._under_way[self._take(stored, mail)] = names

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        wait(self._under_way)
        if kind is None:
            for done in self._under_way:
                done.result()

    def _await_one(self) -> None:
        done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
        for future in done:
            del self._under_way[future]
        for future in done:
            future.result()
