import pytest

from consultant.coding.rules.services import is_never_visit, is_preventive, is_surgery, is_vaccination, is_visit


@pytest.mark.parametrize("code", ["99213", "99285", "99397", "92014", "G0439", "98005"])
def test_a_visit_is_one_and_is_no_procedure(code):
    assert (is_visit(code), is_never_visit(code), is_surgery(code)) == (True, False, False)


@pytest.mark.parametrize("code", ["20610", "71046", "80053", "00100", "J1885", "96372", "97110"])
def test_a_procedure_a_test_and_a_drug_are_no_visits(code):
    assert (is_visit(code), is_never_visit(code)) == (False, True)


def test_what_may_go_either_way_is_neither():
    assert [(is_visit(code), is_never_visit(code)) for code in ("90791", "G2211", "0001F")] == [(False, False)] * 3


def test_vaccines_and_services_of_part_b_are_preventive():
    assert all(map(is_preventive, ["G0008", "90471", "90670", "G0439", "77067", "99406"]))
    assert not any(map(is_preventive, ["20610", "99213", "J1885", "77066"]))
    assert (is_vaccination("90670"), is_vaccination("G0439")) == (True, False)
