import json

import pytest

from consultant.bootstrap import build
from consultant.config import load
from consultant.domain.rights import Role
from tests.cli.conftest import Run
from tests.factories.mails import mail
from tests.factories.make import Make

LEAD = ("--by", "lead1@desk.example")


@pytest.fixture
def kept(desk: Run, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command over a desk with three parked mails: an automated one, an unreadable one, and another automated one."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    services = build(load())
    make = Make(services)
    make.person(Role.LEAD)
    make.person(Role.CODER)
    for raw in (mail("Away.", auto_submitted="auto-replied"), b"", mail("Away too.", auto_submitted="auto-replied")):
        make.taken(raw)
    services.close()
    return desk


def listed(kept: Run, *more: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in kept("mail", "parked", "--json", *LEAD, *more).output.splitlines()]


def test_parked_mail_is_listed_without_what_it_says(kept: Run):
    found = listed(kept)

    assert [one["cause"] for one in found] == ["automated", "unreadable", "automated"]
    assert set(found[0]) == {"id", "cause", "stored_at", "size", "mailbox", "points_at"}
    assert len(listed(kept, "--cause", "unreadable")) == 1
    assert kept("mail", "parked", *LEAD).output.endswith("3 parked.\n")


def test_mail_is_taken_in_read_again_and_deleted(kept: Run):
    last, unread, first = (str(one["id"]) for one in listed(kept))

    taken = kept("mail", "take-in", first, *LEAD)
    again = kept("mail", "reread", "--all", *LEAD)
    asked = kept("mail", "delete", "--cause", "automated", *LEAD, given="n\n")
    gone = kept("mail", "delete", last, unread, "--yes", *LEAD)

    assert (taken.exit_code, taken.output) == (0, f"{first}: taken in as CQ-100001\n1 of 1 done.\n")
    assert again.output == f"{unread}: still parked: unreadable\n{last}: still parked: automated\n2 of 2 done.\n"
    assert asked.exit_code == 1
    assert gone.output.endswith("2 of 2 done.\n")
    assert listed(kept) == []


def test_mail_joins_a_ticket_by_its_reference(kept: Run):
    last, _, first = (str(one["id"]) for one in listed(kept))
    kept("mail", "take-in", first, *LEAD)

    assert "CQ-100001" in kept("mail", "take-in", last, "--ticket", "CQ-100001", *LEAD).output
    assert "That is no reference" in kept("mail", "take-in", last, "--ticket", "100", *LEAD).output


def test_what_cannot_be_done_is_said_and_the_rest_goes_on(kept: Run):
    last, unread, _ = (str(one["id"]) for one in listed(kept))

    result = kept("mail", "take-in", "987", unread, last, *LEAD)

    assert result.exit_code == 1
    assert "987: left as it was. There is no such mail." in result.output
    assert f"{unread}: left as it was. This mail cannot be read" in result.output
    assert result.output.endswith("1 of 3 done.\n")


def test_somebody_who_may_decide_must_be_named_and_mails_too(kept: Run):
    assert (
        "There is no account for eve@desk.example" in kept("mail", "reread", "--all", "--by", "eve@desk.example").output
    )
    assert "does not allow" in kept("mail", "delete", "1", "--yes", "--by", "coder2@desk.example").output
    assert "Name the mails by their ids" in kept("mail", "reread", *LEAD).output
    assert "Name the mails by their ids" in kept("mail", "reread", "1", "--all", *LEAD).output


def test_the_only_administrator_decides_where_nobody_is_named(kept: Run):
    nobody = kept("mail", "parked")
    kept(
        "users",
        "add",
        "helen@desk.example",
        "--name",
        "Helen",
        "--role",
        "administrator",
        given="a long password\n" * 2,
    )
    alone = kept("mail", "parked")
    kept(
        "users", "add", "omar@desk.example", "--name", "Omar", "--role", "administrator", given="a long password\n" * 2
    )

    assert (nobody.exit_code, nobody.stderr) == (
        1,
        "consultant: The desk has no administrators. Say who decides: --by EMAIL.\n",
    )
    assert alone.output.endswith("3 parked.\n")
    assert "has 2 administrators" in kept("mail", "parked").stderr
