from datetime import date

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Case
from tests.coding.shipped import IN_SEASON


def test_diagnoses_are_read_once_each_in_order_without_the_unknown(catalogue):
    found = Chart(Case(IN_SEASON, ("M17.11", "E11.99", "G35", "M17.11")), catalogue).diagnoses

    assert [one.code for one in found] == ["M17.11", "G35"]


def test_without_a_list_of_the_date_the_nearest_speaks(catalogue):
    (found,) = Chart(Case(date(2026, 11, 23), ("M17.11",)), catalogue).diagnoses

    assert found.code == "M17.11"
    assert found.release.label.startswith("ICD-10-CM FY 2026")
