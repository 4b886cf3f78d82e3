import pytest

from consultant.bootstrap import Services
from consultant.db.models import ReadLog
from consultant.services import code_releases
from tests.factories import rows
from tests.web.api.conftest import Ask

pytestmark = pytest.mark.usefixtures("library")


def test_a_code_is_told_with_its_release_and_standing_on_the_date(ask: Ask):
    sheet = ask("/codes/cm/m1711?date=2026-05-01")

    assert sheet["on"] == "2026-05-01"
    assert (sheet["card"]["code"], sheet["card"]["status"]) == ("M17.11", "billable")
    assert sheet["card"]["release"] == "ICD-10-CM FY 2026, release of 1 Apr 2026"


def test_seventh_characters_are_told_with_the_codes_that_they_make(ask: Ask):
    sevenths = ask("/codes/cm/S52.521?date=2026-05-01")["sevenths"]

    assert [one["code"] for one in sevenths][:2] == ["S52.521A", "S52.521D"]
    assert sevenths[0]["meaning"] == "initial encounter for closed fracture"


def test_a_search_is_answered_best_first_and_leaves_a_line_in_the_read_log(ask: Ask, desk: Services):
    found = ask("/codes?q=m17.11&date=2026-05-01")

    assert (found["codes"][0]["system"], found["codes"][0]["code"]) == ("cm", "M17.11")
    assert [row.what for row in rows.every(desk, ReadLog)] == ["search"]


def test_one_system_is_searched_alone(ask: Ask):
    assert {one["system"] for one in ask("/codes?q=knee&system=cm")["codes"]} == {"cm"}


def test_releases_are_listed(ask: Ask):
    assert {one["set"] for one in ask("/releases")["releases"]} >= {"cm", "hcpcs"}


def test_a_release_is_compared_with_itself_and_with_what_is_no_list_of_its_system(ask: Ask, desk: Services):
    with desk.database.reading() as tx:
        ids = {one.system.value: one.id for one in code_releases.overview(tx, clock=desk.clock)}

    same = ask(f"/releases/comparison?before={ids['cm']}&after={ids['cm']}")
    other = ask(f"/releases/comparison?before={ids['cm']}&after={ids['hcpcs']}", status=404)
    none = ask(f"/releases/comparison?before={ids['cm']}&after=999", status=404)

    assert same["changes"] == []
    assert "one system" in other["error"]
    assert "No such release" in none["error"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/codes/icd/M17.11", 404, "gone"),
        ("/codes/cm/20611", 404, "not the shape"),
        ("/codes/cm/M17.11?date=yesterday", 422, "date: Not a valid date."),
        ("/codes/cm/M17.11?date=0001-01-01", 422, "date: "),
        ("/codes", 422, "q: Missing data"),
        ("/codes/cm/M17.11?on=2026-05-01", 422, "on: Unknown field."),
        ("/codes?q=knee&system=icd", 422, "system: Must be one of"),
        ("/nothing", 404, "gone"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(ask: Ask, address: str, status: int, words: str):
    assert words in ask(address, status=status)["error"]
