import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultant.adapters.imap import Account, ImapMailbox
from consultant.demo.asker import AskersMail, body
from consultant.demo.desk import Ports
from consultant.demo.processes import HOST, Processes, free_ports
from tests.factories.mails import mail

PASSWORD = "mail password"


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Ports]:
    found = Ports(*free_ports(0, 0), 0, 0, 0)
    processes = Processes(tmp_path, {"CONSULTANT_DEMO_PASSWORD": PASSWORD})
    processes.python(
        "mailserver", "-m", "consultant.demo.mailserver", str(found.imap), str(found.smtp), "a@desk.example"
    )
    processes.wait_for_port(found.imap)
    processes.wait_for_port(found.smtp)
    yield found
    processes.stop()


def test_what_smtp_takes_lies_in_the_inbox_byte_for_byte_below_its_return_path(ports: Ports):
    raw = mail("Is M17.11 right?")
    with smtplib.SMTP(HOST, ports.smtp, local_hostname="localhost") as server:
        server.sendmail("dana@northfork-ortho.example", ["a@desk.example", "New@desk.example"], raw)

    for address in ("a@desk.example", "new@desk.example"):
        inbox = ImapMailbox(Account(HOST, ports.imap, "none", address, PASSWORD, "INBOX"))
        found = [one.raw for one in inbox.fetch(inbox.uids(1))]
        inbox.close()
        assert found == [b"Return-Path: <dana@northfork-ortho.example>\r\n" + raw]


def test_the_asker_replies_in_thread_and_quotes(ports: Ports):
    asker = AskersMail(ports, PASSWORD)
    with smtplib.SMTP(HOST, ports.smtp, local_hostname="localhost") as server:
        server.sendmail(
            "a@desk.example",
            ["dana@x.example"],
            mail("Take M17.11.", sender="a@desk.example", message_id="1@desk.example"),
        )
    [(_, received)] = asker.inbox("dana@x.example")

    asker.reply("dana@x.example", received, "Thank you.")

    [(_, reply)] = asker.inbox("a@desk.example")
    assert reply["In-Reply-To"] == "<1@desk.example>"
    assert body(reply, "plain").startswith("Thank you.")
    assert "> Take M17.11." in body(reply, "plain")


def test_a_mail_nested_too_deeply_is_refused_and_the_server_goes_on(ports: Ports, tmp_path: Path):
    begun = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(3000))
    deep = f"Subject: Deep\r\nMIME-Version: 1.0\r\n{begun}\r\nIs M17.11 right?\r\n".encode()

    with smtplib.SMTP(HOST, ports.smtp, local_hostname="localhost") as server:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            server.sendmail("dana@x.example", ["a@desk.example"], deep)
        server.sendmail("dana@x.example", ["a@desk.example"], mail("Is M17.11 right?"))

    assert refused.value.smtp_code == 554
    assert (tmp_path / "mailserver.log").read_text() == ""
    assert len(AskersMail(ports, PASSWORD).inbox("a@desk.example")) == 1


def test_mail_of_the_null_sender_says_so(ports: Ports):
    with smtplib.SMTP(HOST, ports.smtp, local_hostname="localhost") as server:
        server.sendmail("", ["a@desk.example"], mail("Away"))

    inbox = ImapMailbox(Account(HOST, ports.imap, "none", "a@desk.example", PASSWORD, "INBOX"))
    [found] = inbox.fetch(inbox.uids(1))
    inbox.close()
    assert found.raw.startswith(b"Return-Path: <>\r\n")
