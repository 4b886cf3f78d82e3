"""Access tokens of mailboxes: fetched when needed, held until shortly before they end, refreshed by one process at a time.

A provider may give a new refresh token with each access token and accept the old one no more. So the new one is committed
before its access token is used, and two processes never use one refresh token at once.
"""

import base64
import hmac
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from consultant import logs
from consultant.adapters import oauth
from consultant.adapters.keys import Keys
from consultant.adapters.oauth import Grant, GrantRefused, Provider
from consultant.db import after
from consultant.db.engine import Database
from consultant.db.queries import leases, mailboxes
from consultant.domain.authorisations import WARN_BEFORE, Login
from consultant.errors import ConfigError, TransientError
from consultant.ports import Clock
from consultant.services import authorisations
from consultant.services.authorisations import Begun, Claimed, Kept

PURPOSE = "refresh token"
MARGIN = timedelta(minutes=2)
"""Before its end a token is not handed out any more: signing in takes a while, and clocks differ."""
BRAND_NEW = timedelta(minutes=5)
"""A token younger than this that is refused would be refused again: the account is wrong, not the token."""
LEASE = timedelta(seconds=60)
PATIENCE = 45.0
LOOK_EVERY = 0.1
log = logs.get("tokens")


@dataclass(frozen=True, slots=True)
class _Held:
    token: str = field(repr=False)
    since: datetime
    until: datetime


class Tokens:
    """The access tokens that this process holds, and the way to more."""

    def __init__(self, database: Database, keys: Keys, clock: Clock, providers: Mapping[Login, Provider]) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._providers = providers
        self._held: dict[int, _Held] = {}
        self._unsaved: dict[int, tuple[bytes, Grant]] = {}

    @property
    def offered(self) -> Mapping[Login, str]:
        """The providers that the settings know, with their names as people read them."""
        return {login: provider.title for login, provider in self._providers.items() if provider.client_id}

    def address(self, begun: Begun) -> str:
        """Return the provider's page on which the owner of the mailbox agrees. Raises ConfigError."""
        return oauth.authorise_address(
            self._provider(begun.login),
            state=begun.state,
            verifier=self._verifier(begun.state),
            username=begun.username,
        )

    def redeem(self, claimed: Claimed, state: str, code: str) -> None:
        """Keep what the provider gives for ``code``. Raises PermanentError, TransientError."""
        grant = oauth.exchange(self._provider(claimed.login), code, self._verifier(state))
        sealed = self._keys.encrypt(PURPOSE, grant.refresh_token or "")
        with self._database.transaction() as tx:
            authorisations.grant(tx, claimed, sealed, ends_at=self._end(grant), clock=self._clock)
            after.tell(tx, "mailbox", mailbox_id=claimed.mailbox_id)
        self._hold(claimed.mailbox_id, grant)
        log.info("mailbox authorised", mailbox_id=claimed.mailbox_id, provider=claimed.login.value)

    def of(self, mailbox_id: int) -> "MailboxToken":
        """Return the access token of one mailbox, as those who sign in ask for it."""
        return MailboxToken(self, mailbox_id)

    def named(self, name: str) -> "MailboxToken":
        """Return the access token of the mailbox with this name. Raises ConfigError."""
        with self._database.reading() as tx:
            mailbox = mailboxes.by_name(tx, name)
        if mailbox is None:
            raise ConfigError(f"CONSULTANT_SMTP__MAILBOX: there is no mailbox called {name}")
        return self.of(mailbox.id)

    def current(self, mailbox_id: int) -> str:
        """Return an access token. Raises PermanentError when a person must authorise, TransientError, ConfigError."""
        return self._good(mailbox_id) or self._refresh(mailbox_id)

    def renewed(self, mailbox_id: int, refused: str) -> str | None:
        """Return another token than ``refused``; None when that one is so new that another would be refused too."""
        held = self._held.get(mailbox_id)
        if held is not None and held.token == refused:
            if self._clock.now() - held.since < BRAND_NEW:
                return None
            self._held.pop(mailbox_id, None)
        return self.current(mailbox_id)

    def _good(self, mailbox_id: int) -> str | None:
        held = self._held.get(mailbox_id)
        return held.token if held is not None and self._clock.now() < held.until else None

    def _refresh(self, mailbox_id: int) -> str:
        with self._alone(mailbox_id):
            if fetched := self._good(mailbox_id):
                return fetched  # by another thread, while this one waited
            with self._database.reading() as tx:
                kept = authorisations.kept(tx, mailbox_id)
            # What an earlier attempt was given and could not save is not thrown away: the old token may be spent.
            used, grant = self._unsaved.get(mailbox_id, (b"", None))
            if grant is None or used != kept.sealed:
                grant = self._ask(mailbox_id, kept)
                self._unsaved[mailbox_id] = (kept.sealed, grant)
            self._save(mailbox_id, kept, grant)
            del self._unsaved[mailbox_id]
            self._hold(mailbox_id, grant)
        return grant.access_token

    def _ask(self, mailbox_id: int, kept: Kept) -> Grant:
        try:
            return oauth.refresh(self._provider(kept.login), self._keys.decrypt(PURPOSE, kept.sealed))
        except GrantRefused as error:
            with self._database.transaction() as tx:
                if not authorisations.refuse(tx, mailbox_id, used=kept.sealed, clock=self._clock):
                    raise TransientError("the mailbox was authorised anew meanwhile") from error
                after.tell(tx, "mailbox", mailbox_id=mailbox_id)
            raise

    def _save(self, mailbox_id: int, kept: Kept, grant: Grant) -> None:
        sealed = self._keys.encrypt(PURPOSE, grant.refresh_token) if grant.refresh_token else kept.sealed
        ends_at = self._end(grant) or kept.ends_at
        with self._database.transaction() as tx:
            saved = authorisations.renew(tx, mailbox_id, sealed, used=kept.sealed, ends_at=ends_at, clock=self._clock)
        if not saved:
            raise TransientError("the mailbox was authorised anew meanwhile")
        if ends_at is not None and ends_at - self._clock.now() <= WARN_BEFORE:
            log.warning("authorisation of a mailbox ends soon", mailbox_id=mailbox_id, ends_at=ends_at.isoformat())

    def _hold(self, mailbox_id: int, grant: Grant) -> None:
        now = self._clock.now()
        self._held[mailbox_id] = _Held(
            grant.access_token, now, now + max(grant.expires_in - MARGIN, grant.expires_in / 2)
        )

    def _end(self, grant: Grant) -> datetime | None:
        return None if grant.refresh_expires_in is None else self._clock.now() + grant.refresh_expires_in

    def _provider(self, login: Login) -> Provider:
        provider = self._providers[login]
        if not provider.client_id:
            raise ConfigError(
                f"{provider.settings}CLIENT_ID: is not set, so nobody can authorise with {provider.title}; see “Mail providers” in docs/operations.md"
            )
        return provider

    def _verifier(self, state: str) -> str:
        """Return the secret of PKCE (RFC 7636): it is never stored, and nobody without the desk's key can make it."""
        made = hmac.digest(self._keys.derive("authorisation"), state.encode("utf-8", "replace"), sha256)
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()

    @contextmanager
    def _alone(self, mailbox_id: int) -> Iterator[None]:
        """Hold the lease on the mailbox's refresh token; wait while another process or thread has it."""
        name, holder = f"token:{mailbox_id}", secrets.token_hex(16)
        deadline = time.monotonic() + PATIENCE
        while not self._take(name, holder):
            if time.monotonic() > deadline:
                raise TransientError("another process has been asking for the access token for long")
            time.sleep(LOOK_EVERY)
        try:
            yield
        finally:
            with suppress(TransientError), self._database.transaction() as tx:  # else it runs out by itself
                leases.release(tx, name, holder=holder)

    def _take(self, name: str, holder: str) -> bool:
        now = self._clock.now()
        with self._database.transaction() as tx:
            return leases.take(tx, name, holder=holder, now=now, until=now + LEASE)


@dataclass(frozen=True, slots=True)
class MailboxToken:
    """The access token of one mailbox."""

    tokens: Tokens = field(repr=False)
    mailbox_id: int

    def current(self) -> str:
        """Return a token. Raises PermanentError, TransientError, ConfigError."""
        return self.tokens.current(self.mailbox_id)

    def renewed(self, refused: str) -> str | None:
        """Return another token than ``refused``, or None where that would not help."""
        return self.tokens.renewed(self.mailbox_id, refused)
