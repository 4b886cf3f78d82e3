from collections.abc import Callable

import pytest

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Message
from consultant.poller import taking
from consultant.poller.crew import Crew
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


@pytest.mark.parametrize("hire", [Crew.in_place, Crew.of_processes])
def test_every_crew_reads_mails_and_takes_them_in_in_order(services: Services, hire: Callable[[Services], Crew]):
    make = Make(services)
    for number in range(3):
        make.stored(mail(f"Text {number}", subject="Knee", message_id=f"{number}@x.example"))
    crew = hire(services)
    crew.wait_until_up()

    taking.take_in_stored(services, 1, crew)
    crew.close()

    assert [row.state for row in rows.every(services, InboundMail)] == ["taken"] * 3
    assert [row.text.strip() for row in rows.every(services, Message)] == ["Text 0", "Text 1", "Text 2"]
