"""Makes rows the way the desk makes them: through the use cases, with what matters to a test given and the rest usual."""

from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from consultant.bootstrap import Services
from consultant.db.queries import inbound
from consultant.domain.rights import Person, Role
from consultant.mail.parse import parse
from consultant.services import intake, mailboxes, replies, storing, users
from consultant.services.intake import Outcome, Taken
from tests.factories.mails import mail


@dataclass
class Make:
    """Makes mailboxes, people of the desk, mails that were stored and tickets, on one desk."""

    services: Services

    def __post_init__(self) -> None:
        self._numbers = count(1)
        self._mailboxes: dict[str, int] = {}

    def mailbox(self, name: str = "main", **given: Any) -> int:
        """Return the id of a mailbox, made at the first call with this name."""
        if name in self._mailboxes:
            return self._mailboxes[name]
        usual: dict[str, Any] = {
            "name": name,
            "address": "questions@desk.example" if name == "main" else f"{name}@desk.example",
            "display_name": "Consultant coding desk",
            "host": "127.0.0.1",
            "port": 143,
            "tls": "none",
            "username": "questions",
            "secret": self.services.keys.encrypt("mailbox", "secret"),
            "folder": "INBOX",
            "after_intake": "flag",
            "move_to": None,
            "who_may_ask": "anyone",
            "allowed": (),
            "blocked": (),
            "read_from": None,
        }
        with self.services.database.transaction() as tx:
            self._mailboxes[name] = mailboxes.add(tx, mailboxes.NewMailbox(**{**usual, **given}))
        return self._mailboxes[name]

    def person(self, role: Role = Role.CODER, name: str = "", password_hash: str = "") -> Person:
        """Return somebody of the desk."""
        number = next(self._numbers)
        name = name or f"{role.value.title()} {number}"
        with self.services.database.transaction() as tx:
            user_id = users.add(
                tx, f"{role.value}{number}@desk.example", name, role, password_hash, clock=self.services.clock
            )
        return Person(user_id, role, name)

    def stored(self, raw: bytes, *, mailbox: str = "main", quiet: bool = False, oversize: bool = False) -> int:
        """Store a mail as the poller does; return its row's id."""
        mailbox_id = self.mailbox(mailbox)
        uid = next(self._numbers) + 1000
        sha256 = self.services.blobs.put(raw)
        with self.services.database.transaction() as tx:
            cursor = storing.open_cursor(tx, mailbox_id, 1, uid + 1 if quiet else 1, clock=self.services.clock)
            storing.store(
                tx,
                cursor,
                [storing.Fetched(uid, sha256, len(raw), self.services.clock.now(), oversize)],
                read_to=uid,
                clock=self.services.clock,
            )
            return inbound.waiting(tx, mailbox_id)[-1].id

    def take(self, inbound_id: int, raw: bytes, *, again: bool = False) -> Outcome:
        """Take a stored mail in; ``again`` even though it was settled before."""
        with self.services.database.transaction() as tx:
            states = ("stored", "taken", "parked") if again else ("stored",)
            stored = inbound.lock(tx, inbound_id, states=states)
            assert stored is not None
            at = intake.place_of(tx, stored.mailbox_id, self.services.desk)
            reading = parse(raw, own=at.own)
            return intake.take_in(tx, stored, reading, at, desk=self.services.desk, clock=self.services.clock)

    def taken(self, raw: bytes, *, mailbox: str = "main", quiet: bool = False) -> Outcome:
        """Store a mail and take it in."""
        return self.take(self.stored(raw, mailbox=mailbox, quiet=quiet), raw)

    def answer(
        self,
        ticket_id: int,
        text: str = "Take M17.11.",
        *,
        person: Person | None = None,
        cc: tuple[str, ...] = (),
        form_key: str = "",
        then: Literal["answered", "waiting"] = "answered",
        seen: tuple[int | None, int | None] = (10**9, 10**9),
    ) -> int:
        """Queue an answer as the dashboard does; return the outbound row's id."""
        services = self.services
        form_key = form_key or f"form {next(self._numbers)}"
        answer = replies.Answer(ticket_id, text, cc, form_key, *seen, then)
        with services.database.transaction() as tx:
            return replies.submit(
                tx,
                person or self.person(),
                answer,
                catalogue=services.library,
                renderer=services.renderer,
                clock=services.clock,
                desk=services.desk,
            ).outbound_id

    def ticket(self, raw: bytes | None = None, **given: Any) -> int:
        """Return the id of a ticket made from a mail."""
        outcome = self.taken(raw if raw is not None else mail(**given))
        assert isinstance(outcome, Taken), outcome
        return outcome.ticket_id
