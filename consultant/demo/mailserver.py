"""The demo's mail server: IMAP (pymap, in memory) and SMTP (aiosmtpd) in one event loop, for any address there is.

Run as ``python -m consultant.demo.mailserver IMAP_PORT SMTP_PORT``; the password is read from CONSULTANT_DEMO_PASSWORD.
"""

import asyncio
import os
import signal
import sys
from argparse import Namespace
from datetime import UTC, datetime

from aiosmtpd.smtp import SMTP, Envelope, Session
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

HOST = "127.0.0.1"
SIZE_LIMIT = 50_000_000


class Mailboxes:
    """A mailbox for every address that mail is sent to; each opens with the one password."""

    def __init__(self, config: Config, login: Login, password: str) -> None:
        self._config = config
        self._login = login
        self._password = password

    async def identity(self, address: str) -> Identity:
        """Return the owner of an address, known from now on."""
        identity = Identity(address, self._login, None, frozenset())
        if address not in self._login.users_dict:
            hashed = await Passwords(self._config).hash_password(self._password)
            await identity.set(UserMetadata(self._config, address, password=hashed))
        return identity

    async def deliver(self, address: str, raw: bytes) -> None:
        """Put a mail into the address's inbox."""
        identity = await self.identity(address)
        async with identity.new_session() as session:
            await session.append_messages("INBOX", [AppendMessage(raw, datetime.now(UTC))])


class Handler:
    """Takes every mail and delivers it at once, with the Return-Path that a server writes at delivery."""

    def __init__(self, mailboxes: Mailboxes) -> None:
        self._mailboxes = mailboxes

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Deliver to each recipient; a mail is refused where pymap cannot take it."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        raw = f"Return-Path: <{(envelope.mail_from or '').strip('<>')}>\r\n".encode() + content
        try:
            for address in envelope.rcpt_tos:
                await self._mailboxes.deliver(address.lower(), raw)
        except RecursionError:  # pymap reads a mail part within part
            return "554 this mail is nested too deeply"
        return "250 delivered"


async def serve(imap_port: int, smtp_port: int, password: str, known: tuple[str, ...] = ()) -> None:
    """Serve until SIGTERM. Addresses in ``known`` have an empty inbox from the start."""
    arguments = Namespace(passlib_cfg=None, proxy_protocol=None, cert=None, key=None)
    config = Config(
        arguments,
        host=HOST,
        port=imap_port,
        tls_enabled=False,
        hash_context=BuiltinHash(rounds=1000),
        secure_auth=False,
        demo_data=False,
        demo_user="",
        demo_password="",
        max_append_len=SIZE_LIMIT,
    )
    config.apply_context()
    login = Login(config)
    DictBackend(login, config)
    mailboxes = Mailboxes(config, login, password)
    for address in known:
        await mailboxes.identity(address)
    imap = await asyncio.start_server(
        ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(login, config)), HOST, imap_port
    )
    loop = asyncio.get_running_loop()
    smtp = await loop.create_server(
        lambda: SMTP(
            Handler(mailboxes),
            data_size_limit=SIZE_LIMIT,
            enable_SMTPUTF8=True,
            hostname="mail.demo.example",
            loop=loop,
        ),
        HOST,
        smtp_port,
    )
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    async with imap, smtp:
        await ended.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), os.environ["CONSULTANT_DEMO_PASSWORD"], tuple(sys.argv[3:])))
