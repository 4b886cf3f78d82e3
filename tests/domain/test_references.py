from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.adapters.library.shelf import Shelf
from consultant.coding.mentions.find import find_mentions
from consultant.coding.systems import cpt, hcpcs, icd10cm
from consultant.domain.references import (
    FIRST,
    find_reference,
    format_reference,
    parse_reference,
    without_references,
)

IDS = st.integers(1, 10**11)


@given(IDS)
def test_a_reference_comes_back_as_its_ticket(ticket_id: int):
    assert parse_reference(format_reference(ticket_id)) == ticket_id
    assert find_reference(f"Re: [{format_reference(ticket_id)}] knee") == ticket_id
    assert parse_reference(f"  {format_reference(ticket_id).lower()} ") == ticket_id


@given(st.text())
def test_nothing_raises_and_only_a_whole_reference_is_one(text: str):
    found = parse_reference(text)

    assert found is None or find_reference(text) == found
    assert find_reference(text) is None or find_reference(text) > 0  # type: ignore[operator]


@given(IDS)
def test_no_part_of_a_reference_is_taken_for_a_code(ticket_id: int):
    reference = format_reference(ticket_id)

    assert len(reference.removeprefix("CQ-")) >= 6
    for word in (reference, reference.removeprefix("CQ-")):
        assert cpt.normalise(word) is None
        assert hcpcs.normalise(word) is None
        assert icd10cm.normalise(word) is None


@pytest.mark.parametrize(
    "text",
    [
        "CQ-99999",
        "CQ-099999",
        "CQ-100000",
        "XCQ-120418",
        "CQ-120418A",
        "CQ120418x",
        "120418",
        "CQ--120418",
        "CQ-12 0418",
    ],
)
def test_what_is_no_reference_is_none(text: str):
    assert parse_reference(text) is None
    assert find_reference(text) is None


@pytest.mark.parametrize("text", ["CQ-120418", "cq 120418", "CQ120418", "CQ\u2013120418", "(CQ-120418)", "CQ-120418."])
def test_people_write_references_in_many_ways(text: str):
    assert find_reference(text) == 120418 - FIRST


def test_no_mention_is_found_in_a_reference(shipped_releases: Path):
    catalogue = Shelf(shipped_releases, lambda _key: shipped_releases).catalogue(Shelf(shipped_releases, Path).noted())
    for number in (*range(1, 40), 20418, 899_999, 10**9):
        text = f"Please look at 99213-25 with M17.11, it is about {format_reference(number)}."
        found = {text[mention.start : mention.end] for mention in find_mentions(text, catalogue, date(2026, 11, 23))}
        assert not {word for word in found if word.strip("CQ-") in format_reference(number)}, found
        assert any("M17.11" in word for word in found)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Knee (CQ-120418)", "Knee"),
        ("Re: [CQ-120418] Knee", "Re: Knee"),
        ("Re: CQ-120418: Knee", "Re: Knee"),
        ("Knee, cq 120418", "Knee"),
        ("CQ-120418", ""),
        ("Knee CQ-120418 and CQ-120419", "Knee and"),
        ("Knee, J7325 (x 48)", "Knee, J7325 (x 48)"),
        ("- what now, -", "- what now, -"),
    ],
)
def test_references_are_taken_out_with_what_parted_them_from_the_rest(text: str, left: str):
    assert without_references(text) == left


@given(st.text(), st.integers(1, 10**9), st.text())
def test_no_reference_stays(before: str, ticket_id: int, after: str):
    assert find_reference(without_references(f"{before} {format_reference(ticket_id)} {after}")) is None
