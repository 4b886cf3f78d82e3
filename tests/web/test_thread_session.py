import pytest
from flask import Flask, Response

from consultant.bootstrap import Services
from consultant.errors import NotFound
from consultant.services.thread_access import Asker
from consultant.web import thread_session
from tests.factories.make import Make
from tests.services.test_thread_access import asker_of, asks, token_for, tries


@pytest.fixture
def token(desk: Services, make: Make) -> str:
    return token_for(desk, make.ticket())


@pytest.fixture
def asker(desk: Services, token: str) -> Asker:
    return asker_of(desk, token)


def cookie(app: Flask, asker: Asker, opened: int) -> str:
    """Return what a browser is given."""
    with app.test_request_context():
        answer = Response()
        thread_session.begin(answer, asker, opened, https=False)
    return answer.headers["Set-Cookie"].partition(";")[0]


def entered(app: Flask, token: str, held: str) -> Asker | None:
    with app.test_request_context(f"/t/{token}", headers={"Cookie": held}):
        return thread_session.enter(token)


def test_a_used_code_lets_its_browser_in(app: Flask, desk: Services, token: str, asker: Asker):
    opened = tries(desk, asker, asks(desk, asker) or "")
    assert opened is not None

    assert entered(app, token, cookie(app, asker, opened)) == asker
    assert entered(app, token, "") is None


def test_a_code_that_nobody_used_lets_nobody_in(app: Flask, desk: Services, token: str, asker: Asker):
    asks(desk, asker)

    assert entered(app, token, cookie(app, asker, 1)) is None


def test_a_cookie_counts_under_its_own_name_alone(app: Flask, desk: Services, make: Make, token: str, asker: Asker):
    opened = tries(desk, asker, asks(desk, asker) or "")
    other_token = token_for(desk, make.ticket(subject="Hip"))
    other = asker_of(desk, other_token)
    assert opened is not None
    value = cookie(app, asker, opened).partition("=")[2]

    assert entered(app, other_token, f"consultant_thread_{other.ticket_id}_{other.person_id}={value}") is None


def test_a_forged_link_is_not_found_before_any_cookie_is_looked_at(app: Flask):
    with pytest.raises(NotFound):
        entered(app, "x" * 48, "consultant_thread_1_1=x")


def test_somebody_is_who_holds_a_session_for_the_link_of_the_request(
    app: Flask, desk: Services, token: str, asker: Asker
):
    opened = tries(desk, asker, asks(desk, asker) or "")
    assert opened is not None
    held = {"Cookie": cookie(app, asker, opened)}
    seen = []
    for path, headers in ((f"/t/{token}", held), (f"/t/{token}", {}), ("/t/forged", held), ("/", held)):
        with app.test_request_context(path, headers=headers):
            seen.append(thread_session.somebody())

    assert seen == [True, False, False, False]
