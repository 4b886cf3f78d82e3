import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail, Participant, Person, ThreadCode, Ticket
from consultant.db.queries import people
from consultant.domain.links import Link, sign
from consultant.errors import NotFound
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import thread_access
from consultant.services.thread_access import Asker
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make


def token_for(services: Services, ticket_id: int, person_id: int | None = None) -> str:
    person_id = person_id or rows.ticket(services, ticket_id).requester_id
    until = services.clock.now() + timedelta(days=60)
    return sign(Link(ticket_id, person_id, until), key=services.desk.link_key)


def asker_of(services: Services, token: str) -> Asker:
    with services.database.reading() as tx:
        return thread_access.asker_of(tx, token, desk=services.desk, clock=services.clock)


def asks(services: Services, asker: Asker) -> str | None:
    """Ask for a code and return what was mailed, read as the mail is."""
    with services.database.transaction() as tx:
        outbound_id = thread_access.mail_code(
            tx, asker, renderer=services.renderer, clock=services.clock, desk=services.desk
        )
    if outbound_id is None:
        return None
    letter = parse(rows.outbound_mail(services, outbound_id).raw)
    assert isinstance(letter, ParsedMail)
    found = re.search(r"The code is (\d{3} \d{3})\.", letter.text)
    assert found is not None
    return found[1]


def tries(services: Services, asker: Asker, code: str) -> int | None:
    with services.database.transaction() as tx:
        return thread_access.open_with(tx, asker, code, clock=services.clock, desk=services.desk)


def is_open(services: Services, asker: Asker, opened: int) -> bool:
    with services.database.reading() as tx:
        return thread_access.stays_open(tx, asker, opened, clock=services.clock)


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


@pytest.fixture
def asker(services: Services, make: Make) -> Asker:
    return asker_of(services, token_for(services, make.ticket()))


def test_a_link_names_the_person_who_asked(services: Services, asker: Asker):
    assert (asker.address, asker.name) == (ASKER, "Dana Whitlock")


@pytest.mark.parametrize("token", ["", "x" * 48, "x" * 47, "../../etc/passwd"])
def test_a_forged_link_names_nobody(services: Services, make: Make, token: str):
    make.ticket()

    with pytest.raises(NotFound):
        asker_of(services, token)


def test_a_link_is_over_after_its_days(services: Services, make: Make):
    token = token_for(services, make.ticket())
    services.clock.forward(days=61)

    with pytest.raises(NotFound):
        asker_of(services, token)


def test_somebody_who_takes_no_part_gets_nowhere_with_a_sound_link(services: Services, make: Make):
    ticket_id, other = make.ticket(), make.ticket(mail(sender="lou@other.example", subject="Hip"))
    stranger = rows.ticket(services, other).requester_id

    with pytest.raises(NotFound):
        asker_of(services, token_for(services, ticket_id, stranger))


def test_a_participant_has_a_way_in_until_they_are_taken_out(services: Services, make: Make):
    ticket_id = make.ticket()
    with services.database.transaction() as tx:
        lou = people.ensure(tx, "lou@northfork-ortho.example", "Lou", now=services.clock.now())
        people.join(tx, ticket_id, lou, now=services.clock.now())
    token = token_for(services, ticket_id, lou)
    assert asker_of(services, token).name == "Lou"

    with services.database.transaction() as tx:
        tx.delete(tx.get_one(Participant, (ticket_id, lou)))

    with pytest.raises(NotFound):
        asker_of(services, token)


def test_a_code_goes_to_the_same_address_and_opens_once(services: Services, asker: Asker):
    code = asks(services, asker)
    assert code is not None

    opened = tries(services, asker, code)

    assert opened is not None
    assert is_open(services, asker, opened)
    assert tries(services, asker, code) is None
    [mailed] = rows.every(services, OutboundMail, kind="access_code")
    assert list(rows.recipients(services, mailed.id)) == [ASKER]
    assert (mailed.envelope_from, mailed.ticket_id, mailed.ticket_message_id) == ("", asker.ticket_id, None)


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{0}\n"])
def test_blanks_around_and_in_a_code_do_not_count(services: Services, asker: Asker, typed: str):
    code = asks(services, asker)

    assert tries(services, asker, typed.format(code)) is not None


def test_the_code_is_kept_as_a_hash_alone(services: Services, asker: Asker):
    code = (asks(services, asker) or "").replace(" ", "")

    [row] = rows.every(services, ThreadCode)

    assert re.fullmatch(r"[0-9a-f]{64}", row.code_hash)
    assert code not in str(vars(row))


def test_a_code_of_one_thread_opens_no_other(services: Services, make: Make, asker: Asker):
    other = asker_of(services, token_for(services, make.ticket(mail(subject="Hip"))))
    code = asks(services, asker)
    asks(services, other)
    assert code is not None

    opened = tries(services, asker, code)

    assert opened is not None
    assert not is_open(services, other, opened)
    assert not is_open(services, replace(asker, person_id=asker.person_id + 1), opened)


def test_five_wrong_tries_end_a_code(services: Services, asker: Asker):
    code = asks(services, asker)
    assert code is not None

    assert [tries(services, asker, wrong(code)) for _ in range(5)] == [None] * 5

    assert tries(services, asker, code) is None


def test_the_fifth_try_may_be_the_right_one(services: Services, asker: Asker):
    code = asks(services, asker)
    assert code is not None
    for _ in range(4):
        tries(services, asker, wrong(code))

    assert tries(services, asker, code) is not None


def test_a_code_lives_fifteen_minutes(services: Services, asker: Asker):
    code = asks(services, asker)
    services.clock.forward(minutes=15)

    assert code is not None
    assert tries(services, asker, code) is None


def test_a_new_code_ends_the_one_before(services: Services, asker: Asker):
    first, second = asks(services, asker), asks(services, asker)
    assert first is not None
    assert second is not None

    if first != second:
        assert tries(services, asker, first) is None
    assert tries(services, asker, second) is not None


def test_a_new_code_leaves_what_an_earlier_one_opened(services: Services, asker: Asker):
    opened = tries(services, asker, asks(services, asker) or "")
    assert opened is not None

    asks(services, asker)

    assert is_open(services, asker, opened)


def test_a_person_gets_five_codes_an_hour_and_no_page_can_tell(services: Services, asker: Asker):
    assert all(asks(services, asker) for _ in range(5))

    assert asks(services, asker) is None

    services.clock.forward(hours=1, seconds=1)
    assert asks(services, asker) is not None


def test_the_desk_mails_so_many_codes_an_hour_at_most(
    services: Services, make: Make, asker: Asker, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(thread_access, "CODES_PER_HOUR", 2)
    other = asker_of(services, token_for(services, make.ticket(mail(sender="lou@other.example", subject="Hip"))))

    assert asks(services, asker)
    assert asks(services, other)
    assert asks(services, other) is None


def test_who_complained_of_machine_mail_gets_none(services: Services, asker: Asker):
    with services.database.transaction() as tx:
        tx.execute(update(Person).values(no_machine_mail_at=services.clock.now()))

    assert asks(services, asker) is None


def test_what_was_opened_is_over_after_twelve_hours(services: Services, asker: Asker):
    opened = tries(services, asker, asks(services, asker) or "")
    assert opened is not None
    services.clock.forward(hours=12)

    assert not is_open(services, asker, opened)


def test_signing_out_ends_it_for_every_browser(services: Services, asker: Asker):
    opened = tries(services, asker, asks(services, asker) or "")
    assert opened is not None

    with services.database.transaction() as tx:
        thread_access.close(tx, asker, opened, clock=services.clock)

    assert not is_open(services, asker, opened)


def test_nobody_signs_another_thread_out(services: Services, make: Make, asker: Asker):
    opened = tries(services, asker, asks(services, asker) or "")
    other = asker_of(services, token_for(services, make.ticket(mail(subject="Hip"))))
    assert opened is not None

    with services.database.transaction() as tx:
        thread_access.close(tx, other, opened, clock=services.clock)

    assert is_open(services, asker, opened)


def test_a_code_that_was_never_used_opened_nothing(services: Services, asker: Asker):
    asks(services, asker)
    [row] = rows.every(services, ThreadCode)

    assert not is_open(services, asker, row.id)


def test_codes_of_yesterday_are_forgotten(services: Services, asker: Asker):
    tries(services, asker, asks(services, asker) or "")
    services.clock.forward(days=1)

    asks(services, asker)

    assert len(rows.every(services, ThreadCode)) == 1


def test_a_requester_who_was_replaced_has_no_way_in(services: Services, make: Make):
    ticket_id, other = make.ticket(), make.ticket(mail(sender="lou@other.example", subject="Hip"))
    token = token_for(services, ticket_id)
    with services.database.transaction() as tx:
        lou = rows.ticket(services, other).requester_id
        tx.execute(update(Ticket).where(Ticket.id == ticket_id).values(requester_id=lou))

    with pytest.raises(NotFound):
        asker_of(services, token)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("dana@northfork-ortho.example", "d•••@n•••.example"),
        ("d@x.example", "d•••@x•••.example"),
        ("ü@mail.clinic.example", "ü•••@m•••.example"),
    ],
)
def test_an_address_is_shown_to_who_knows_it(address: str, shown: str):
    assert thread_access.masked(address) == shown
