from consultant.bootstrap import Services
from consultant.db.queries import files
from tests.factories.mails import mail
from tests.factories.make import Make

HASH = "a" * 64


def test_what_is_known_of_a_file_is_noted_once(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        files.add(tx, HASH, now=now, infection=None, text="first", remark=None, pages=["b" * 64])
        files.add(tx, HASH, now=now, infection="x", text="second", remark=None, pages=[])

    with services.database.reading() as tx:
        kept = files.get(tx, HASH)
        assert kept is not None
        assert (kept.text, kept.infection, kept.pages) == ("first", None, ["b" * 64])
        assert files.known(tx, [HASH, "c" * 64]) == {HASH}
        assert files.get(tx, "c" * 64) is None


def test_texts_of_a_ticket_come_in_order_and_once(services: Services, make: Make):
    ticket_id = make.ticket(mail(files=(("a.bin", b"one"), ("b.bin", b"two"), ("c.bin", b"one"))))
    now = services.clock.now()
    with services.database.transaction() as tx:
        for data, text in ((b"two", "second"), (b"one", "first")):
            import hashlib

            files.add(tx, hashlib.sha256(data).hexdigest(), now=now, infection=None, text=text, remark=None, pages=[])

    with services.database.reading() as tx:
        assert files.texts(tx, ticket_id) == ["first", "second"]
        assert files.texts(tx, 987) == []
