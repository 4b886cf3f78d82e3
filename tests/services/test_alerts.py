from consultant.bootstrap import Services
from consultant.db.models import Alert, OutboundMail
from consultant.db.queries import checks, heartbeats, mailboxes
from consultant.domain.rights import Role
from consultant.domain.supervision import Trouble
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import alerts
from tests.factories import rows
from tests.factories.make import Make

GONE = Trouble("process", "worker", "worker", "none is running")
SILENT = Trouble("silent", "1", "questions", "no mail since Monday", grave=False)


def look(services: Services, *found: Trouble) -> int:
    with services.database.transaction() as tx:
        alerts.note(tx, found, clock=services.clock)
        return alerts.tell(tx, found, renderer=services.renderer, clock=services.clock, desk=services.desk)


def test_each_administrator_gets_one_digest_and_not_again_within_a_day(services: Services, make: Make):
    make.mailbox()
    for name in ("Ada", "Grace"):
        make.person(Role.ADMINISTRATOR, name)
    make.person(Role.CODER)
    assert look(services, GONE, SILENT) == 0, "it may end by itself"
    services.clock.forward(minutes=2)

    assert look(services, GONE, SILENT) == 2
    for _ in range(3):
        services.clock.forward(hours=7)
        assert look(services, GONE, SILENT) == 0
    services.clock.forward(hours=4)
    assert look(services, GONE, SILENT) == 2

    first = rows.every(services, OutboundMail, kind="alert")[0]
    read = parse(first.raw)
    assert isinstance(read, ParsedMail)
    assert read.subject == "The desk needs you: 2 troubles"
    for words in ("Ada,", "worker: none is running", "questions: no mail since Monday", "/health"):
        assert words in read.text


def test_what_ends_is_noted_and_told_anew_when_it_comes_again(services: Services, make: Make):
    make.mailbox()
    make.person(Role.ADMINISTRATOR)
    look(services, GONE)
    services.clock.forward(minutes=1)
    look(services)
    [row] = rows.every(services, Alert)
    assert (row.ended_at, row.told_at) == (services.clock.now(), None)

    look(services, GONE)
    services.clock.forward(minutes=2)

    assert look(services, GONE) == 1
    assert [row.told_at is None for row in rows.every(services, Alert)] == [True, False]


def test_what_is_known_takes_the_words_of_now_and_releases_are_for_the_page_alone(services: Services):
    look(services, GONE, Trouble("release", "1", "ICD-10-CM", "older than its season", grave=False))
    look(services, Trouble("process", "worker", "worker", "not heard since noon"))

    [row] = rows.every(services, Alert)
    assert row.words == "not heard since noon"


def test_without_a_mailbox_nothing_is_told_and_nothing_is_lost(services: Services, make: Make):
    make.person(Role.ADMINISTRATOR)
    look(services, GONE)
    services.clock.forward(minutes=5)
    assert look(services, GONE) == 0

    make.mailbox()

    assert look(services, GONE) == 1


def test_comparisons_are_asked_for_daily_and_old_heartbeats_forgotten(services: Services, make: Make):
    mailbox_id, now = make.mailbox(), services.clock.now()
    with services.database.transaction() as tx:
        mailboxes.connected(tx, mailbox_id, now=now)
        heartbeats.note(tx, "worker:h:1", kind="worker", host="h", began_at=now, now=now)
    services.clock.forward(hours=25)

    look(services)

    with services.database.reading() as tx:
        assert checks.is_asked(tx, mailbox_id)
        assert heartbeats.every(tx) == []
