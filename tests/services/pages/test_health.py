import pytest

from consultant.bootstrap import Services
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden
from consultant.services import alerts
from consultant.services.pages import health as page
from tests.factories.health import AROUND, all_beat
from tests.factories.make import Make
from tests.services.test_alerts import GONE


def test_the_page_shows_what_lasts_and_what_is_over_for_a_week(services: Services, make: Make):
    coder = make.person()
    for found in ((GONE,), ()):
        with services.database.transaction() as tx:
            alerts.note(tx, found, clock=services.clock)
    all_beat(services)

    with services.database.reading() as tx:
        shown = page.show(tx, coder, AROUND, clock=services.clock)
    assert shown.troubles == ()
    assert [row.words for row in shown.ended] == ["none is running"]

    services.clock.forward(hours=8 * 24)
    with services.database.reading() as tx:
        assert page.show(tx, coder, AROUND, clock=services.clock).ended == ()


def test_an_asker_sees_nothing(services: Services):
    with pytest.raises(Forbidden), services.database.reading() as tx:
        page.show(tx, Person(1, Role.ASKER, "x"), AROUND, clock=services.clock)
