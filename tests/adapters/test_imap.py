import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consultant.adapters import imap as module
from consultant.adapters.imap import Account, ImapMailbox
from consultant.demo.processes import free_port
from consultant.errors import PermanentError, TransientError
from tests.factories.mails import mail
from tests.servers.certificates import self_signed
from tests.servers.mailhosts import DovecotHost, Inbox
from tests.servers.proxy import Proxy

Opened = Callable[..., ImapMailbox]


def never() -> bool:
    return False


@pytest.fixture
def opened(inbox: Inbox) -> Iterator[Opened]:
    """Open the inbox as the poller does; ``change`` are fields of its account."""
    made: list[ImapMailbox] = []

    def connect(**change: Any) -> ImapMailbox:
        mailbox = ImapMailbox(inbox.account(**change))
        made.append(mailbox)
        return mailbox

    yield connect
    for mailbox in made:
        mailbox.close()


def test_uids_from_a_number_on_never_name_the_last_mail_below_it(inbox: Inbox, opened: Opened):
    inbox.deliver(mail("one"), mail("two"), mail("three"))
    mailbox = opened()
    uids = mailbox.uids(1)

    assert len(uids) == 3
    assert mailbox.uids(uids[1]) == uids[1:]
    assert mailbox.uids(uids[-1] + 1) == []
    assert mailbox.uids(uids[0], uids[1]) == uids[:2]
    assert mailbox.uidnext == uids[-1] + 1


def test_an_empty_folder_has_no_uids_and_a_uidnext(opened: Opened):
    mailbox = opened()

    assert mailbox.uids(1) == []
    assert mailbox.uidnext >= 1
    assert mailbox.uidvalidity > 0
    assert mailbox.sizes([]) == {}
    assert list(mailbox.fetch([])) == []


def test_uids_since_a_day_look_at_the_day_of_arrival(inbox: Inbox, opened: Opened):
    with inbox.client() as client:
        client.append("INBOX", mail("old"), msg_time=datetime(2026, 1, 5, 12, tzinfo=UTC))
        client.append("INBOX", mail("new"), msg_time=datetime(2026, 11, 20, 12, tzinfo=UTC))
    mailbox = opened()

    assert mailbox.uids(1, since=datetime(2026, 11, 1, tzinfo=UTC)) == mailbox.uids(1)[1:]


@pytest.mark.parametrize(
    "raw",
    [
        mail("Grüße — äöü 你好"),
        b"Subject: 8-bit \xff\xfe\r\n\r\n\xe4\xf6\xfc\r\n",
        b"From: a@x.example\r\n\r\n" + b"a line of the mail\r\n" * 20_000,
        b"From: a@x.example\r\n\r\n.\r\n..\r\n)\r\n* 1 FETCH (UID 7)\r\n",
    ],
    ids=["umlauts", "8-bit", "large", "dots"],
)
def test_bytes_come_exactly_as_they_lie_there_and_stay_unseen(inbox: Inbox, opened: Opened, raw: bytes):
    inbox.deliver(raw)
    mailbox = opened()
    uids = mailbox.uids(1)

    [fetched] = list(mailbox.fetch(uids))

    assert fetched.raw == raw
    assert mailbox.sizes(uids) == {uids[0]: len(raw)}
    assert all(b"\\Seen" not in flags for flags in inbox.flags().values())


def test_the_time_of_arrival_is_aware(inbox: Inbox, opened: Opened):
    moment = datetime(2026, 11, 20, 9, 30, tzinfo=UTC) - timedelta(hours=5)
    with inbox.client() as client:
        client.append("INBOX", mail(), msg_time=moment)
    mailbox = opened()

    [fetched] = list(mailbox.fetch(mailbox.uids(1)))

    assert fetched.arrived_at == moment


def test_headers_alone_can_be_fetched(inbox: Inbox, opened: Opened):
    raw = mail("x" * 5000, subject="Too large")
    inbox.deliver(raw)
    mailbox = opened()

    [fetched] = list(mailbox.fetch(mailbox.uids(1), headers_only=True))

    assert fetched.raw == raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def test_what_has_left_is_in_no_answer(inbox: Inbox, opened: Opened):
    inbox.deliver(mail("one"))
    mailbox = opened()
    [uid] = mailbox.uids(1)

    assert mailbox.sizes([uid, uid + 5]).keys() == {uid}
    assert [fetched.uid for fetched in mailbox.fetch([uid, uid + 5])] == [uid]


def test_idle_wakes_as_soon_as_mail_lands(inbox: Inbox, opened: Opened):
    mailbox = opened()
    assert mailbox.can_idle
    landed = threading.Timer(0.3, inbox.deliver, (mail(),))
    landed.start()

    began = time.monotonic()
    mailbox.wait(20, never)
    waited = time.monotonic() - began
    landed.join()

    assert 0.1 < waited < 5
    assert len(mailbox.uids(1)) == 1


def test_idle_ends_when_its_time_is_over_or_somebody_says_so(opened: Opened):
    mailbox = opened()

    began = time.monotonic()
    mailbox.wait(0.2, never)
    assert time.monotonic() - began < 2
    mailbox.wait(60, lambda: True)
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    mailbox.wait(60, stop.is_set)

    assert time.monotonic() - began < 6
    assert mailbox.uids(1) == []


def test_mail_that_landed_before_idle_began_is_there_at_the_next_look(inbox: Inbox, opened: Opened):
    mailbox = opened()
    inbox.deliver(mail())

    mailbox.wait(0.3, never)

    assert len(mailbox.uids(1)) == 1


def test_a_server_without_idle_is_asked_after_the_wait(inbox: Inbox, opened: Opened):
    mailbox = opened()
    mailbox.can_idle = False
    inbox.deliver(mail())

    began = time.monotonic()
    mailbox.wait(0.2, never)

    assert time.monotonic() - began >= 0.2
    assert len(mailbox.uids(1)) == 1
    mailbox.wait(60, lambda: True)


def test_many_waits_in_a_row_keep_the_line_sound(inbox: Inbox, opened: Opened):
    mailbox = opened()
    for number in range(10):
        inbox.deliver(mail(str(number)))
        mailbox.wait(0.05, never)
        assert len(mailbox.uids(1)) == number + 1


def test_taken_mail_is_marked_and_can_be_marked_again(inbox: Inbox, opened: Opened):
    inbox.deliver(mail("one"), mail("two"))
    mailbox = opened()
    first, second = mailbox.uids(1)

    for _ in range(2):
        mailbox.flag([first])

    flags = inbox.flags()
    assert {b"$ConsultantTaken", b"\\Seen"} & set(flags[first])
    assert not {b"$ConsultantTaken", b"\\Seen"} & set(flags[second])


def test_taken_mail_is_moved_to_a_folder_that_is_made_where_it_is_missing(inbox: Inbox, opened: Opened):
    inbox.deliver(mail("one"), mail("two"))
    mailbox = opened()
    first, second = mailbox.uids(1)

    mailbox.move([first], "Taken")
    mailbox.move([second], "Taken")
    mailbox.move([second], "Taken")

    assert inbox.flags() == {}
    with inbox.client("Taken") as client:
        assert len(client.search(["ALL"])) == 2


def test_without_move_the_copy_stays_and_nothing_is_expunged(inbox: Inbox, opened: Opened):
    inbox.deliver(mail("one"))
    mailbox = opened()
    mailbox.can_move = False

    mailbox.move(mailbox.uids(1), "Taken")

    assert [b"\\Seen" in flags for flags in inbox.flags().values()] == [True]
    with inbox.client("Taken") as client:
        assert len(client.search(["ALL"])) == 1


def test_a_refused_move_is_said_to_be_one(dovecot: DovecotHost):
    inbox = dovecot.inbox()
    inbox.deliver(mail())
    mailbox = ImapMailbox(inbox.account())

    with pytest.raises(PermanentError, match="does not let us move mail to the folder “a//b”"):
        mailbox.move(mailbox.uids(1), "a//b")
    assert len(mailbox.uids(1)) == 1
    mailbox.close()


def test_a_missing_folder_and_a_wrong_login_are_named(opened: Opened):
    with pytest.raises(PermanentError, match="folder: the server has no folder “Nowhere”"):
        opened(folder="Nowhere")
    with pytest.raises(PermanentError, match="login: the server refused"):
        opened(password="wrong")
    with pytest.raises(PermanentError, match="login: the server refused"):
        opened(password='wrong, with a " and a \\')
    with pytest.raises(PermanentError, match=r"login: .* beyond ASCII"):
        opened(password="pässword")


def test_a_wrong_name_and_a_wrong_port_are_named(inbox: Inbox, opened: Opened, monkeypatch: pytest.MonkeyPatch):
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(TransientError, match=r"port: nothing listens on 127.0.0.1 port"):
        opened(port=free_port(0))
    with monkeypatch.context() as resolver:
        resolver.setattr(socket, "getaddrinfo", unknown)
        with pytest.raises(PermanentError, match=r"name: there is no host “imap.nowhere.example”"):
            ImapMailbox(inbox.account(host="imap.nowhere.example"))


def test_a_server_that_speaks_no_imap_or_nothing_is_named_in_bounded_time(inbox: Inbox):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(TransientError, match="did not answer as an IMAP server"):
            ImapMailbox(inbox.account(port=silent.getsockname()[1], timeout=0.3))
        assert time.monotonic() - began < 3


def test_tls_where_there_is_none_is_named(opened: Opened):
    with pytest.raises(PermanentError, match=r"TLS: port .* does not speak TLS from the first byte"):
        opened(tls="tls")
    with pytest.raises(PermanentError, match="TLS: the server does not offer STARTTLS"):
        opened(tls="starttls")


def test_a_certificate_that_nobody_vouches_for_is_named(tmp_path: Path):
    context, _ = self_signed(tmp_path)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        line, _ = listener.accept()
        try:
            context.wrap_socket(line, server_side=True).close()
        except (ssl.SSLError, OSError):
            line.close()

    thread = threading.Thread(target=serve)
    thread.start()
    account = Account("127.0.0.1", listener.getsockname()[1], "tls", "u", "p", "INBOX", 5.0)

    with pytest.raises(PermanentError, match=r"TLS: the server's certificate is not valid for 127.0.0.1"):
        ImapMailbox(account)
    thread.join()
    listener.close()


@pytest.fixture
def proxied(inbox: Inbox) -> Iterator[tuple[Proxy, ImapMailbox]]:
    inbox.deliver(*(mail("x" * 20_000) for _ in range(3)))
    proxy = Proxy(inbox.port)
    mailbox = ImapMailbox(inbox.account(port=proxy.port, timeout=3.0))
    yield proxy, mailbox
    mailbox.close()
    proxy.close()


@pytest.mark.parametrize("count", [0, 1, 30, 500, 25_000])
def test_a_line_that_is_cut_in_the_middle_of_a_mail_is_a_passing_error(proxied: tuple[Proxy, ImapMailbox], count: int):
    proxy, mailbox = proxied
    uids = mailbox.uids(1)
    if count:
        proxy.cut_after(count)
    else:
        proxy.cut()

    with pytest.raises(TransientError):
        list(mailbox.fetch(uids))


@pytest.mark.parametrize(
    "act",
    [
        lambda mailbox: mailbox.uids(1),
        lambda mailbox: mailbox.sizes([1]),
        lambda mailbox: mailbox.flag([1]),
        lambda mailbox: mailbox.move([1], "Taken"),
        lambda mailbox: mailbox.wait(5, never),
    ],
    ids=["uids", "sizes", "flag", "move", "wait"],
)
def test_a_line_that_is_gone_is_a_passing_error_whatever_is_asked(
    proxied: tuple[Proxy, ImapMailbox], act: Callable[[ImapMailbox], Any]
):
    proxy, mailbox = proxied
    proxy.cut()

    with pytest.raises(TransientError):
        act(mailbox)


def test_a_line_that_is_cut_during_idle_is_noticed_at_once(proxied: tuple[Proxy, ImapMailbox]):
    proxy, mailbox = proxied
    threading.Timer(0.3, proxy.cut).start()

    began = time.monotonic()
    with pytest.raises(TransientError):
        mailbox.wait(30, never)

    assert time.monotonic() - began < 5


def test_a_line_that_is_cut_while_signing_in_is_a_passing_error(inbox: Inbox):
    proxy = Proxy(inbox.port, cut_after=60)

    with pytest.raises((TransientError, PermanentError)) as caught:
        ImapMailbox(inbox.account(port=proxy.port, timeout=3.0))

    assert isinstance(caught.value, TransientError), caught.value
    proxy.close()


def test_a_password_is_never_shown():
    assert "secret" not in repr(Account("h", 1, "tls", "u", "secret", "INBOX"))


def test_waiting_looks_at_the_stop_signal_twice_a_second():
    assert module.SLICE <= 0.5
