from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from consultant.coding.releases.coverage_index import (
    IndexRow,
    ServedRow,
    looks_like_index,
    looks_like_jurisdictions,
    read_index,
    read_jurisdictions,
)
from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import INDEX_HEADINGS, SERVED, as_csv, write

ROW = ["CGS, LLC\n(DME MAC)\n\nN, Inc.\n(MAC - Part A, MAC - Part B)", "A52840", "52840", "Article", "2", "10/01/2015"]
REST = ["Retired", "06/30/2025", "Trials \u2013 of drugs", "04/02/2014", "20140402110953", "https://example.org/a"]


def test_a_document_gives_its_contractors_with_their_types(tmp_path: Path):
    path = write(tmp_path, "index.csv", as_csv([INDEX_HEADINGS, ROW + REST], end="\n"))

    assert list(read_index(path)) == [
        IndexRow(
            kind="article",
            id="52840",
            version="2",
            display="A52840",
            title="Trials \u2013 of drugs",
            effective=date(2015, 10, 1),
            retired=date(2025, 6, 30),
            note="Retired",
            contractors=(("CGS, LLC", ("DME MAC",)), ("N, Inc.", ("MAC - Part A", "MAC - Part B"))),
            url="https://example.org/a",
            updated=date(2014, 4, 2),
        )
    ]
    assert looks_like_index(path)


@pytest.mark.parametrize(
    ("at", "cell", "expected"),
    [
        (0, "CGS", r"column 1 \(contractor_name_type\): expected contractors, each with its types in brackets below"),
        (2, "A52840", r"column 3 \(document_id\): expected a whole number"),
        (3, "Letter", r"column 4 \(document_type\): expected LCD, Article or NCD, not 'Letter'"),
        (5, "", r"column 6 \(effective_date\): expected a date"),
        (7, "never", r"column 8 \(retirement_date\): expected a date .*, not 'never'"),
        (8, "", r"column 9 \(title\): expected a title"),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(
    tmp_path: Path, at: int, cell: str, expected: str
):
    row = ROW + REST
    row[at] = cell

    with pytest.raises(UnreadableRelease, match=rf"index\.csv, line 2, {expected}"):
        list(read_index(write(tmp_path, "index.csv", as_csv([INDEX_HEADINGS, row]))))


def test_jurisdictions_stand_with_their_states(tmp_path: Path):
    path = write(tmp_path, "mac.json", SERVED)

    assert list(read_jurisdictions(path)) == [
        ServedRow("JE", False, "N", ("n",), ("CA",)),
        ServedRow("DME A", True, "N", ("n",), ("CT",)),
    ]
    assert looks_like_jurisdictions(path)
    assert not looks_like_index(path)


@pytest.mark.parametrize(
    "entry", ['"JE"', '{"jurisdiction": "JE"}', '{"jurisdiction": 1, "contractor": "N", "aliases": [], "states": []}']
)
def test_an_entry_that_is_not_whole_is_refused(tmp_path: Path, entry: str):
    with pytest.raises(UnreadableRelease, match="contractor, aliases and states in entry 1 of 'ab_mac_jurisdictions'"):
        list(read_jurisdictions(write(tmp_path, "mac.json", f'{{"ab_mac_jurisdictions": [{entry}]}}')))


@pytest.mark.shared
def test_the_index_is_counted_exactly(shared: Path):
    rows = list(read_index(shared / "policy/mcd_lcd_article_index_2025-08.csv"))

    assert Counter(row.kind for row in rows) == {"article": 2161, "LCD": 972}
    assert sum(row.retired is not None for row in rows) == 94
    assert {name for row in rows for name, _ in row.contractors} == {
        "Noridian Healthcare Solutions, LLC",
        "CGS Administrators, LLC",
        "Palmetto GBA",
        "WPS Insurance Corporation",
        "National Government Services, Inc.",
        "First Coast Service Options, Inc.",
        "Novitas Solutions, Inc.",
    }


@pytest.mark.shared
def test_every_contractor_of_the_index_has_a_jurisdiction(shared: Path):
    served = list(read_jurisdictions(shared / "misc/mac_jurisdictions.json"))
    names = {
        name for row in read_index(shared / "policy/mcd_lcd_article_index_2025-08.csv") for name, _ in row.contractors
    }

    assert (sum(not row.equipment for row in served), sum(row.equipment for row in served)) == (12, 4)
    assert all(any(alias in name.lower() for row in served for alias in row.aliases) for name in names)
