import pytest

from consultant.coding.rules.sides import Side, apart_from_side, side_of


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Pain in right knee", Side.RIGHT),
        ("Age-related nuclear cataract, bilateral", Side.BOTH),
        ("Pain in unspecified knee", Side.UNSAID),
        ("Left ventricular failure, unspecified", None),
        ("Right lower quadrant pain", None),
        ("Hemiplegia, unspecified affecting left dominant side", None),
        ("Essential (primary) hypertension", None),
    ],
)
def test_the_side_of_a_text(text, side):
    assert side_of(text) is side


def test_texts_that_differ_in_their_side_alone_are_equal_apart_from_it():
    right = apart_from_side("Unilateral primary osteoarthritis, right knee", Side.RIGHT)

    assert right == apart_from_side("Bilateral primary osteoarthritis of knee", Side.BOTH)
    assert right == apart_from_side("Unilateral primary osteoarthritis, unspecified knee", Side.UNSAID)
    assert right != apart_from_side("Unilateral post-traumatic osteoarthritis, right knee", Side.RIGHT)
