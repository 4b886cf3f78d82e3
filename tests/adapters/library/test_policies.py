from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.policies import LibraryPolicies
from consultant.adapters.library.policy_building import build_coverage, build_coverage_index
from consultant.adapters.library.policy_file import PolicyFile
from consultant.coding.edits import NotHeld
from tests.adapters.library.coverage_export import ARTICLES, LCDS, NCDS, Rows, export
from tests.coding.releases.official import INDEX_HEADINGS, as_csv, write

AUGUST = date(2026, 8, 1)
NOT_HELD = [
    NotHeld(f"no release of “Medicare {words}” is installed")
    for words in (
        "national coverage determinations",
        "local coverage determinations",
        "billing and coding articles",
    )
]


def file(folder: Path, rows: Rows, effective: date | None = None) -> PolicyFile:
    return PolicyFile(build_coverage(export(folder, rows), folder / "shelf", effective=effective).path)


def index(folder: Path) -> PolicyFile:
    rows = [
        ["N\n(MAC - Part A)", shown, shown[1:], kind, "4", "08/14/2025", "", "N/A", title, "08/20/2025", "", "u"]
        for shown, kind, title in (("L33252", "LCD", "Knee, as the index has it"), ("A1", "Article", "The other knee"))
    ]
    path = write(folder, "index.csv", as_csv([INDEX_HEADINGS, *rows]))
    return PolicyFile(build_coverage_index(path, folder / "shelf").path)


@pytest.mark.parametrize("together", [True, False])
def test_each_kind_is_asked_of_the_release_that_holds_it(tmp_path: Path, together: bool):
    given = [{**LCDS, **ARTICLES}] if together else [LCDS, ARTICLES]
    policies = LibraryPolicies([file(tmp_path / str(place), rows) for place, rows in enumerate(given)])

    found = policies.policies("J7325", None, AUGUST)

    assert [(policy.kind, policy.display) for policy in found.policies] == [
        ("LCD", "L33252"),
        ("article", "A52840"),
        ("article", "A52841"),
    ]
    assert found.missing == ()


def test_a_state_leaves_what_its_contractors_issued(tmp_path: Path):
    policies = LibraryPolicies([file(tmp_path, ARTICLES)])

    assert [policy.display for policy in policies.policies("J7325", "tx", AUGUST).policies] == ["A52841"]
    assert [policy.display for policy in policies.policies("J7325", "FL", AUGUST).policies] == ["A52840"]
    assert policies.policies("J7325", "AK", AUGUST).policies == ()


def test_kinds_that_nothing_speaks_for_are_said(tmp_path: Path):
    assert LibraryPolicies([]).policies("J7325", None, AUGUST).missing == (NOT_HELD[1], NOT_HELD[2])
    assert LibraryPolicies([file(tmp_path, ARTICLES)]).policies("J7325", None, AUGUST).missing == (NOT_HELD[1],)
    assert LibraryPolicies([]).policies_about("knee", AUGUST).missing == tuple(NOT_HELD)


def test_the_export_of_the_date_answers_and_the_oldest_before_it(tmp_path: Path):
    renamed = {**ARTICLES, "article": [row | {"title": "Later"} for row in ARTICLES["article"]]}
    policies = LibraryPolicies(
        [file(tmp_path / "b", renamed, date(2026, 8, 10)), file(tmp_path / "a", ARTICLES, date(2026, 8, 1))]
    )

    for on, title in ((date(2026, 7, 15), "Spine"), (date(2026, 8, 9), "Spine"), (date(2026, 8, 10), "Later")):
        (found,) = policies.policies("J7320", None, on).policies
        assert found.title == title


def test_titles_of_the_index_stand_beside_those_of_exports(tmp_path: Path):
    policies = LibraryPolicies([file(tmp_path / "n", NCDS), file(tmp_path / "l", LCDS), index(tmp_path)])

    found = policies.policies_about("knee", AUGUST)

    assert [(policy.kind, policy.title) for policy in found.policies] == [
        ("LCD", "Knee"),
        ("NCD", "Trials on the knee"),
        ("article", "The other knee"),
    ]
    assert found.missing == ()
    assert len(policies.policies_about("knee", AUGUST, limit=1).policies) == 1
    assert policies.policies_about("  ", AUGUST).policies == ()
