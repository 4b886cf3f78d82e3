"""An asker with a ticket, its link, and a browser in which a code has opened it."""

import pytest

from consultant.bootstrap import Services
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.services.test_thread_access import token_for
from tests.web.askers import FILE, let_in
from tests.web.conftest import Browser


@pytest.fixture
def ticket_id(make: Make) -> int:
    return make.ticket(mail(files=(("claim.bin", FILE),), message_id="a@asker.example"))


@pytest.fixture
def address(desk: Services, ticket_id: int) -> str:
    return f"/t/{token_for(desk, ticket_id)}"


@pytest.fixture
def asker(stranger: Browser, desk: Services, address: str) -> Browser:
    """A browser in which a code has opened the thread."""
    return let_in(stranger, desk, address)
