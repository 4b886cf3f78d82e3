from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import icd10_lists
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.icd10_lists import build_pcs_tables
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.rules import Case, Line, Severity, check_case
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.status import check
from consultant.coding.sets import System
from tests.coding.releases.official import write
from tests.coding.releases.test_icd10pcs_tables import TABLE
from tests.coding.shipped import IN_SEASON


def lines(*codes: str, system: System = System.HCPCS) -> tuple[Line, ...]:
    return tuple(Line(system, code) for code in codes)


@pytest.mark.parametrize(
    ("case", "rule", "title"),
    [
        (Case(IN_SEASON, ("S52.52",)), "dx-not-billable", "S52.52 is not billable"),
        (Case(IN_SEASON, ("E11.99",)), "dx-unknown", "E11.99 is in no list"),
        (Case(IN_SEASON, lines=lines("G0202")), "hcpcs-terminated", "G0202 is no longer valid"),
        (Case(date(2020, 5, 1), lines=lines("G2211")), "hcpcs-not-yet-effective", "G2211 is not valid yet"),
    ],
)
def test_a_code_that_is_not_good_on_the_date_stops(catalogue, case, rule, title):
    (finding,) = check(Chart(case, catalogue))

    assert (finding.rule, finding.severity, finding.title) == (rule, Severity.STOP, title)
    assert finding.source


def test_a_header_shows_its_leaves(catalogue):
    (finding,) = check(Chart(Case(IN_SEASON, ("G35",)), catalogue))

    assert finding.why.startswith(
        "It is a header over 8 billable codes. Among them: G35.A Relapsing-remitting multiple sclerosis"
    )


def test_an_unknown_code_shows_what_is_spelled_alike(catalogue):
    (finding,) = check(Chart(Case(IN_SEASON, ("E11.99",)), catalogue))

    assert "E11.9 Type 2 diabetes mellitus without complications" in finding.why


@pytest.mark.parametrize(
    "case", [Case(IN_SEASON), Case(IN_SEASON, ("M17.11", "I10")), Case(IN_SEASON, lines=lines("J7325"))]
)
def test_good_codes_give_no_finding(catalogue, case):
    assert list(check(Chart(case, catalogue))) == []


def test_what_cannot_be_checked_is_said_once_a_reason(catalogue):
    case = Case(date(2026, 11, 23), ("M17.11", "I10"), lines("20610", "99213", system=System.CPT) + lines("J9999"))

    findings = list(check(Chart(case, catalogue)))

    assert [(finding.rule, finding.codes) for finding in findings] == [
        ("dx-not-checked", ("M17.11", "I10")),
        ("cpt-not-checked", ("20610", "99213")),
        ("hcpcs-not-checked", ("J9999",)),
    ]
    assert {finding.severity for finding in findings} == {Severity.INFO}
    assert findings[0].title == "Not checked on 23 Nov 2026: M17.11, I10"


def test_stops_stand_before_warnings_and_notes(catalogue):
    findings = check_case(Case(IN_SEASON, ("E11.9", "E10.9", "S52.52"), lines("99213", system=System.CPT)), catalogue)

    assert [(finding.severity, finding.rule) for finding in findings] == [
        (Severity.STOP, "dx-not-billable"),
        (Severity.WARN, "excludes1"),
        (Severity.INFO, "cpt-not-checked"),
        (Severity.INFO, "not-checked"),
    ]


@pytest.fixture
def inpatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LibraryCatalogue:
    """ICD-10-PCS of one table, fiscal year 2027."""
    monkeypatch.setattr(icd10_lists, "LEAST_CODES", 1)
    built = build_pcs_tables(write(tmp_path, "tables.xml", TABLE), tmp_path / "shelf")
    return LibraryCatalogue([ReleaseFile(built.path)])


def test_a_pcs_code_of_no_list_on_the_day_of_discharge_stops(inpatient):
    (finding,) = check(Chart(Case(date(2026, 11, 2), lines=lines("0SRC0J9", system=System.PCS)), inpatient))

    assert (finding.rule, finding.severity) == ("pcs-unknown", Severity.STOP)


def test_a_pcs_code_of_the_day_of_discharge_is_fine(inpatient):
    case = Case(date(2026, 11, 2), lines=lines("00163ZB", system=System.PCS))

    assert list(check(Chart(case, inpatient))) == []


def test_a_release_older_than_its_season_is_marked_in_the_source(catalogue):
    current, late = (check_case(Case(on, ("M17.9",)), catalogue) for on in (IN_SEASON, date(2026, 11, 2)))

    assert all("stale" not in finding.source for finding in current)
    assert any("(stale: in force to 30 Sep 2026" in finding.source for finding in late)
