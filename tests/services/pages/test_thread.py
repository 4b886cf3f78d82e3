from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.sending import Delivery
from consultant.services.pages import thread
from consultant.services.pages.marks import Piece

NOW = datetime(2026, 9, 2, 12, 0, tzinfo=UTC)


@dataclass
class Message:
    """A row as the query hands it over."""

    id: int
    at: datetime
    source: str = "asker"
    kind: str = "human"
    why_here: str = "because"
    subject: str = "Knee"
    text: str = "Hello"
    visible: str = "Hello"
    has_html: bool = False
    loss: str | None = None
    copied: str | None = None
    inbound_id: int | None = 1
    who: str | None = "Dana"
    address: str | None = "dana@x.example"
    user_id: int | None = None
    colleague: str | None = None
    outbound_id: int | None = None
    sending: str | None = None
    not_before: datetime | None = None
    attempts: int | None = None
    last_answer: str | None = None
    reason: str | None = None
    findings: list[dict[str, str]] | None = None


@dataclass
class Row:
    """Any other row."""

    id: int = 0
    at: datetime = NOW
    name: str | None = "Priya"
    user_id: int = 1
    text: str = "note"
    actor: str = "user"
    what: str = "assigned"
    detail: dict[str, Any] = field(default_factory=dict)
    message_id: int = 1
    filename: str = "a.pdf"
    content_type: str = "application/pdf"
    size: int = 1
    inline: bool = False
    looked_at: datetime | None = None
    infection: str | None = None
    remark: str | None = None
    pages: list[str] | None = None
    outbound_id: int = 5
    address: str = "dana@x.example"
    field: str = "to"
    state: str = "queued"
    answer: str | None = None


def assemble(messages=(), files=(), recipients=(), notes=(), events=(), read=None):
    return thread.assemble(messages, files, recipients, notes, events, read=read or {})


def test_everything_stands_in_the_order_in_which_it_happened():
    minute = timedelta(minutes=1)

    entries = assemble(
        messages=[Message(2, NOW + 3 * minute), Message(1, NOW)],
        notes=[Row(id=9, at=NOW + 2 * minute)],
        events=[Row(id=7, at=NOW + minute)],
    )

    assert [(type(entry), entry.id) for entry in entries] == [
        (thread.MessageEntry, 1),
        (thread.EventEntry, 7),
        (thread.NoteEntry, 9),
        (thread.MessageEntry, 2),
    ]


def test_history_does_not_repeat_what_the_conversation_shows():
    entries = assemble(events=[Row(id=1, what="note"), Row(id=2, what="lookups"), Row(id=3, what="state")])

    assert [entry.id for entry in entries] == [3]


def test_small_pictures_in_the_text_are_no_files_of_a_message():
    small = Row(id=2, inline=True, content_type="image/png", size=900)
    scan = Row(id=4, inline=True, content_type="image/png", size=90_000)
    pdf = Row(id=5, inline=True)

    (entry,) = assemble(messages=[Message(1, NOW)], files=[Row(id=1), small, Row(id=3, message_id=99), scan, pdf])

    assert [file.id for file in entry.files] == [1, 4, 5]


def test_a_file_that_was_looked_at_may_be_shown_and_an_infected_one_is_held_back():
    rows = [
        Row(id=1, text=None),
        Row(id=2, looked_at=NOW, text=12),
        Row(id=3, looked_at=NOW, text=None, pages=["a"]),
        Row(id=4, looked_at=NOW, text=None, content_type="image/png"),
        Row(id=5, looked_at=NOW, text=None),
        Row(id=6, looked_at=NOW, infection="Test.Virus", pages=["a"]),
        Row(id=7, looked_at=NOW, text=None, content_type="image/png", remark="it is no picture"),
        Row(id=8, looked_at=NOW, text=None, content_type="image/png", inline=True, size=900, infection="Test.Virus"),
    ]

    (entry,) = assemble(messages=[Message(1, NOW)], files=rows)

    assert [(file.shown, file.infection) for file in entry.files] == [
        (False, None),
        (True, None),
        (True, None),
        (True, None),
        (False, None),
        (False, "Test.Virus"),
        (False, None),
        (False, "Test.Virus"),
    ]


def test_a_mail_of_ours_shows_what_became_of_it_for_each_recipient():
    ours = Message(
        1, NOW, source="desk", colleague="Priya", outbound_id=5, sending="unknown", not_before=NOW, attempts=1
    )

    (entry,) = assemble(
        messages=[ours], recipients=[Row(state="sent"), Row(state="unknown", answer="line lost", address="b@x.example")]
    )

    assert entry.who == "Priya"
    assert entry.sending.state is Delivery.UNKNOWN
    assert [(one.address, one.state) for one in entry.sending.recipients] == [
        ("dana@x.example", Delivery.SENT),
        ("b@x.example", Delivery.UNKNOWN),
    ]


def test_a_message_is_shown_with_its_marks_or_as_it_is():
    marked = (Piece("Hel"), Piece("lo", marked=True))

    first, second = assemble(messages=[Message(1, NOW), Message(2, NOW)], read={1: marked})

    assert first.pieces == marked
    assert second.pieces == (Piece("Hello"),)


def test_somebody_without_a_name_is_called_by_address():
    (entry,) = assemble(messages=[Message(1, NOW, who="")])

    assert entry.who == "dana@x.example"


def test_only_what_says_more_is_folded():
    assert thread.folded("Hello\n\n> quoted", "Hello") == "Hello\n\n> quoted"
    assert thread.folded("Hello  there\n", "Hello there") is None


@given(st.text(max_size=200))
def test_a_text_that_is_all_visible_is_never_folded(text: str):
    assert thread.folded(text, text) is None


def test_an_answer_that_left_against_a_stop_says_why():
    found = [{"severity": "stop", "title": "M17.1 is not billable"}, {"severity": "info", "title": "A note"}]

    [entry] = assemble([Message(1, NOW, source="desk", reason="The payer asks for it.", findings=found)])

    assert isinstance(entry, thread.MessageEntry)
    assert entry.against == thread.Against(("M17.1 is not billable",), "The payer asks for it.")
