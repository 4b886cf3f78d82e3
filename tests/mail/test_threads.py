import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.parse import parse
from consultant.mail.parsed import Kind
from consultant.mail.threads import (
    Cause,
    JoinTicket,
    NewTicket,
    Park,
    new_message_id,
    place,
    plus_address,
    ticket_of,
    ticket_of_plus_address,
    token_ticket,
)

KEY = b"k" * 32
nonces = st.text(alphabet="0123456789abcdefABCDEF", min_size=8, max_size=40)
tickets = st.integers(min_value=1, max_value=2**63 - 1)


def new_id(ticket_id=42, key=KEY, instance="desk-1", nonce="0123456789abcdef"):
    return new_message_id(key=key, instance=instance, ticket_id=ticket_id, nonce=nonce, domain="desk.example")


@given(tickets, nonces, st.text(max_size=20))
def test_our_own_id_names_its_ticket(ticket_id, nonce, instance):
    message_id = new_id(ticket_id, instance=instance, nonce=nonce)

    assert ticket_of(message_id, key=KEY, instance=instance) == ticket_id
    assert ticket_of(f"<{message_id.upper()}>".replace("CQ.", "cq."), key=KEY, instance=instance) == ticket_id


@given(tickets, nonces, st.data())
def test_an_altered_id_names_nothing(ticket_id, nonce, data):
    token, _, domain = new_id(ticket_id, nonce=nonce).partition("@")
    index = data.draw(st.integers(3, len(token) - 1))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz234567."))
    altered = token[:index] + other + token[index + 1 :]

    assert ticket_of(f"{altered}@{domain}", key=KEY, instance="desk-1") == (ticket_id if altered == token else None)


def test_another_key_or_instance_reads_nothing():
    assert ticket_of(new_id(), key=b"x" * 32, instance="desk-1") is None
    assert ticket_of(new_id(), key=KEY, instance="desk-2") is None


def test_the_ticket_cannot_be_read_off_the_id():
    first, second = new_id(1, nonce="aaaaaaaaaaaaaaaa"), new_id(1, nonce="bbbbbbbbbbbbbbbb")

    assert first.split(".")[2] != second.split(".")[2]


@pytest.mark.parametrize(
    "message_id", ["", "a@x", "cq.1.2.3@x", "<>", "cq..@x", new_id().replace("@", "x@"), "cq." + "é" * 50]
)
def test_what_is_not_ours_names_nothing(message_id):
    assert ticket_of(message_id, key=KEY, instance="desk-1") is None


@pytest.mark.parametrize(
    ("ticket_id", "nonce"), [(0, "0123456789abcdef"), (-1, "0123456789abcdef"), (1, "short"), (1, "with blank!!")]
)
def test_a_wrong_ticket_or_nonce_is_refused(ticket_id, nonce):
    with pytest.raises(ValueError):
        new_id(ticket_id, nonce=nonce)


def test_a_plus_address_names_its_ticket():
    address = plus_address("questions@desk.example", key=KEY, instance="desk-1", ticket_id=42, nonce="0123456789")

    assert address.startswith("questions+cq.")
    assert ticket_of_plus_address(address, key=KEY, instance="desk-1") == 42
    assert ticket_of_plus_address("questions+42@desk.example", key=KEY, instance="desk-1") is None


def mail(*headers, subject="Re: Knee", **changes):
    read = parse(
        "\r\n".join(["From: Dana <Dana@x.example>", f"Subject: {subject}", *headers, "", "Thank you."]).encode()
    )
    return dataclasses.replace(read, **changes)


def decide(read, *, token=None, known=None, subject=None, parts=frozenset({(42, "dana@x.example")}), **more):
    return place(
        read,
        token_ticket=token,
        known_ids=known or {},
        subject_ticket=subject,
        takes_part=lambda ticket, who: (ticket, who) in parts,
        **more,
    )


def test_the_nearest_signed_id_decides():
    read = mail(f"In-Reply-To: <{new_id(7)}>", f"References: <a@x> <{new_id(5)}>")

    assert token_ticket(read, key=KEY, instance="desk-1") == 7
    assert token_ticket(mail("References: <a@x>"), key=KEY, instance="desk-1") is None


def test_a_signed_token_joins_who_takes_part():
    assert decide(mail(), token=42) == JoinTicket(42, "Joined by the signed reply token. Sender already takes part.")


def test_a_stored_id_joins_the_nearest_ancestor():
    read = mail("References: <old@x> <new@x>")

    assert decide(read, known={"old@x": 1, "new@x": 42}).ticket_id == 42


def test_the_reference_in_the_subject_joins_only_who_takes_part():
    assert decide(mail(), subject=42).why == "Joined by the reference in the subject. Sender already takes part."
    assert decide(mail(), subject=42, parts=frozenset()) == Park(
        Cause.STRANGER, "It names the ticket by the reference in the subject, and its sender takes no part in it.", 42
    )


def test_a_stranger_with_a_valid_token_waits_for_a_persons_word():
    decision = decide(mail(), token=42, parts=frozenset())

    assert isinstance(decision, Park)
    assert (decision.cause, decision.ticket_id) == (Cause.STRANGER, 42)


def test_the_token_counts_before_everything_else():
    assert decide(mail("In-Reply-To: <a@x>"), token=42, known={"a@x": 1}, subject=2, plus_ticket=3).ticket_id == 42
    assert decide(mail("In-Reply-To: <a@x>"), known={"a@x": 42}, subject=2, plus_ticket=3).ticket_id == 42
    assert decide(mail(), subject=2, plus_ticket=42).ticket_id == 42


def test_what_names_no_ticket_opens_one():
    assert decide(mail()) == NewTicket("Opened because the mail answers no ticket that is known here.")


def test_an_answer_to_a_ticket_closed_long_ago_opens_a_linked_one():
    decision = decide(mail(), token=42, closed_long_ago=lambda _: True)

    assert isinstance(decision, NewTicket)
    assert decision.linked_to == 42


def test_a_new_subject_opens_a_linked_ticket():
    assert decide(mail(subject="Hip replacement"), token=42, subject_of=lambda _: "Knee").linked_to == 42
    assert decide(mail(subject="AW: knee"), token=42, subject_of=lambda _: "Knee").ticket_id == 42


@pytest.mark.parametrize("subject", ["Re: CQ-100042", "CQ-100042: the operative note", "the note for cq 100042"])
def test_a_ticket_that_the_sender_names_by_hand_is_meant_whatever_else_the_subject_says(subject):
    assert decide(mail(subject=subject), subject=42, subject_of=lambda _: "Knee").ticket_id == 42


def test_the_tag_of_our_letters_does_not_make_another_subject_the_same():
    changed = mail(subject="Hip replacement [CQ-100042]")

    assert decide(changed, token=42, subject=42, subject_of=lambda _: "Knee").linked_to == 42


def test_a_loop_is_parked_whatever_it_names():
    assert decide(mail(kind=Kind.LOOP), token=42).cause is Cause.LOOP


def test_machines_join_only_what_they_answer():
    assert decide(mail(kind=Kind.AUTO_REPLY)).cause is Cause.AUTOMATED
    assert decide(mail(kind=Kind.AUTO_REPLY), token=42).ticket_id == 42
    of_a_stranger = decide(mail(kind=Kind.AUTO_REPLY), token=42, parts=frozenset())
    assert (of_a_stranger.cause, of_a_stranger.ticket_id) == (Cause.AUTOMATED, 42)


def test_a_bounce_joins_by_the_mail_that_it_returns_though_a_server_takes_no_part():
    read = mail(kind=Kind.BOUNCE, returned_ids=("out@desk.example",))

    assert decide(read, known={"out@desk.example": 42}, parts=frozenset()) == JoinTicket(
        42, "Joined as a report of a failed delivery of our own mail."
    )
    assert decide(mail(kind=Kind.BOUNCE)).cause is Cause.BOUNCE
    assert decide(mail(kind=Kind.BOUNCE), subject=42).cause is Cause.BOUNCE
    assert "delay" in decide(mail(kind=Kind.DELAY), token=42).why


def test_a_complaint_is_parked_at_its_ticket():
    assert decide(mail(kind=Kind.COMPLAINT), token=42) == Park(Cause.COMPLAINT, Cause.COMPLAINT.sentence, 42)


def test_every_cause_has_a_sentence():
    assert all(cause.sentence.endswith(".") for cause in Cause)
