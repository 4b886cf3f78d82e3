"""As whom each mailbox's mail leaves: its own server and key where it has them, else the desk's server."""

from dataclasses import dataclass
from functools import partial

from consultant.adapters.dkim import Signer
from consultant.adapters.keys import Keys
from consultant.adapters.outgoing import Identity
from consultant.adapters.smtp import Account
from consultant.adapters.tokens import Tokens
from consultant.db.engine import Database
from consultant.db.models import Mailbox
from consultant.db.queries import mailboxes
from consultant.domain.authorisations import Login


@dataclass(frozen=True, slots=True)
class Identities:
    """Reads a mailbox's row each time, so that a change holds from the next mail. ``desk``: the server of the settings."""

    database: Database
    keys: Keys
    tokens: Tokens
    desk: Account

    def __call__(self, mailbox_id: int) -> Identity:
        """Return the identity of a mailbox."""
        with self.database.reading() as tx:
            mailbox = mailboxes.get(tx, mailbox_id)
        return Identity(mailbox_id, self._account(mailbox), self._signer(mailbox))

    def _account(self, mailbox: Mailbox) -> Account:
        if mailbox.smtp_host is None:
            return self.desk
        by_token = mailbox.login != Login.PASSWORD and mailbox.smtp_secret is None
        secret = mailbox.smtp_secret or mailbox.secret
        return Account(
            mailbox.smtp_host,
            mailbox.smtp_port or self.desk.port,
            mailbox.smtp_tls or "starttls",
            mailbox.smtp_username if mailbox.smtp_username is not None else mailbox.username,
            self.keys.decrypt("mailbox", secret) if secret is not None and not by_token else "",
            self.desk.timeout,
            token=partial(self.tokens.of, mailbox.id) if by_token else None,
        )

    def _signer(self, mailbox: Mailbox) -> Signer | None:
        if mailbox.dkim_selector is None or mailbox.dkim_secret is None:
            return None
        domain = mailbox.address.rpartition("@")[2]
        return Signer(domain, mailbox.dkim_selector, self.keys.decrypt("dkim", mailbox.dkim_secret).encode())
