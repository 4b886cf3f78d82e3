from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.errors import UserError
from consultant.services import mailboxes
from consultant.services.mailboxes import AskersChange, NewMailbox

NEW = NewMailbox(
    name="main",
    address="Questions@Desk.example",
    display_name="Desk",
    host="imap.desk.example",
    port=993,
    tls="tls",
    username="questions",
    secret=b"encrypted",
    folder="INBOX",
    after_intake="flag",
    move_to=None,
    who_may_ask="anyone",
    allowed=("Clinic.example",),
    blocked=("Spam.example",),
    read_from=None,
)


def add(services: Services, new: NewMailbox) -> int:
    with services.database.transaction() as tx:
        return mailboxes.add(tx, new)


def test_addresses_and_patterns_are_kept_in_lower_case(services: Services):
    add(services, NEW)

    with services.database.reading() as tx:
        row = mailboxes.named(tx, "main")
    assert (row.address, row.allowed, row.blocked, row.enabled) == (
        "questions@desk.example",
        ["clinic.example"],
        ["spam.example"],
        True,
    )


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"address": "other@desk.example"}, "called main already"),
        ({"name": "second"}, "belongs to another mailbox"),
        ({"name": "second", "address": "b@desk.example", "after_intake": "move"}, "--move-to"),
        ({"name": "second", "address": "b@desk.example", "who_may_ask": "domains", "allowed": ()}, "--allow"),
        ({"name": "second", "address": "no address"}, "no mail address"),
        ({"name": "second", "address": "desk.example"}, "no mail address"),
    ],
)
def test_what_is_wrong_is_named(services: Services, change: dict[str, object], word: str):
    add(services, NEW)

    with pytest.raises(UserError, match=word):
        add(services, replace(NEW, **change))


def test_a_mailbox_that_is_not_there_is_named(services: Services):
    with services.database.reading() as tx, pytest.raises(UserError, match="called nowhere"):
        mailboxes.named(tx, "nowhere")


def test_who_may_ask_and_who_is_blocked_can_be_changed(services: Services):
    add(services, NEW)

    with services.database.transaction() as tx:
        mailboxes.change_askers(
            tx,
            "main",
            AskersChange("domains", allow=("@Other.example",), disallow=("clinic.example",), block=("Eve@x.example",)),
        )
        mailboxes.change_askers(tx, "main", AskersChange(unblock=("spam.example",)))

    with services.database.reading() as tx:
        row = mailboxes.named(tx, "main")
    assert (row.who_may_ask, row.allowed, row.blocked) == ("domains", ["other.example"], ["eve@x.example"])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (AskersChange("domains", disallow=("clinic.example",)), "--allow"),
        (AskersChange(unblock=("nobody.example",)), "nobody.example” is not in the list"),
        (AskersChange(block=("two words",)), "neither a domain nor an address"),
        (AskersChange(allow=("@",)), "neither a domain nor an address"),
    ],
)
def test_a_wrong_change_of_askers_is_named_and_changes_nothing(services: Services, change: AskersChange, word: str):
    add(services, NEW)

    with pytest.raises(UserError, match=word), services.database.transaction() as tx:
        mailboxes.change_askers(tx, "main", change)

    with services.database.reading() as tx:
        row = mailboxes.named(tx, "main")
    assert (row.who_may_ask, row.allowed, row.blocked) == ("anyone", ["clinic.example"], ["spam.example"])
