from consultant.coding.mentions.values import Mention, Role
from consultant.coding.sets import System


def test_equal_mentions_are_one():
    one = Mention(System.CPT, "99213", ("25",), 2, Role.ASKED, 0, 8, "listed")

    assert one == Mention(System.CPT, "99213", ("25",), 2, Role.ASKED, 0, 8, "listed")
    assert len({one, one}) == 1
