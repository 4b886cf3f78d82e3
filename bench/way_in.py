"""Mails a second from a full Dovecot mailbox to committed tickets, beside the floor in the same run.

The floor: fetch, the standard library's parser, raw bytes and one row stored, one commit a mail, same database and sync mode.
Run: ``python -m bench.way_in [MAILS]``. Needs Dovecot.
"""

import email
import email.policy
import json
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from rich.console import Console
from rich.table import Table

from bench.corpus import mixed
from bench.desk import add_mailbox, databases, desk
from consultant.adapters.imap import Account, ImapMailbox
from consultant.bootstrap import Services
from consultant.db.queries import mailboxes
from consultant.db.queries.mailboxes import Cursor
from consultant.poller import taking
from consultant.poller.crew import Crew
from tests.servers.dovecot import PASSWORD, Dovecot, available

BATCH = 50
ROUNDS = 3


def floor(kind: str, url: str, account: Account) -> float:
    """Seconds for the plainest way in that keeps a mail."""
    if kind == "sqlite":
        connection = sqlite3.connect(url.removeprefix("sqlite:///") + ".floor", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        mark = "?"
    else:
        connection = psycopg.connect(url, autocommit=True)
        mark = "%s"
    columns = "uid BIGINT, subject TEXT, sender TEXT, body TEXT, files INTEGER, raw " + (
        "BLOB" if kind == "sqlite" else "BYTEA"
    )
    connection.execute("DROP TABLE IF EXISTS floor_mails")
    connection.execute(f"CREATE TABLE floor_mails ({columns})")
    insert = f"INSERT INTO floor_mails VALUES ({','.join([mark] * 6)})"
    began = time.perf_counter()
    server = ImapMailbox(account)
    uids = server.uids(1)
    for start in range(0, len(uids), BATCH):
        for mail in server.fetch(uids[start : start + BATCH]):
            parsed = email.message_from_bytes(mail.raw, policy=email.policy.default)
            body = parsed.get_body(("plain", "html"))
            text = body.get_content() if body else ""
            files = [part.get_content() for part in parsed.iter_attachments()]
            connection.execute("BEGIN")
            connection.execute(
                insert, (mail.uid, str(parsed["Subject"]), str(parsed["From"]), text, len(files), mail.raw)
            )
            connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    server.close()
    connection.close()
    return seconds


def whole(services: Services, mailbox_id: int, crew: Crew) -> float:
    """Seconds from connecting to every mail a committed ticket, flagged on the server, in a poller that is up."""
    with services.database.reading() as tx:
        mailbox = mailboxes.get(tx, mailbox_id)
    began = time.perf_counter()
    server = ImapMailbox(services.account(mailbox))
    cursor = Cursor(mailbox_id, server.uidvalidity, 0, 1)
    with services.database.transaction() as tx:
        mailboxes.begin_cursor(tx, cursor, now=services.clock.now())
    taking.read_new(taking.Watch(services, mailbox, server, crew), cursor, lambda: False)
    seconds = time.perf_counter() - began
    server.close()
    return seconds


def measure(kind: str, folder: Path, mails: list[bytes]) -> dict[str, float]:
    """The best of several rounds, each with a server and a database of its own."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        with databases() as kinds, desk(kinds[kind]) as services:
            server = Dovecot(Path(tempfile.mkdtemp(dir=folder)) / "dovecot")
            crew = Crew.of_processes(services)
            try:
                server.deliver("questions", *mails)
                account = Account("127.0.0.1", server.port, "none", "questions", PASSWORD, "INBOX")
                ImapMailbox(account).close()  # Dovecot builds its index now, for both
                crew.wait_until_up()  # its start is no part of the floor
                floor_seconds = floor(kind, kinds[kind], account)
                mailbox_id = add_mailbox(services, port=server.port, password=PASSWORD)
                whole_seconds = whole(services, mailbox_id, crew)
            finally:
                crew.close()
                server.stop()
                shutil.rmtree(server.folder.parent, ignore_errors=True)
        ratio = floor_seconds / whole_seconds
        if ratio > best.get("ratio", 0):
            best = {"floor": len(mails) / floor_seconds, "whole": len(mails) / whole_seconds, "ratio": ratio}
    return best


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    if not available():
        sys.exit("Dovecot is not installed; on Debian: apt-get install dovecot-imapd")
    mails = mixed(count)
    table = Table(
        "database",
        "floor, mails/s",
        "whole way in, mails/s",
        "of the floor",
        title=f"{count} mails, best of {ROUNDS} rounds",
    )
    result = {}
    with databases() as kinds:
        names = list(kinds)
    with tempfile.TemporaryDirectory() as folder:
        for kind in names:
            result[kind] = measure(kind, Path(folder), mails)
            table.add_row(
                kind, *(f"{result[kind][name]:.0f}" for name in ("floor", "whole")), f"{result[kind]['ratio']:.2f}"
            )
    Console().print(table)
    print(json.dumps({"bench": "way_in", "mails": count, **result}))


if __name__ == "__main__":
    main()
