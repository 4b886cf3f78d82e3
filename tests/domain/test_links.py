import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.links import Link, read, sign

KEY, OTHER = b"k" * 32, b"o" * 32
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LINK = Link(18, 7, NOW + timedelta(days=60))


@given(st.integers(1, 2**63 - 1), st.integers(1, 2**63 - 1), st.integers(1, 70 * 365 * 86_400))
def test_a_token_names_what_was_signed_into_it(ticket_id: int, person_id: int, seconds: int):
    link = Link(ticket_id, person_id, NOW + timedelta(seconds=seconds))

    assert read(sign(link, key=KEY), key=KEY, now=NOW) == link


@given(st.integers(0, 47), st.sampled_from("ABCxyz019-_"))
def test_a_token_that_was_altered_in_one_place_names_nothing(place: int, letter: str):
    token = sign(LINK, key=KEY)
    altered = token[:place] + letter + token[place + 1 :]

    assert altered == token or read(altered, key=KEY, now=NOW) is None


@given(st.text(max_size=60))
def test_anything_else_names_nothing(token: str):
    assert read(token, key=KEY, now=NOW) is None


def test_a_token_of_another_key_names_nothing():
    assert read(sign(LINK, key=OTHER), key=KEY, now=NOW) is None


@pytest.mark.parametrize(("later", "opens"), [(timedelta(days=60, seconds=-1), True), (timedelta(days=60), False)])
def test_a_token_ends_at_its_time(later: timedelta, opens: bool):
    assert (read(sign(LINK, key=KEY), key=KEY, now=NOW + later) is not None) is opens


def test_a_token_fits_into_an_address_without_escapes():
    assert re.fullmatch(r"[A-Za-z0-9_-]{48}", sign(LINK, key=KEY))
