import pytest

from consultant.coding.stated_place import places


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("done at POS 22 that day", ["22"]),
        ("the patient was seen in the office", ["11"]),
        ("an office visit in May", ["11"]),
        ("telehealth from her home, 99213-95", ["10"]),
        ("presented to the ED with chest pain", ["23"]),
        ("cataract at the ASC", ["24"]),
        ("resident in a SNF", ["31"]),
        ("surgery as hospital inpatient", ["21"]),
        ("urgent care visit", ["20"]),
        ("POS 10, seen in the office", ["10", "11"]),
        ("seen in the office, then sent to the ER", []),
        ("call me at my office", []),
        ("our office billed it", []),
        ("the ED physician group asks", []),
        ("not in the office", []),
        ("is it POS 11 if seen at home", ["11"]),
        ("Is that different if done in the ASC?", []),
        ("home health nurse", []),
    ],
)
def test_a_place_is_told_by_digits_or_by_words_that_mean_one(text, said):
    assert [one.value for one in places(text)] == said
