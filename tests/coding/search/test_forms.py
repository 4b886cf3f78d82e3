import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.search.forms import by_root, root


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prolapsed", "prolapse"),
        ("lacerated", "laceration"),
        ("infected", "infection"),
        ("hypoplastic", "hypoplasia"),
        ("epididymal", "epididymis"),
        ("obstructive", "obstruction"),
        ("hyperglycemic", "hyperglycemia"),
    ],
)
def test_forms_of_one_word_have_one_root(one, other):
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"), [("organism", "organic"), ("arthritis", "arthrosis"), ("fibroma", "fibrosis")]
)
def test_other_things_of_one_root_stay_apart(one, other):
    assert root(one) != root(other)


def test_words_are_kept_by_their_root():
    assert by_root(["crushed", "crushing", "toe"])["crush"] == ("crushed", "crushing")


@given(st.text(alphabet=st.characters(min_codepoint=97, max_codepoint=122)))
def test_a_root_begins_its_word_or_is_made_of_its_beginning(word):
    assert root(word)[:3] == word[:3]
