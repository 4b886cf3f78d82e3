from dataclasses import replace

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import Attachment, DraftFile, LetterCopy, Mailbox, OutboundMail, OutboundRecipient
from consultant.domain.desk import Desk
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound, StaleReply, UserError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import files, parcels, replies, resending
from consultant.services.parcels import Parcel
from tests.factories import rows
from tests.factories.mails import ASKER
from tests.factories.make import Make

SMALL, LARGE = b"%PDF-1.4 small", b"\xff" * 400_000


@pytest.fixture
def ticket_id(make: Make) -> int:
    return make.ticket()


@pytest.fixture
def coder(make: Make) -> Person:
    return make.person(Role.CODER, "Priya Raman")


@pytest.fixture
def narrow(services: Services) -> Desk:
    """A desk whose mails have 300,000 bytes at most."""
    return replace(services.desk, max_send_bytes=300_000)


def added(services: Services, coder: Person, ticket_id: int, name: str, content: bytes) -> int:
    sha256 = services.blobs.put(content)
    with services.database.transaction() as tx:
        return parcels.add(
            tx, coder, ticket_id, name, "application/pdf", size=len(content), sha256=sha256, clock=services.clock
        )


def waiting(services: Services, coder: Person, ticket_id: int, desk: Desk | None = None) -> tuple[Parcel, ...]:
    with services.database.reading() as tx:
        return parcels.waiting(tx, coder, ticket_id, desk=desk or services.desk)


def sent(
    services: Services, coder: Person, ticket_id: int, *, desk: Desk | None = None, seen: frozenset[int] | None = None, **more: str
) -> int:  # fmt: skip
    desk = desk or services.desk
    leaving = waiting(services, coder, ticket_id, desk)
    answer = replies.Answer(
        ticket_id,
        more.get("text", "Take M17.11."),
        (),
        more.get("form_key", "form with files"),
        10**9,
        10**9,
        "waiting" if "back" in more else "answered",
        files=leaving,
        contents=parcels.contents(leaving, blobs=services.blobs),
        seen_files=frozenset(one.id for one in leaving) if seen is None else seen,
    )
    with services.database.transaction() as tx:
        return replies.submit(
            tx, coder, answer, catalogue=services.library, renderer=services.renderer, clock=services.clock, desk=desk
        ).outbound_id


def read(services: Services, outbound_id: int) -> ParsedMail:
    mail = parse(rows.outbound_mail(services, outbound_id).raw)
    assert isinstance(mail, ParsedMail)
    return mail


def test_a_file_leaves_with_the_answer_and_stands_in_the_thread(services: Services, coder: Person, ticket_id: int):
    added(services, coder, ticket_id, "Befund Köln.pdf", SMALL)

    letter = read(services, sent(services, coder, ticket_id))

    assert [(one.filename, one.content_type, one.content) for one in letter.attachments] == [
        ("Befund Köln.pdf", "application/pdf", SMALL)
    ]
    message = rows.messages(services, ticket_id)[-1]
    [row] = rows.every(services, Attachment, message_id=message.id)
    assert (row.filename, row.size, services.blobs.get(row.sha256)) == ("Befund Köln.pdf", len(SMALL), SMALL)
    with services.database.reading() as tx:
        assert files.attachment(tx, row.id, blobs=services.blobs).content == SMALL
    assert rows.every(services, DraftFile) == []


def test_what_does_not_fit_leaves_as_a_link_that_the_letter_lists(
    services: Services, coder: Person, ticket_id: int, narrow: Desk
):
    added(services, coder, ticket_id, "large.pdf", LARGE)
    added(services, coder, ticket_id, "small.pdf", SMALL)
    assert [one.attached for one in waiting(services, coder, ticket_id, narrow)] == [False, True]

    outbound_id = sent(services, coder, ticket_id, desk=narrow)

    letter = read(services, outbound_id)
    assert [one.filename for one in letter.attachments] == ["small.pdf"]
    assert "large.pdf (400 KB)" in letter.text
    large = next(row for row in rows.every(services, Attachment) if row.filename == "large.pdf")
    assert f"/files/{large.sha256[:32]}" in letter.text
    assert f"/files/{large.sha256[:32]}" in letter.html
    assert len(rows.outbound_mail(services, outbound_id).raw) <= narrow.max_send_bytes
    message = rows.messages(services, ticket_id)[-1]
    assert {row.filename for row in rows.every(services, Attachment, message_id=message.id)} == {
        "large.pdf",
        "small.pdf",
    }


def test_a_question_back_lists_its_links_too(services: Services, coder: Person, ticket_id: int, narrow: Desk):
    added(services, coder, ticket_id, "large.pdf", LARGE)

    letter = read(services, sent(services, coder, ticket_id, desk=narrow, back="yes"))

    assert "large.pdf (400 KB)" in letter.text


def test_the_preview_shows_the_very_letter(services: Services, coder: Person, ticket_id: int, narrow: Desk):
    added(services, coder, ticket_id, "large.pdf", LARGE)
    with services.database.reading() as tx:
        shown = replies.preview(
            tx, coder, ticket_id, "Take M17.11.", renderer=services.renderer, clock=services.clock, desk=narrow
        )

    letter = read(services, sent(services, coder, ticket_id, desk=narrow))

    assert letter.text.split() == shown.text.split()
    assert letter.html.split() == shown.html.split()


def test_the_limit_of_the_mail_server_counts_where_it_is_known(services: Services, coder: Person, ticket_id: int):
    added(services, coder, ticket_id, "large.pdf", LARGE)
    assert waiting(services, coder, ticket_id)[0].attached

    with services.database.transaction() as tx:
        tx.execute(update(Mailbox).values(smtp_max_bytes=300_000))

    assert not waiting(services, coder, ticket_id)[0].attached


def test_a_text_beyond_the_limit_is_refused_before_anything_leaves(services: Services, coder: Person, ticket_id: int):
    with pytest.raises(UserError, match="Shorten the text"):
        sent(services, coder, ticket_id, desk=replace(services.desk, max_send_bytes=100_000), text="word " * 20_000)

    assert rows.every(services, OutboundMail) == []


def test_a_copy_of_the_letter_that_leaves_the_links_out_is_passed_over(
    services: Services, make: Make, coder: Person, ticket_id: int, narrow: Desk
):
    added(services, coder, ticket_id, "large.pdf", LARGE)
    boss = make.person(Role.ADMINISTRATOR)
    with services.database.transaction() as tx:
        tx.add(
            LetterCopy(
                letter="answer",
                number=1,
                active=True,
                subject="Answer",
                text="{{ letter.body }}",
                html="<p>{{ letter.body }}</p>",
                made_by=boss.user_id,
                made_at=services.clock.now(),
            )
        )

    outbound_id = sent(services, coder, ticket_id, desk=narrow)

    assert rows.outbound_mail(services, outbound_id).letter_version.startswith("shipped")
    assert "/files/" in read(services, outbound_id).text


def test_what_leaves_is_what_the_page_showed(services: Services, coder: Person, ticket_id: int):
    one = added(services, coder, ticket_id, "one.pdf", SMALL)

    for seen in (frozenset[int](), frozenset({one, one + 1})):
        with pytest.raises(StaleReply, match="files of this answer have changed"):
            sent(services, coder, ticket_id, seen=seen)

    assert len(rows.every(services, DraftFile)) == 1


def test_the_same_form_twice_sends_its_files_once(services: Services, coder: Person, ticket_id: int):
    one = added(services, coder, ticket_id, "one.pdf", SMALL)

    first = sent(services, coder, ticket_id)

    assert sent(services, coder, ticket_id, seen=frozenset({one})) == first


def test_taking_an_answer_back_brings_its_files_back(services: Services, coder: Person, ticket_id: int):
    added(services, coder, ticket_id, "one.pdf", SMALL)
    outbound_id = sent(services, coder, ticket_id)

    with services.database.transaction() as tx:
        replies.withdraw(tx, coder, outbound_id, clock=services.clock)

    assert [(one.filename, one.size) for one in waiting(services, coder, ticket_id)] == [("one.pdf", len(SMALL))]
    again = sent(services, coder, ticket_id, form_key="another form")
    assert [one.filename for one in read(services, again).attachments] == ["one.pdf"]


def test_writing_a_refused_answer_anew_brings_its_files_back_once(services: Services, coder: Person, ticket_id: int):
    added(services, coder, ticket_id, "one.pdf", SMALL)
    outbound_id = sent(services, coder, ticket_id)
    with services.database.transaction() as tx:
        tx.execute(update(OutboundRecipient).values(state="refused", answer="550 no"))
        tx.execute(update(OutboundMail).values(state="refused"))

    for _ in range(2):
        with services.database.transaction() as tx:
            resending.edit(tx, coder, outbound_id, {ASKER: ASKER}, clock=services.clock)

    assert [one.filename for one in waiting(services, coder, ticket_id)] == ["one.pdf"]


def test_an_answer_takes_ten_files(services: Services, coder: Person, ticket_id: int):
    for number in range(10):
        added(services, coder, ticket_id, f"{number}.pdf", SMALL)

    with pytest.raises(UserError, match="takes 10 files"):
        added(services, coder, ticket_id, "more.pdf", SMALL)


def test_files_are_for_who_may_answer_and_for_tickets_that_are_there(
    services: Services, make: Make, coder: Person, ticket_id: int
):
    with pytest.raises(Forbidden):
        added(services, Person(coder.user_id, Role.ASKER, "Dana"), ticket_id, "one.pdf", SMALL)
    with pytest.raises(NotFound):
        added(services, coder, 999, "one.pdf", SMALL)


def test_a_file_is_taken_out_by_who_put_it_in_alone(services: Services, make: Make, coder: Person, ticket_id: int):
    one = added(services, coder, ticket_id, "one.pdf", SMALL)
    with services.database.transaction() as tx:
        parcels.remove(tx, make.person(), ticket_id, one)
    assert len(waiting(services, coder, ticket_id)) == 1

    with services.database.transaction() as tx:
        parcels.remove(tx, coder, ticket_id, one)

    assert waiting(services, coder, ticket_id) == ()
