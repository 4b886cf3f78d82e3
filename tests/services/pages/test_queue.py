from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.bootstrap import Services
from consultant.domain.rights import Person, Role
from consultant.domain.tickets import State
from consultant.errors import Forbidden
from consultant.services.pages import queue
from tests.factories.cases import attach_codes
from tests.factories.mails import mail
from tests.factories.make import Make

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 9, 2, 17, 10, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive
ASKER = Person(1, Role.ASKER, "Dana")


def row(number: int, **given_: object) -> queue.TicketRow:
    usual: dict[str, object] = {
        "id": number,
        "reference": f"CQ-{100000 + number}",
        "subject": "Knee",
        "state": State.OPEN,
        "priority": "normal",
        "failed": False,
        "unread": False,
        "due_at": NOW + timedelta(hours=3),
        "created_at": NOW,
        "changed_at": NOW,
        "who": "Dana",
        "address": "dana@northfork-ortho.example",
        "assignee_id": None,
        "assignee": None,
        "looked_up": True,
    }
    return queue.TicketRow(**{**usual, **given_})  # type: ignore[arg-type]


def groups(*rows: queue.TicketRow) -> dict[str, list[int]]:
    return {group.title: [one.id for one in group.rows] for group in queue.grouped(rows, NOW, ZONE)}


def test_what_is_late_due_within_the_hour_or_failed_needs_somebody_first():
    assert groups(
        row(1, due_at=NOW - timedelta(days=1)),
        row(2, due_at=NOW + timedelta(minutes=59)),
        row(3, due_at=NOW + timedelta(days=9), failed=True),
        row(4),
        row(5, due_at=NOW + timedelta(days=1)),
    ) == {"Needs you first": [1, 2, 3], "Today": [4], "Later": [5]}


def test_what_waits_for_the_asker_or_is_done_never_needs_somebody_first():
    late = NOW - timedelta(days=1)

    assert groups(row(1, due_at=late, state=State.WAITING), row(2, due_at=late, state=State.ANSWERED)) == {
        "Later": [1, 2]
    }


def test_today_ends_at_midnight_of_the_desk():
    midnight = datetime(2026, 9, 3, 4, 0, tzinfo=UTC)

    assert groups(row(1, due_at=midnight - timedelta(seconds=1)), row(2, due_at=midnight)) == {
        "Today": [1],
        "Later": [2],
    }


@given(
    st.integers(0, 9),
    MOMENTS,
    st.integers(1, 10**12),
)
def test_a_key_survives_an_address(attention: int, due_at: datetime, ticket_id: int):
    key = queue.Key(attention, due_at, ticket_id)

    found = queue.Key.decode(key.encode())

    assert found is not None
    assert (found.attention, found.id) == (attention, ticket_id)
    assert abs(found.due_at - due_at) < timedelta(milliseconds=1)


@given(st.text(max_size=60))
def test_no_word_in_an_address_breaks_a_key(word: str):
    assert queue.Key.decode(word) is None or isinstance(queue.Key.decode(word), queue.Key)


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("e119", {"E11.9"}),
        ("S52.521A", {"S52.521A"}),
        ("99213", {"99213"}),
        ("j7325", {"J7325", "J73.25"}),
        ("M1711", {"M1711", "M17.11"}),
        ("what?", {"what?"}),
    ],
)
def test_a_code_is_looked_for_however_it_is_typed(word: str, codes: set[str]):
    assert set(queue.readings(word)) == codes


def test_a_row_says_where_the_asker_writes_from():
    assert row(1).practice == "northfork-ortho.example"


def test_a_page_shows_rows_with_their_codes_and_tags(services: Services, make: Make):
    person = make.person()
    ticket_id = make.ticket(mail(subject="Knee"))
    attach_codes(services, ticket_id)

    with services.database.reading() as tx:
        page = queue.show(tx, person, queue.Filters("unassigned"), after=None, now=services.clock.now(), zone=ZONE)

    (found,) = page.rows
    assert (found.reference, found.who, found.looked_up) == ("CQ-100001", "Dana Whitlock", True)
    assert [(pill.system, pill.code, pill.status) for pill in found.pills] == [("cm", "M17.11", "billable")]
    assert page.following is None


def test_askers_see_nothing_of_the_desk(services: Services):
    now = services.clock.now()
    with services.database.reading() as tx:
        with pytest.raises(Forbidden):
            queue.show(tx, ASKER, queue.Filters(), after=None, now=now, zone=ZONE)
        with pytest.raises(Forbidden):
            queue.among(tx, ASKER, queue.Filters(), [1], now=now)
        with pytest.raises(Forbidden):
            queue.rail(tx, ASKER, now=now)


def test_the_rail_counts_and_tells_how_reading_mail_goes(services: Services, make: Make):
    make.ticket()

    with services.database.reading() as tx:
        rail = queue.rail(tx, make.person(), now=services.clock.now())

    assert (rail.counts["unassigned"], rail.counts["mine"], rail.mailboxes, rail.trouble) == (1, 0, 1, None)
