import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.words import LONGEST, MOST, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Right KNEE, right knee", ["right", "knee"]),
        ("Is M17.11 right?", ["m17.11", "is", "m17", "11", "right"]),
        ("Ménière’s disease", ["meniere", "disease"]),
        ("a I %  \0", []),
        ("99213-25", ["99213-25", "99213", "25"]),
    ],
)
def test_words_are_what_people_search_for(text: str, words: list[str]):
    assert words_of(text) == words


@given(st.text(max_size=500))
def test_words_are_short_different_and_fit_for_a_column(text: str):
    words = words_of(text)

    assert len(set(words)) == len(words) <= MOST
    assert all(0 < len(word) <= LONGEST and "\0" not in word for word in words)
    assert words_of(" ".join(words)) is not None
