from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.policy_building import build_coverage
from consultant.adapters.library.policy_file import PolicyFile
from consultant.coding.policies import CodeList, Listing
from tests.adapters.library.coverage_export import ARTICLES, export

AUGUST, MAY = date(2026, 8, 1), date(2026, 5, 1)


@pytest.fixture
def file(tmp_path: Path) -> PolicyFile:
    return PolicyFile(build_coverage(export(tmp_path, ARTICLES), tmp_path / "shelf").path)


def test_lists_say_how_they_take_a_code(file: PolicyFile):
    found = {policy.display: policy.listed for policy in file.of_code("M17.11", AUGUST)}

    assert found == {
        "A52840": (Listing(CodeList.COVERED, "1", starred=True),),
        "A52841": (Listing(CodeList.NOT_COVERED, "3", starred=False),),
    }


def test_a_range_holds_the_codes_between_its_ends(file: PolicyFile):
    assert {policy.display for policy in file.of_code("J7320", AUGUST)} == {"A52841"}
    assert {policy.display for policy in file.of_code("J7325", AUGUST)} == {"A52840", "A52841"}
    assert file.of_code("J7331", AUGUST) == []


def test_versions_that_ended_are_left_out_and_later_ones_are_marked(file: PolicyFile):
    after = {(policy.display, policy.version, policy.begun) for policy in file.of_code("J7325", AUGUST)}
    before = {(policy.display, policy.version, policy.begun) for policy in file.of_code("J7325", MAY)}

    assert after == {("A52840", "2", True), ("A52841", "7", True)}
    assert before == {("A52840", "1", True), ("A52840", "2", False), ("A52841", "7", True)}


def test_states_are_those_that_the_contractor_serves_on_the_day(file: PolicyFile):
    (spine,) = file.of_code("J7320", AUGUST)
    (earlier,) = file.of_code("J7320", date(2020, 12, 31))

    assert (spine.states, spine.contractors) == (("TX",), ("Novitas",))
    assert earlier.states == ("FL", "TX")


def test_titles_are_found_by_all_their_words(file: PolicyFile):
    assert {policy.display for policy in file.about(["KNEE", "inject"], AUGUST)} == {"A52840"}
    assert file.about(["knee", "spine"], AUGUST) == []
