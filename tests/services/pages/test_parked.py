import pytest

from consultant.bootstrap import Services
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.mail.threads import Cause
from consultant.services.pages import parked
from tests.factories.mails import mail
from tests.factories.make import Make

CODER = Person(1, Role.CODER, "Priya Raman")


def test_every_cause_has_its_title():
    assert set(parked.TITLES) == set(Cause)


def test_what_waits_for_a_person_is_parted_from_what_the_desk_sorted(services: Services, make: Make):
    make.taken(mail("Away", subject="Out of office", Auto_Submitted="auto-replied"))
    make.taken(b"\x00\x00garbage")

    with services.database.reading() as tx:
        page = parked.show(tx, CODER, None)

    assert [one.cause for one in page.waiting] == [Cause.UNREADABLE]
    assert [one.cause for one in page.sorted_by_desk] == [Cause.AUTOMATED]
    assert page.chosen == page.waiting[0]
    assert not page.waiting[0].readable


def test_the_safe_view_escapes_text_and_makes_html_harmless(services: Services, make: Make):
    make.taken(mail("<script>alert(1)</script> & more", subject="Out of office", Auto_Submitted="auto-replied"))
    make.taken(mail("x", subject="Out", Auto_Submitted="auto-replied", html="<b>bold</b><script>alert(1)</script>"))

    with services.database.reading() as tx:
        html, text = (
            parked.safe_view(tx, CODER, one.id, blobs=services.blobs)
            for one in parked.show(tx, CODER, None).sorted_by_desk
        )

    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "<b>bold</b>" in html
    assert "script" not in html


def test_only_mail_that_was_parked_is_shown_and_only_to_the_desk(services: Services, make: Make):
    make.ticket()

    with services.database.reading() as tx:
        with pytest.raises(NotFound):
            parked.one(tx, CODER, 1)
        with pytest.raises(NotFound):
            parked.show(tx, CODER, 999)
        with pytest.raises(Forbidden):
            parked.show(tx, Person(1, Role.ASKER, "Dana"), None)
