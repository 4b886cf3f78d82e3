import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consultant import logs
from consultant.adapters import tokens as module
from consultant.adapters.tokens import PURPOSE, Tokens
from consultant.bootstrap import Services
from consultant.db.models import Mailbox, MailboxGrant
from consultant.domain.authorisations import Login
from consultant.errors import ConfigError, PermanentError, TransientError
from consultant.services import authorisations
from tests.adapters.test_oauth import agree
from tests.factories import rows
from tests.factories.make import Make
from tests.servers.tokens import TokenServer


def tokens_of(services: Services, server: TokenServer, **change: Any) -> Tokens:
    """Return what another process of the desk would hold: nothing yet."""
    provider = server.provider(**change)
    return Tokens(services.database, services.keys, services.clock, {Login.GOOGLE: provider, Login.MICROSOFT: provider})


def authorise(services: Services, tokens: Tokens, mailbox_id: int) -> None:
    """Authorise as the operator at the command line does."""
    with services.database.transaction() as tx:
        begun = authorisations.begin(tx, None, mailbox_id, Login.GOOGLE, clock=services.clock)
    said = agree(tokens.address(begun))
    with services.database.transaction() as tx:
        claimed = authorisations.claim(tx, None, said["state"], clock=services.clock)
    tokens.redeem(claimed, said["state"], said["code"])


@pytest.fixture
def tokens(services: Services, token_server: TokenServer) -> Tokens:
    return tokens_of(services, token_server)


@pytest.fixture
def mailbox_id(services: Services, make: Make, tokens: Tokens) -> int:
    """A mailbox that was authorised a moment ago."""
    made = make.mailbox(login=Login.GOOGLE, secret=None)
    authorise(services, tokens, made)
    return made


def grant(services: Services) -> MailboxGrant:
    found: MailboxGrant = rows.every(services, MailboxGrant)[0]
    return found


def kept(services: Services) -> str:
    return services.keys.decrypt(PURPOSE, grant(services).refresh_token)


def test_a_token_is_held_until_shortly_before_its_end(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int
):
    first = tokens.current(mailbox_id)
    services.clock.forward(minutes=57)
    again = tokens.current(mailbox_id)
    services.clock.forward(minutes=2)

    after = tokens.current(mailbox_id)

    assert first == again
    assert after != first
    assert token_server.script.refreshed == 1


def test_the_rotated_token_is_kept_encrypted_and_used_the_next_time(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int
):
    for _ in range(3):
        services.clock.forward(hours=2)
        tokens.current(mailbox_id)

    assert token_server.script.good_refresh == {kept(services)}
    assert (token_server.script.refreshed, token_server.script.spent) == (3, 0)
    assert b"zqsecret" not in grant(services).refresh_token
    assert grant(services).refreshed_at == services.clock.now()
    assert rows.every(services, Mailbox)[0].secret is None


def test_a_provider_that_does_not_rotate_keeps_its_token(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int
):
    token_server.script.rotates = False
    before = kept(services)
    services.clock.forward(hours=2)

    tokens.current(mailbox_id)

    assert kept(services) == before
    assert grant(services).refreshed_at == services.clock.now()


def test_processes_and_threads_never_use_one_refresh_token_twice(
    services: Services, token_server: TokenServer, mailbox_id: int
):
    others = [tokens_of(services, token_server) for _ in range(3)]

    with ThreadPoolExecutor(9) as pool:
        found = list(pool.map(lambda number: others[number % 3].current(mailbox_id), range(9)))

    assert token_server.script.spent == 0
    assert token_server.script.refreshed == 3  # once for each process
    assert set(found) <= token_server.script.good_access.keys()


def test_the_rotated_token_is_committed_before_its_access_token_is_used(
    services: Services, token_server: TokenServer, mailbox_id: int
):
    """The database goes away between the provider's answer and the commit: the answer waits, the old one is not spent twice."""
    broken = Broken(services)
    tokens = Tokens(
        broken,  # type: ignore[arg-type]
        services.keys, services.clock, {Login.GOOGLE: token_server.provider()},
    )  # fmt: skip
    broken.fails_at = 2  # the lease is taken; the new token cannot be saved
    with pytest.raises(TransientError):
        tokens.current(mailbox_id)
    assert token_server.script.good_refresh != {kept(services)}
    services.clock.forward(minutes=2)  # the lease runs out

    found = tokens.current(mailbox_id)

    assert token_server.script.good_refresh == {kept(services)}
    assert (token_server.script.refreshed, token_server.script.spent) == (1, 0)
    assert found in token_server.script.good_access


class Broken:
    """A database whose writing transactions fail from one number on, for two."""

    def __init__(self, services: Services) -> None:
        self._database, self._count, self.fails_at = services.database, 0, 10**9

    @contextmanager
    def transaction(self) -> Any:
        self._count += 1
        if self._count in {self.fails_at, self.fails_at + 1}:
            raise TransientError("the database did not answer")
        with self._database.transaction() as tx:
            yield tx

    def reading(self) -> Any:
        return self._database.reading()


def test_a_crash_before_the_commit_is_a_mailbox_that_asks_to_be_authorised_again(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int
):
    token_server.script.good_refresh.clear()  # the provider has rotated, and nobody heard it
    services.clock.forward(hours=2)

    with pytest.raises(PermanentError, match="no longer lets the desk in"):
        tokens.current(mailbox_id)

    assert grant(services).refused_at == services.clock.now()
    with pytest.raises(PermanentError, match="consultant mailboxes authorise main"):
        tokens_of(services, token_server).current(mailbox_id)
    assert token_server.script.spent == 1  # nobody asks in vain
    assert services.events.told[-1] == ("mailbox", {"mailbox_id": mailbox_id})

    authorise(services, tokens, mailbox_id)
    assert grant(services).refused_at is None
    assert tokens_of(services, token_server).current(mailbox_id)


def test_who_authorises_while_a_refresh_is_under_way_is_not_overwritten(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int
):
    services.clock.forward(hours=2)
    token_server.script.waiting.clear()
    token_server.script.gate.clear()
    failed: list[BaseException] = []

    def refresh() -> None:
        try:
            tokens_of(services, token_server).current(mailbox_id)
        except TransientError as error:
            failed.append(error)

    asking = threading.Thread(target=refresh)
    asking.start()
    assert token_server.script.waiting.wait(10)
    new = token_server.refresh_token()
    with services.database.transaction() as tx:
        authorisations.grant(
            tx,
            authorisations.Claimed(mailbox_id, Login.GOOGLE),
            services.keys.encrypt(PURPOSE, new),
            ends_at=None,
            clock=services.clock,
        )
    token_server.script.gate.set()
    asking.join(10)

    assert "authorised anew" in str(failed[0])
    assert kept(services) == new


def test_a_refused_token_is_renewed_once_it_is_not_brand_new(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int
):
    mine = tokens.of(mailbox_id)
    first = mine.current()
    assert mine.renewed(first) is None
    services.clock.forward(minutes=10)

    second = mine.renewed(first)

    assert second not in {None, first}
    assert mine.current() == second
    assert mine.renewed(first) == second  # another thread comes with the old one
    assert token_server.script.refreshed == 1


def test_an_end_that_the_provider_names_is_kept_and_told_once_it_is_near(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int, capsys: pytest.CaptureFixture[str]
):
    logs.configure()
    token_server.script.refresh_life = 6 * 86_400
    services.clock.forward(hours=2)
    tokens.current(mailbox_id)
    told = grant(services).ends_at
    token_server.script.refresh_life = None
    services.clock.forward(hours=2)
    tokens.current(mailbox_id)

    assert told == services.clock.now() - timedelta(hours=2) + timedelta(days=6)
    assert grant(services).ends_at == told
    said = capsys.readouterr().err
    assert said.count("authorisation of a mailbox ends soon") == 2
    assert "zqsecret" not in said


@pytest.mark.parametrize("mood", ["down", "nonsense", "silent"])
def test_a_token_server_in_trouble_leaves_the_grant_alone(
    services: Services, token_server: TokenServer, tokens: Tokens, mailbox_id: int, mood: str
):
    services.clock.forward(hours=2)
    token_server.script.mood = mood
    with pytest.raises(TransientError):
        tokens.current(mailbox_id)
    token_server.script.mood = "kind"

    assert tokens.current(mailbox_id)
    assert grant(services).refused_at is None


def test_who_waits_too_long_for_another_process_tries_later(
    services: Services, tokens: Tokens, mailbox_id: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    services.clock.forward(hours=2)

    with tokens._alone(mailbox_id), pytest.raises(TransientError, match="another process"):
        tokens.current(mailbox_id)


def test_mailboxes_without_a_grant_say_what_to_do(services: Services, make: Make, tokens: Tokens):
    waiting = make.mailbox(login=Login.MICROSOFT, secret=None)
    by_password = make.mailbox("second")

    with pytest.raises(PermanentError, match="nobody has authorised the mailbox yet"):
        tokens.current(waiting)
    with pytest.raises(PermanentError, match="signs in with a password"):
        tokens.current(by_password)
    assert tokens.named("main").mailbox_id == waiting
    with pytest.raises(ConfigError, match="CONSULTANT_SMTP__MAILBOX"):
        tokens.named("third")


def test_a_provider_without_a_client_id_is_not_offered(services: Services, token_server: TokenServer, make: Make):
    tokens = tokens_of(services, token_server, client_id="")
    mailbox_id = make.mailbox()

    assert tokens.offered == {}
    with pytest.raises(ConfigError, match="CONSULTANT_GOOGLE__CLIENT_ID: is not set"):
        authorise(services, tokens, mailbox_id)


def test_a_secret_that_changed_is_named(services: Services, token_server: TokenServer, mailbox_id: int):
    from consultant.adapters.keys import Keys

    other = replace(services, keys=Keys("another secret of the desk, 32 characters"))

    with pytest.raises(ConfigError, match="CONSULTANT_SECRET_KEY"):
        tokens_of(other, token_server).current(mailbox_id)


def test_a_grant_goes_with_its_mailbox(services: Services, mailbox_id: int):
    with services.database.transaction() as tx:
        tx.delete(tx.get_one(Mailbox, mailbox_id))

    with services.database.reading() as tx:
        assert tx.scalars(select(MailboxGrant)).all() == []
