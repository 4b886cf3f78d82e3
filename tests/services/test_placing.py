from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Ticket
from consultant.mail.threads import Cause
from consultant.services.intake import Parked, Taken
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make
from tests.services.test_intake import bounce


def thrifty(services: Services, mails_per_hour: int) -> Services:
    return replace(services, desk=replace(services.desk, mails_per_hour=mails_per_hour))


@pytest.mark.parametrize("pattern", [ASKER, ASKER.upper(), "northfork-ortho.example", "@northfork-ortho.example"])
def test_a_blocked_sender_is_parked(make: Make, pattern: str):
    make.mailbox(blocked=(pattern,))

    assert make.taken(mail()) == Parked(Cause.BLOCKED)


def test_a_block_of_a_domain_holds_for_its_subdomains_and_not_for_lookalikes(make: Make):
    make.mailbox(blocked=("ortho.example",))

    assert make.taken(mail(sender="a@mail.ortho.example")) == Parked(Cause.BLOCKED)
    assert isinstance(make.taken(mail(sender="a@notortho.example")), Taken)


def test_known_domains_alone_may_ask_where_the_mailbox_says_so(make: Make):
    make.mailbox(who_may_ask="domains", allowed=("northfork-ortho.example",))

    assert isinstance(make.taken(mail()), Taken)
    assert make.taken(mail(sender="x@elsewhere.example")) == Parked(Cause.UNKNOWN_DOMAIN)


def test_invited_senders_alone_may_ask_where_the_mailbox_says_so(make: Make):
    make.mailbox(who_may_ask="invited", allowed=(ASKER,))

    assert isinstance(make.taken(mail()), Taken)
    assert make.taken(mail(sender="other@northfork-ortho.example")) == Parked(Cause.NOT_INVITED)


def test_dmarc_failure_that_our_own_server_reports_parks_the_mail(sqlite_services: Services):
    desk = replace(sqlite_services.desk, authserv_id="mx.desk.example")
    make = Make(replace(sqlite_services, desk=desk))
    failed = "; dmarc=fail header.from=northfork-ortho.example"

    assert make.taken(mail(Authentication_Results="mx.desk.example" + failed)) == Parked(Cause.FAILED_AUTHENTICATION)
    assert isinstance(make.taken(mail("Other", Authentication_Results="mx.liar.example" + failed)), Taken)


def test_an_address_that_asks_without_end_is_parked_until_the_hour_is_over(services: Services):
    make = Make(thrifty(services, 2))

    outcomes = [make.taken(mail(f"Question {number}")) for number in range(3)]

    assert [type(outcome) for outcome in outcomes] == [Taken, Taken, Parked]
    assert outcomes[2] == Parked(Cause.OVER_BUDGET)
    assert isinstance(make.taken(mail("Mine", sender="b@else.example")), Taken)
    services.clock.forward(minutes=61)
    assert isinstance(make.taken(mail("Later")), Taken)


def test_a_ticket_that_gets_mail_without_end_is_spared_until_the_hour_is_over(services: Services):
    make = Make(thrifty(services, 3))
    make.ticket(message_id="a@asker.example")

    outcomes = [
        make.taken(mail(f"More {number}", subject="Re: Knee question", in_reply_to="a@asker.example"))
        for number in range(4)
    ]

    assert [type(outcome) for outcome in outcomes] == [Taken, Taken, Parked, Parked]
    [ticket] = rows.every(services, Ticket)
    assert rows.every(services, rows.InboundMail, state="parked")[0].ticket_id == ticket.id


def test_mail_of_the_desks_own_groups_is_a_persons(services: Services):
    desk = replace(services.desk, list_ids=frozenset({"coders.northfork-ortho.example"}))
    make = Make(replace(services, desk=desk))

    make.taken(mail(List_Id="Coders <coders.northfork-ortho.example>"))
    make.taken(mail("Foreign", List_Id="<else.example>"))

    assert [
        message.kind for ticket in rows.every(services, Ticket) for message in rows.messages(services, ticket.id)
    ] == ["human", "list"]


def test_a_report_about_a_mail_of_the_askers_own_is_no_report_about_ours(services: Services, make: Make):
    ticket_id = make.ticket(message_id="first@asker.example")

    assert make.taken(bounce("first@asker.example")) == Parked(Cause.BOUNCE)
    assert rows.ticket(services, ticket_id).state == "new"


def test_a_letter_of_ours_that_comes_back_under_another_sender_is_a_loop(services: Services, make: Make):
    ticket_id = make.ticket()
    ours = rows.outbound_mail(services, make.answer(ticket_id)).message_id

    for sender in ("Group <group@lists.example>", ASKER):
        assert make.taken(mail(f"Take M17.11, {sender}", sender=sender, message_id=ours)) == Parked(Cause.LOOP)

    assert [row.ticket_id for row in rows.every(services, rows.InboundMail, state="parked")] == [ticket_id, ticket_id]


def test_the_nearest_of_a_great_many_references_still_finds_its_ticket(services: Services, make: Make):
    ticket_id = make.ticket(message_id="near@asker.example")
    many = " ".join(f"<far{number}@asker.example>" for number in range(80))

    outcome = make.taken(mail("On", subject="Re: Knee question", references=f"{many} <near@asker.example>"))

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id == ticket_id


@pytest.mark.parametrize(
    "sender", ["root", "@", "@x.example", "dana@", "a@b@x.example", "<script>alert(1)</script>@x.example"]
)
def test_a_sender_whom_no_mail_reaches_asks_nothing(services: Services, make: Make, sender: str):
    assert make.taken(mail().replace(ASKER.encode(), sender.encode())) == Parked(Cause.UNREADABLE)

    assert (
        rows.every(services, InboundMail)[0].detail
        == "No mail can be sent to the sender's address, so nobody could be answered."
    )
    assert rows.every(services, Ticket) == []


@pytest.mark.parametrize(
    ("header", "spam"),
    [
        ({"X_Spam_Flag": "YES"}, True),
        ({"X_Spam_Status": "Yes, score=7.2 required=5.0"}, True),
        ({"X_Spam": "yes"}, True),
        ({"X_Forefront_Antispam_Report": "CIP:1.2.3.4;CTRY:US;SFV:SPM;SCL:5"}, True),
        ({"X_Spam_Flag": "NO"}, False),
        ({"X_Spam_Status": "No, score=-1.2"}, False),
        ({"X_Forefront_Antispam_Report": "CIP:1.2.3.4;SFV:NSPM;SCL:1"}, False),
    ],
)
def test_what_a_filter_took_for_spam_waits_for_a_person(sqlite_services: Services, header: dict[str, str], spam: bool):
    outcome = Make(sqlite_services).taken(mail(**header))

    assert (outcome == Parked(Cause.SPAM)) is spam


def test_who_takes_part_is_heard_whatever_a_filter_says(services: Services, make: Make):
    ticket_id = make.ticket(message_id="a@asker.example")

    outcome = make.taken(mail("More", subject="Re: Knee question", in_reply_to="a@asker.example", X_Spam_Flag="YES"))

    assert isinstance(outcome, Taken)
    assert outcome.ticket_id == ticket_id
