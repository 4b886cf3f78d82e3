from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.search.analogy import analogies, by_analogy
from consultant.coding.search.index import WordIndex
from consultant.coding.search.question import analogous, readings
from tests.factories.phrases import phrases, titled

PAIRS = [
    ("Disorder of 8th cranial nerve", "Disorders of acoustic nerve"),
    ("Contact with meat grinder", "Contact with powered kitchen appliance"),
    ("Shoshin disease", "Wet beriberi"),
]
KNOWN = analogies(PAIRS)


def test_the_words_that_differ_mean_the_same():
    assert ["injury", "nerve", "acoustic"] in [
        [word for word in said if word in ("injury", "nerve", "acoustic")]
        for said in by_analogy(["injury", "8th", "cranial", "nerve"], KNOWN)
    ]


def test_what_most_codes_tell_comes_first_of_what_replaces_as_much():
    told = [("Cocaine use disorder, mild", "Cocaine abuse"), ("Opioid use disorder, mild", "Opioid abuse")]
    known = analogies([("Mild disorder of the heart", "Heart trouble"), *told])

    assert by_analogy(["sedative", "disorder", "mild"], known)[0] == ["sedative", "abuse"]


def test_words_of_asking_are_no_part_of_an_analogy():
    known = analogies([("Pain whose cause is unknown", "Pain of unknown origin")])

    assert by_analogy(["ache", "cause"], known) == [["ache", "origin"]]


def test_what_no_official_phrase_says_together_is_not_asked():
    index = WordIndex(phrases(titled("A1", "Disorders of nerve"), titled("B1", "Injury of gland")))
    index.listing.analogies = analogies([("Loss of nerve", "Nerve gland"), ("Loss of nerve", "Disorders of nerve")])
    (reading, *_) = readings("loss of nerve", index)

    assert [sorted(one.weights) for one in analogous(reading, index)] == [["disorder", "nerve"]]


def test_only_whole_analogies_apply():
    assert by_analogy(["injury", "8th"], KNOWN) == []


def test_texts_without_a_common_word_are_no_analogy():
    assert by_analogy(["shoshin"], KNOWN) == []


def test_a_question_is_asked_again_in_the_words_of_the_titles():
    index = WordIndex(
        phrases(
            titled("H93.3", "Disorders of acoustic nerve"),
            titled("H93.3", "Disorder of 8th cranial nerve"),
            titled("S04.6", "Injury of acoustic nerve"),
        )
    )
    index.listing.analogies = KNOWN
    (reading, *_) = readings("injury of 8th cranial nerve", index)

    assert {"injury", "acoustic", "nerve"} <= set(analogous(reading, index)[0].weights)


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5),
    st.lists(st.text(max_size=8), max_size=6),
)
def test_any_texts_have_analogies_or_none(pairs, said):
    for other in by_analogy(said, analogies(pairs)):
        assert isinstance(other, list)
