from datetime import date

import pytest

from consultant.coding.cards import FoundBy, Status, card, notes_that_matter, standing
from consultant.coding.catalogue import Billable, Entry, Expired, NoteKind, NotYetEffective, Release
from consultant.coding.sets import System
from tests.coding.shipped import IN_SEASON


def made(catalogue, system: System, code: str, on: date = IN_SEASON):
    return card(system, code, catalogue.ask(system, code, on), on, found_by=FoundBy.MENTION, why="listed")


@pytest.mark.parametrize(
    ("system", "code", "on", "status", "words", "detail"),
    [
        (System.CM, "M17.11", IN_SEASON, Status.BILLABLE, "Billable", "Valid on 1 May 2026."),
        (System.CM, "S52.52", IN_SEASON, Status.HEADER, "Not billable", "A header over 18 billable codes."),
        (System.CM, "E11.99", IN_SEASON, Status.UNKNOWN, "Unknown", "In no list of this date."),
        (System.HCPCS, "J7325", IN_SEASON, Status.BILLABLE, "Active", "Valid on 1 May 2026."),
        (System.HCPCS, "G0202", IN_SEASON, Status.EXPIRED, "Expired", "Last good on 31 Dec 2017."),
        (
            System.HCPCS,
            "G2211",
            date(2020, 5, 1),
            Status.NOT_YET_EFFECTIVE,
            "Not yet effective",
            "Good from 1 Jan 2021 on.",
        ),
        (System.CPT, "99213", IN_SEASON, Status.NOT_CHECKED, "Not checked", "No licensed file installed."),
        (
            System.CM,
            "M17.11",
            date(2026, 11, 23),
            Status.NOT_CHECKED,
            "Not checked",
            "No ICD-10-CM list of FY 2027 is installed. In ICD-10-CM FY 2026, release of 1 Apr 2026 it is billable.",
        ),
    ],
)
def test_a_card_says_where_its_code_stands(catalogue, system, code, on, status, words, detail):
    shown = made(catalogue, system, code, on)

    assert (shown.status, shown.status_words, shown.detail) == (status, words, detail)


def test_a_card_names_release_hierarchy_and_leaves(catalogue):
    shown = made(catalogue, System.CM, "S52.52")

    assert shown.release == "ICD-10-CM FY 2026, release of 1 Apr 2026"
    assert [level.code for level in shown.ancestors] == ["19", "S50-S59", "S52", "S52.5"]
    assert shown.leaves[0].code == "S52.521A"
    assert shown.leaf_count == 18


def test_a_card_out_of_season_is_marked_stale(catalogue):
    assert "a newer release is out" in (made(catalogue, System.CM, "M17.11", date(2026, 11, 23)).stale or "")


def test_a_card_from_the_sample_says_so(catalogue):
    assert made(catalogue, System.HCPCS, "J7325").sample


def test_an_unknown_code_shows_its_nearest(catalogue):
    assert made(catalogue, System.CM, "E11.99").nearest[0].code == "E11.9"


def test_notes_of_chapter_and_block_are_shown_only_where_they_bind(catalogue):
    entry = catalogue.ask(System.CM, "S52.521A", IN_SEASON).entry

    shown = notes_that_matter(entry)

    assert {note.kind for note in shown if note.at in ("19", "S50-S59")} <= {
        NoteKind.EXCLUDES1,
        NoteKind.USE_ADDITIONAL,
        NoteKind.CODE_FIRST,
    }
    assert any(note.at == "S52" for note in shown)


def test_a_card_of_cpt_carries_the_notice_of_its_edition_and_no_empty_words():
    edition = Release("b" * 64, System.CPT, "CPT 2026", date(2026, 1, 1), date(2026, 12, 31))
    answer = Billable(Entry(System.CPT, "69981", "", billable=True), edition)

    shown = card(System.CPT, "69981", answer, IN_SEASON, found_by=FoundBy.MENTION, why="listed")

    assert (shown.text, shown.status_words, shown.notice) == (None, "Active", edition.notice)


def test_a_day_of_change_is_claimed_only_where_the_lists_beside_it_are_installed():
    release = Release("a" * 64, System.PCS, "ICD-10-PCS", date(2025, 10, 1), date(2026, 9, 30))
    entry = Entry(System.PCS, "0016070", "Text", billable=True)
    gone = Expired(entry, release, date(2021, 9, 30), exact=False)
    coming = NotYetEffective(entry, release, date(2025, 10, 1), exact=False)

    details = [standing(System.PCS, answer, IN_SEASON)[2] for answer in (gone, coming)]

    assert details == [
        "Listed to 30 Sep 2021; the list after that is not installed.",
        "Listed by 1 Oct 2025; the list before that is not installed.",
    ]
