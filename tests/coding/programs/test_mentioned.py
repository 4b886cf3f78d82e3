import pytest

from consultant.coding.programs.mentioned import mentioning, words
from consultant.errors import UserError


def test_a_text_is_answered_with_its_codes(catalogue):
    (found,) = mentioning(catalogue)({"text": "Bill 20610-RT"})["mentions"]

    assert (found["system"], found["code"], found["modifiers"]) == ("cpt", "20610", ["RT"])


def test_what_is_no_text_is_refused_by_name():
    with pytest.raises(UserError, match='"text" must be given'):
        words({"text": 1}, "text")
