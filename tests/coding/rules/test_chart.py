from datetime import date

from consultant.coding.catalogue import Answer, NotChecked
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Case, Line
from consultant.coding.sets import System
from tests.coding.shipped import IN_SEASON


def test_diagnoses_are_read_once_each_in_order_without_the_unknown(catalogue):
    found = Chart(Case(IN_SEASON, ("M17.11", "E11.99", "G35", "M17.11")), catalogue).diagnoses

    assert [one.code for one in found] == ["M17.11", "G35"]


def test_without_a_list_of_the_date_the_nearest_speaks(catalogue):
    (found,) = Chart(Case(date(2026, 11, 23), ("M17.11",)), catalogue).diagnoses

    assert found.code == "M17.11"
    assert found.release.label.startswith("ICD-10-CM FY 2026")


def test_each_code_is_asked_once():
    asked: list[str] = []

    class Counting:
        def ask(self, system: System, code: str, on: date) -> Answer:
            asked.append(code)
            return NotChecked(system, code, "nothing is installed")

    chart = Chart(Case(IN_SEASON, ("I10",)), Counting())  # type: ignore[arg-type]

    assert chart.ask(System.CM, "I10") is chart.ask(System.CM, "I10")
    assert list(chart.diagnoses) == []
    assert asked == ["I10"]


def test_procedures_are_named_once_each_in_order(catalogue):
    case = Case(IN_SEASON, lines=(Line(System.CPT, "20610"), Line(System.CPT, "11042"), Line(System.CPT, "20610")))

    assert Chart(case, catalogue).procedures == ("20610", "11042")


def test_the_code_editor_names_manifestations_too(desk):
    (told,) = Chart(Case(IN_SEASON, ("M02.9",)), desk).diagnoses

    assert Chart(Case(IN_SEASON, ("M02.9",)), desk).is_manifestation(told)
