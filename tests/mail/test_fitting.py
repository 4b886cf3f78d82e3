from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.compose import compose
from consultant.mail.fitting import encoded_size, fitting
from consultant.mail.letters import RenderedLetter
from consultant.mail.parsed import Address, Attachment
from tests.factories.mails import DESK

FILES = st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(["a.pdf", "Befund Köln.pdf", "x" * 150])), max_size=6)


def composed(files: list[tuple[int, str]]) -> int:
    """Return how many bytes a mail with these files has."""
    from datetime import UTC, datetime

    parts = [Attachment(name, "application/pdf", size, "", "", False, b"\xff" * size) for size, name in files]
    raw = compose(
        RenderedLetter("s", "t", "<p>t</p>"),
        sender=Address("", DESK),
        to=(Address("", "a@b.example"),),
        message_id="x@y.example",
        date=datetime(2026, 11, 24, tzinfo=UTC),
        attachments=parts,
    )
    return len(raw)


@given(FILES)
def test_no_file_takes_more_of_a_mail_than_was_counted(files: list[tuple[int, str]]):
    assert composed(files) - composed([]) <= sum(encoded_size(*file) for file in files)


def test_what_was_counted_is_near_what_it_takes():
    assert encoded_size(3_000_000, "a.pdf") < 1.003 * (composed([(3_000_000, "a.pdf")]) - composed([]))


@given(FILES, st.integers(0, 12_000))
def test_as_many_files_fit_as_can(files: list[tuple[int, str]], room: int):
    chosen = fitting(files, room)

    sizes = [encoded_size(*file) for file in files]
    left = room - sum(sizes[place] for place in chosen)
    assert left >= 0
    rest = [place for place in range(len(files)) if place not in chosen]
    if rest:
        smallest = min(rest, key=lambda place: (files[place][0], place))
        assert sizes[smallest] > left


def test_large_files_leave_room_for_small_ones():
    assert fitting([(9000, "large"), (10, "small"), (20, "small too")], 5000) == {1, 2}
