import numpy as np

from consultant.coding.search.index import WordIndex
from consultant.coding.search.matching import INHERITED, bags, matched
from consultant.coding.search.question import readings
from tests.factories.phrases import phrases, titled

INDEX = WordIndex(
    phrases(
        titled("S52", "Fracture of forearm"),
        titled("S52.5", "Fracture of lower end of radius (distal)", parent=0),
        titled("K92", "Gastrointestinal hemorrhage"),
    )
)


def test_each_row_explains_the_words_that_it_holds():
    (reading, *_) = readings("forearm fracture", INDEX)
    explained, covered = matched(reading, INDEX)

    assert np.isclose(explained[0], reading.total)
    assert np.isclose(covered[0], INDEX.row_weights[0])
    assert 0 < explained[1] < explained[0]
    assert explained[2] == 0


def test_a_word_in_brackets_explains_and_covers_nothing():
    (reading, *_) = readings("distal", INDEX)
    explained, covered = matched(reading, INDEX)

    assert explained[1] > 0
    assert covered[1] == 0


def test_words_of_one_meaning_count_once():
    index = WordIndex(phrases(titled("K92", "Hemorrhage or bleeding")))
    (reading, *_) = readings("bleeding", index)
    explained, _ = matched(reading, index)

    assert np.isclose(explained[0], reading.total)


def test_a_bag_holds_what_stands_above_for_less():
    (reading, *_) = readings("forearm", INDEX)
    held, _ = bags(reading, INDEX)

    assert np.isclose(held[0], reading.total)
    assert np.isclose(held[1], INHERITED * reading.total)
    assert held[2] == 0


def test_a_part_of_the_body_alone_is_not_what_is_asked_about():
    index = WordIndex(phrases(titled("M10", "Gout of foot"), titled("S92", "Fracture of foot")))
    (reading, *_) = readings("gout foot", index)

    _, about = bags(reading, index)

    assert list(about) == [True, False]


def test_a_word_that_two_terms_stand_for_covers_its_row_once():
    index = WordIndex(phrases(titled("M79", "Pain of leg and hand"), titled("M80", "Other disorder")))
    (reading, *_) = readings("leg shin calf", index)
    _, covered = matched(reading, index)
    (once, *_) = readings("leg", index)

    assert np.isclose(covered[0], matched(once, index)[1][0])
