from consultant.coding.search.names import other_names
from consultant.coding.search.rank import OTHER_NAME, search
from consultant.coding.search.words import words
from consultant.coding.sets import System
from tests.coding.shipped import IN_SEASON


def test_every_name_is_one_of_a_code_of_the_list(catalogue):
    strange = [code for code in other_names() if not catalogue.listed(System.CM, code)]

    assert strange == []


def test_every_name_says_something():
    assert all(words(name) for names in other_names().values() for name in names)


def test_a_name_that_the_list_does_not_print_finds_its_code_and_says_so(catalogue):
    first, *_ = search("cornu cutaneum", catalogue, on=IN_SEASON)

    assert first.code == "L85.8"
    assert first.why.startswith(OTHER_NAME)


def test_a_name_that_the_list_prints_is_its_own_text(catalogue):
    first, *_ = search("Bronzed diabetes", catalogue, on=IN_SEASON)

    assert first.code == "E83.110"
    assert first.why == "Bronzed diabetes"
