from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from consultant.adapters.tokens import PURPOSE, Tokens
from consultant.bootstrap import Services, providers
from consultant.db.models import Mailbox, MailboxGrant
from consultant.domain.authorisations import Login
from consultant.domain.rights import Role
from consultant.web.app import create_app
from tests.adapters.test_oauth import agree
from tests.factories import rows
from tests.factories.make import Make
from tests.servers.tokens import TokenServer
from tests.web.conftest import Browser

BACK = "/mailboxes/authorised"


@pytest.fixture
def desk(desk: Services, token_server: TokenServer) -> Services:
    """The desk is known to both providers."""
    settings = desk.settings.model_copy(update={"google": token_server.google(), "microsoft": token_server.microsoft()})
    tokens = Tokens(desk.database, desk.keys, desk.clock, providers(settings))
    return replace(desk, settings=settings, tokens=tokens)


@pytest.fixture
def app(desk: Services) -> Iterator[Flask]:
    made = create_app(desk)
    made.testing = False
    yield made
    made.extensions["consultant"].hub.stop()


@pytest.fixture
def administrator(sign_in: Callable[..., Browser]) -> Browser:
    return sign_in(Role.ADMINISTRATOR, "Ada Admin")


@pytest.fixture
def mailbox_id(make: Make) -> int:
    return make.mailbox(login=Login.GOOGLE, secret=None, username="questions@desk.example")


def begin(browser: Browser, mailbox_id: int, login: str = "google") -> str:
    """Press the button; return the address of the provider that the next page leads to."""
    answer = browser.post(f"/mailboxes/{mailbox_id}/authorise", login=login)
    assert answer.status_code == 200, answer.text
    assert "Sign in there as questions@desk.example" in answer.text
    link = BeautifulSoup(answer.text, "html.parser").find("a", rel="noreferrer")
    assert link is not None
    return str(link["href"])


def kept(desk: Services) -> str:
    return desk.keys.decrypt(PURPOSE, rows.every(desk, MailboxGrant)[0].refresh_token)


@pytest.mark.parametrize("login", ["google", "microsoft"])
def test_a_mailbox_is_authorised_by_going_to_the_provider_and_back(
    administrator: Browser, desk: Services, token_server: TokenServer, mailbox_id: int, login: str
):
    assert "Nobody has authorised it yet" in administrator.page("/mailboxes").text
    said = agree(begin(administrator, mailbox_id, login))

    answer = administrator.client.get(BACK, query_string=said)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/mailboxes")
    page = administrator.page("/mailboxes")
    assert "lets the desk in. The mailbox is read within half a minute." in page.text
    assert f"Authorised with {login.title()}" in page.text
    assert token_server.script.good_refresh == {kept(desk)}
    assert desk.tokens.current(mailbox_id) in token_server.script.good_access
    assert rows.every(desk, Mailbox)[0].login == login
    assert "zqsecret" not in page.decode()


def test_each_provider_is_asked_for_what_the_desk_needs(administrator: Browser, mailbox_id: int):
    google, microsoft = (
        {name: values[0] for name, values in parse_qs(urlsplit(begin(administrator, mailbox_id, login)).query).items()}
        for login in ("google", "microsoft")
    )

    assert google["scope"] == "https://mail.google.com/"
    assert (google["access_type"], google["prompt"]) == ("offline", "consent")
    assert microsoft["scope"].split() == [
        "https://outlook.office.com/IMAP.AccessAsUser.All",
        "https://outlook.office.com/SMTP.Send",
        "offline_access",
    ]
    for asked in (google, microsoft):
        assert asked["redirect_uri"] == "http://127.0.0.1:8000/mailboxes/authorised"
        assert asked["code_challenge_method"] == "S256"
        assert asked["login_hint"] == "questions@desk.example"


def test_the_way_back_serves_once(administrator: Browser, desk: Services, mailbox_id: int):
    said = agree(begin(administrator, mailbox_id))
    administrator.client.get(BACK, query_string=said)

    again = administrator.client.get(BACK, query_string=said)

    assert again.status_code == 400
    assert "was not begun in this sign-in" in again.text
    assert said["code"] not in again.text


def test_a_way_back_that_another_session_began_is_refused_and_not_spent(
    administrator: Browser, sign_in: Callable[..., Browser], desk: Services, mailbox_id: int
):
    other = sign_in(Role.ADMINISTRATOR, "Olga Other")
    said = agree(begin(administrator, mailbox_id))
    begin(other, mailbox_id)

    for given in (said, {"code": said["code"]}, {"code": said["code"], "state": ""}, {"state": "é", "code": "x"}, {}):
        assert other.client.get(BACK, query_string=given).status_code == 400
    assert rows.every(desk, MailboxGrant) == []

    assert administrator.client.get(BACK, query_string=said).status_code == 302
    assert len(rows.every(desk, MailboxGrant)) == 1


def test_whoever_takes_too_long_begins_again(administrator: Browser, desk: Services, mailbox_id: int):
    said = agree(begin(administrator, mailbox_id))
    desk.clock.forward(minutes=16)

    answer = administrator.client.get(BACK, query_string=said)

    assert answer.status_code == 400
    assert "older than 15 minutes" in answer.text


def test_a_refusal_at_the_provider_is_said_plainly(
    administrator: Browser, desk: Services, token_server: TokenServer, mailbox_id: int
):
    token_server.script.agrees = False
    said = agree(begin(administrator, mailbox_id))

    administrator.client.get(BACK, query_string=said)

    assert "Google did not agree (access_denied). Nothing was changed." in administrator.page("/mailboxes").text
    assert rows.every(desk, MailboxGrant) == []


@pytest.mark.parametrize(
    ("mood", "words"),
    [("down", "the token server of Google answered 503"), ("invalid_grant", "Google no longer lets the desk in")],
)
def test_a_code_that_the_provider_does_not_take_is_said_plainly(
    administrator: Browser, token_server: TokenServer, mailbox_id: int, mood: str, words: str
):
    said = agree(begin(administrator, mailbox_id))
    token_server.script.mood = mood

    administrator.client.get(BACK, query_string=said)

    page = administrator.page("/mailboxes")
    assert f"Not authorised: {words}" in page.text.replace("authorisation: ", "")
    assert "zqsecret" not in page.decode()


def test_a_stranger_who_comes_back_is_not_sent_on_with_the_code(stranger: Browser):
    answer = stranger.client.get(BACK, query_string={"code": "zqsecret", "state": "x"})

    assert answer.status_code == 401
    assert "Location" not in answer.headers
    assert "zqsecret" not in answer.text


@pytest.mark.parametrize("role", [Role.CODER, Role.LEAD])
def test_others_neither_see_nor_authorise_mailboxes(sign_in: Callable[..., Browser], mailbox_id: int, role: Role):
    browser = sign_in(role)

    assert browser.client.get("/mailboxes").status_code == 403
    assert browser.post(f"/mailboxes/{mailbox_id}/authorise", login="google").status_code == 403
    assert browser.client.get(BACK, query_string={"state": "x", "code": "y"}).status_code == 403
    assert browser.page("/").find("a", href="/mailboxes") is None


def test_a_mailbox_or_a_way_that_is_none_is_not_found(administrator: Browser, mailbox_id: int):
    assert administrator.post("/mailboxes/999/authorise", login="google").status_code == 404
    for login in ("password", "yahoo", ""):
        assert administrator.post(f"/mailboxes/{mailbox_id}/authorise", login=login).status_code == 404


def test_what_ends_soon_is_told_on_the_page_on_the_queue_and_on_the_rail(
    administrator: Browser, desk: Services, token_server: TokenServer, mailbox_id: int
):
    token_server.script.refresh_life = 7 * 86_400
    administrator.client.get(BACK, query_string=agree(begin(administrator, mailbox_id)))
    desk.clock.forward(hours=1)

    page, queue = administrator.page("/mailboxes"), administrator.page("/")

    assert "The authorisation of the mailbox main ends" in queue.find(class_="banner").text
    assert "A mailbox waits to be authorised" in queue.find(class_="foot").text
    assert queue.find("a", href="/mailboxes", class_="view").find(class_="count").text == "1"
    assert "Google ends it soon" in page.text


def test_silence_is_told(administrator: Browser, desk: Services, make: Make):
    make.mailbox("second")
    with desk.database.transaction() as tx:
        box = tx.get_one(Mailbox, make.mailbox())
        box.heard_at = desk.clock.now() - timedelta(hours=1)
    assert "Not heard since" in " ".join(administrator.page("/mailboxes").text.split())
    with desk.database.transaction() as tx:
        tx.get_one(Mailbox, box.id).trouble = "port: nothing listens"

    page = administrator.page("/mailboxes").text

    assert "In trouble port: nothing listens" in " ".join(page.split())
    assert "yet; is the poller running?" in page
    assert "With a password" in page


def test_a_desk_that_no_provider_knows_offers_none(administrator: Browser, app: Flask, desk: Services, mailbox_id: int):
    settings = desk.settings.model_copy(update={"google": desk.settings.google.model_copy(update={"client_id": ""})})
    tokens = Tokens(desk.database, desk.keys, desk.clock, providers(settings))
    held = app.extensions["consultant"]
    app.extensions["consultant"] = replace(held, services=replace(desk, tokens=tokens))

    page = administrator.page("/mailboxes")
    refused = administrator.post(f"/mailboxes/{mailbox_id}/authorise", login="google")

    assert [button["value"] for button in page.select("main button")] == ["microsoft"]
    assert "The desk is not known to Google" in page.text
    assert refused.status_code == 400
    assert "CONSULTANT_GOOGLE__CLIENT_ID" in refused.text
