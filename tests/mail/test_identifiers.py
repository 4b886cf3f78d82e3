import pytest

from consultant.mail.identifiers import read_id, read_ids


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<a@x> <b@x>", ("a@x", "b@x")),
        ("<a@x><b@x><a@x>", ("a@x", "b@x")),
        ("<a\r\n b@x>", ("ab@x",)),
        ("a@x", ("a@x",)),
        ("Your message of Monday <a@x>", ("a@x",)),
        ("no id at all", ()),
        ("", ()),
    ],
)
def test_ids_are_read_without_their_brackets(written, read):
    assert read_ids(written) == read


def test_of_too_many_ids_the_root_and_the_nearest_are_kept():
    ids = read_ids(" ".join(f"<{index}@x>" for index in range(500)), limit=3)

    assert ids == ("0@x", "498@x", "499@x")


def test_an_id_without_a_shape_is_kept_as_written():
    assert read_id("this is no id") == "this is no id"
    assert read_id("<a@x>") == "a@x"
