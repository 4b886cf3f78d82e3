from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.tickets import State
from consultant.web import wording

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 9, 2, 17, 10, tzinfo=UTC)  # 13:10 in New York
MOMENTS = st.datetimes(datetime(2000, 1, 3), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive


@pytest.mark.parametrize(
    ("after", "kind", "words"),
    [
        (timedelta(minutes=-40), "late", "40 min late"),
        (timedelta(minutes=40), "soon", "40 min"),
        (timedelta(hours=1, minutes=50), "soon", "1 h 50 min"),
        (timedelta(hours=3, minutes=20), "today", "16:30"),
        (timedelta(hours=21, minutes=50), "later", "Thu 11:00"),
        (timedelta(days=20), "later", "22 Sep"),
    ],
)
def test_a_due_time_is_said_as_a_person_says_it(after, kind, words):
    chip = wording.due(NOW + after, State.OPEN, NOW, ZONE)

    assert (chip.kind, chip.words) == (kind, words)


def test_the_exact_time_stands_beside_it_with_its_zone():
    assert wording.due(NOW + timedelta(minutes=40), State.NEW, NOW, ZONE).exact == "Due Wed 2 Sep 2026, 13:50 EDT"


def test_the_clock_stands_while_the_asker_has_the_word_and_ends_with_the_answer():
    past = NOW - timedelta(days=2)

    assert wording.due(past, State.WAITING, NOW, ZONE).kind == "paused"
    assert wording.due(past, State.ANSWERED, NOW, ZONE).kind == "met"


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (timedelta(minutes=6), "13:04"),
        (timedelta(hours=20), "yesterday 17:10"),
        (timedelta(days=3), "Sun 13:10"),
        (timedelta(days=60), "4 Jul 13:10"),
        (timedelta(days=400), "29 Jul 2025"),
        (timedelta(days=-1), "Thu 13:10"),
    ],
)
def test_a_moment_is_as_short_as_today_allows(back, words):
    assert wording.moment(NOW - back, NOW, ZONE) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (40, "40 s"),
        (60, "1 min"),
        (6600, "1 h 50 min"),
        (7200, "2 h"),
        (5 * 3600 + 60, "5 h"),
        (200_000, "2 days"),
    ],
)
def test_lengths_of_time(seconds, words):
    assert wording.span(timedelta(seconds=seconds)) == words


def test_just_now_is_no_number():
    assert wording.ago(NOW, NOW) == "just now"
    assert wording.ago(NOW - timedelta(minutes=6), NOW) == "6 min ago"


@given(MOMENTS, MOMENTS, st.sampled_from(State))
def test_every_due_time_has_a_kind_that_the_look_knows(at, now, state):
    chip = wording.due(at, state, now, ZONE)

    assert chip.kind in {"late", "soon", "today", "later", "paused", "met"}
    assert chip.words


@given(MOMENTS, MOMENTS)
def test_no_length_of_time_is_negative(at, now):
    assert "-" not in wording.span(at - now)


@pytest.mark.parametrize(
    ("name", "face"),
    [("Priya Raman", "PR"), ("billing@x.example", "B"), ("dana.whitlock@x", "DW"), ("", "?"), ("***", "?")],
)
def test_faces(name, face):
    assert wording.initials(name) == face


@given(st.text(max_size=50))
def test_every_name_has_a_face_of_at_most_a_few_letters(name):
    assert 1 <= len(wording.initials(name)) <= 6


def test_counts_end_at_ninety_nine():
    assert (wording.count(99), wording.count(100)) == ("99", "99+")


def test_days_are_written_as_the_desk_writes_them_and_texts_are_left():
    assert wording.date(NOW.date()) == "2 Sep 2026"
    assert wording.date("as it is") == "as it is"
