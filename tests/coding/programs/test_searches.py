import pytest

from consultant.coding.programs.searches import searching
from consultant.errors import UserError


def test_a_query_is_answered_best_first_with_the_time_that_it_took(catalogue):
    answer = searching(catalogue)({"query": "M17.11", "date": "2026-05-01", "limit": 3})

    assert (answer["codes"][0]["system"], answer["codes"][0]["code"]) == ("icd10cm", "M17.11")
    assert answer["ms"] >= 0


@pytest.mark.parametrize(
    "given", [{}, {"query": "x", "system": "icd"}, {"query": "x", "limit": 0}, {"query": "x", "date": 1}]
)
def test_what_cannot_be_asked_is_refused(catalogue, given):
    with pytest.raises(UserError):
        searching(catalogue)(given)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("E11.9 knee", "E11.9"),
        ("m1711 right knee pain", "M17.11"),
        ("J7325 hyaluronan", "J7325"),
    ],
)
def test_a_code_that_is_written_beside_words_stands_first_and_once(catalogue, query, first):
    codes = searching(catalogue)({"query": query, "date": "2026-05-01", "limit": 5})["codes"]

    assert (codes[0]["code"], codes[0]["why"]) == (first, "the code itself")
    assert [one["code"] for one in codes].count(first) == 1
