import re

from consultant.bootstrap import Services
from consultant.services import health
from consultant.web import metrics
from tests.factories.health import AROUND, all_beat
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make


def text(services: Services) -> str:
    with services.database.reading() as tx:
        return metrics.text(health.look(tx, AROUND, clock=services.clock))


def test_every_line_is_a_sample_or_tells_of_one(sqlite_services: Services):
    make = Make(sqlite_services)
    make.answer(make.ticket())
    all_beat(sqlite_services)
    sqlite_services.clock.forward(seconds=7)

    lines = text(sqlite_services).splitlines()

    told = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    for line in lines:
        if not line.startswith("#"):
            found = re.fullmatch(r"(consultant_[a-z_]+)(\{[a-z]+=\"[a-z0-9_]+\"\})? -?[0-9.e+]+", line)
            assert found is not None, line
            assert found[1] in told
    assert 'consultant_process_heard_seconds{process="relay"} 7' in lines
    assert 'consultant_outbox_mails{state="queued"} 1' in lines
    assert "consultant_outbox_waiting_seconds 7" in lines
    assert "consultant_redis_up 1" in lines
    assert len(told) == len({line for line in lines if line.startswith("# HELP")})


def test_nothing_of_a_mail_and_no_address_is_in_the_figures(sqlite_services: Services):
    make = Make(sqlite_services)
    make.answer(make.ticket(mail("Secret words", subject="Secret subject")))

    figures = text(sqlite_services)

    for secret in (ASKER, "@", "Secret", "questions", "Dana"):
        assert secret not in figures
