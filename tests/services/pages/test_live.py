import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.bootstrap import Services
from consultant.services.pages import live
from tests.factories.mails import mail
from tests.factories.make import Make


@given(st.integers(0, 10**15), st.integers(0, 10**15))
def test_a_cursor_survives_an_address(event_id: int, message_id: int):
    cursor = live.Cursor(event_id, message_id)

    assert live.Cursor.decode(cursor.encode()) == cursor


@given(st.text(max_size=50))
def test_no_word_in_an_address_breaks_a_cursor(word: str):
    found = live.Cursor.decode(word)

    assert found is None or (found.event_id >= 0 and found.message_id >= 0)


def test_changes_since_a_cursor_are_told_once(services: Services, make: Make):
    with services.database.reading() as tx:
        start = live.now(tx)
    ticket_id = make.ticket()

    with services.database.reading() as tx:
        changes = live.since(tx, start)
        again = live.since(tx, changes.cursor)

    assert changes.tickets == (ticket_id,)
    assert again == live.Changes(changes.cursor, ())


def test_a_feed_tells_each_row_once_and_nothing_of_before(services: Services, make: Make):
    make.ticket(mail(subject="before"))
    feed = live.Feed()
    with services.database.reading() as tx:
        assert feed.fresh(tx) == ()

    ticket_id = make.ticket(mail(subject="after"))

    with services.database.reading() as tx:
        assert feed.fresh(tx) == (ticket_id,)
        assert feed.fresh(tx) == ()


def test_a_row_that_commits_after_a_higher_one_is_not_lost(monkeypatch: pytest.MonkeyPatch):
    """Two transactions may commit in another order than their ids: the lower row shows up later."""
    rows: list[tuple[int, int]] = [(1, 10)]

    class Row:
        def __init__(self, pair: tuple[int, int]) -> None:
            self.id, self.ticket_id = pair

    monkeypatch.setattr(live.queries, "newest", lambda _tx: (1, 0))
    monkeypatch.setattr(live.queries, "messages_after", lambda _tx, _id: [])
    monkeypatch.setattr(
        live.queries, "events_after", lambda _tx, after: [Row(pair) for pair in sorted(rows) if pair[0] > after]
    )
    feed = live.Feed()
    feed.fresh(None)  # type: ignore[arg-type]

    rows.append((3, 30))
    first = feed.fresh(None)  # type: ignore[arg-type]
    rows.append((2, 20))
    second = feed.fresh(None)  # type: ignore[arg-type]

    assert (first, second) == ((30,), (20,))
