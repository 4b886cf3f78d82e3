from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import User
from consultant.domain.rights import Role
from consultant.services.pages import people
from consultant.web import identity
from tests.web.conftest import HASH, PASSWORD, Browser


def sign_in_as(browser: Browser, email: str, password: str, **more: str):
    form = browser.page("/login").find("form")
    return browser.submit(form, email=email, password=password, **more)


def test_the_right_password_opens_the_queue(stranger: Browser, make):
    make.person(Role.CODER, "Priya Raman", HASH)

    answer = sign_in_as(stranger, "  CODER1@desk.example ", PASSWORD)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    assert "Priya Raman" in stranger.page("/").text


@pytest.mark.parametrize(
    ("email", "password"), [("coder1@desk.example", "not my horse"), ("nobody@desk.example", PASSWORD)]
)
def test_what_is_wrong_is_said_without_telling_which(stranger: Browser, make, email, password):
    make.person(Role.CODER, "Priya Raman", HASH)

    answer = sign_in_as(stranger, email, password)

    assert answer.status_code == 200
    assert identity.WRONG in answer.text
    assert "does not exist" not in answer.text
    assert password not in answer.text


def test_a_sign_in_without_the_token_of_its_page_is_refused_even_with_the_right_password(stranger: Browser, make):
    make.person(Role.CODER, "Priya Raman", HASH)

    answer = stranger.client.post("/login", data={"email": "coder1@desk.example", "password": PASSWORD})

    assert answer.status_code == 400
    assert stranger.client.get("/").status_code == 302


def test_somebody_who_was_switched_off_cannot_sign_in(stranger: Browser, make, desk: Services):
    person = make.person(Role.CODER, "Priya Raman", HASH)
    with desk.database.transaction() as tx:
        tx.execute(update(User).where(User.id == person.user_id).values(active=False))

    answer = sign_in_as(stranger, "coder1@desk.example", PASSWORD)

    assert identity.WRONG in answer.text


def test_switching_somebody_off_ends_their_session(coder: Browser, desk: Services):
    assert coder.person is not None
    with desk.database.transaction() as tx:
        tx.execute(update(User).where(User.id == coder.person.user_id).values(active=False))

    answer = coder.client.get("/")

    assert answer.headers["Location"] == "/login"


def test_an_old_cheap_hash_is_renewed_and_the_session_lives_on(coder: Browser, desk: Services):
    assert coder.person is not None
    with desk.database.reading() as tx:
        row = people.account(tx, id=coder.person.user_id)

    assert row is not None
    assert row.password != HASH
    assert coder.client.get("/").status_code == 200


def test_signing_out_needs_a_post_with_its_token(coder: Browser):
    assert coder.client.get("/logout").status_code == 405
    assert coder.client.post("/logout").status_code == 400
    assert coder.client.get("/").status_code == 200

    answer = coder.post("/logout")

    assert answer.headers["Location"].endswith("/login")
    assert coder.client.get("/").status_code == 302


def test_after_signing_in_the_page_that_was_asked_for_opens(stranger: Browser, make):
    make.person(Role.CODER, "Priya Raman", HASH)
    asked = stranger.client.get("/?view=unassigned").headers["Location"]

    form = stranger.page(asked).find("form")
    answer = stranger.submit(form, email="coder1@desk.example", password=PASSWORD)

    assert answer.headers["Location"] == "/?view=unassigned"


def test_signing_in_never_leads_to_another_site(stranger: Browser, make):
    make.person(Role.CODER, "Priya Raman", HASH)

    answer = sign_in_as(stranger, "coder1@desk.example", PASSWORD, next="https://evil.example/")

    assert "evil" not in answer.headers.get("Location", "")


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Browser, make):
    make.person(Role.CODER, "Priya Raman", HASH)

    answer = sign_in_as(stranger, "coder1@desk.example", PASSWORD)

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_cookie_is_for_https_alone_where_the_desk_is():
    assert identity.settings("s", https=True)["SESSION_COOKIE_SECURE"] is True
    assert identity.settings("s", https=False)["SESSION_COOKIE_SECURE"] is False


def test_no_token_is_handed_out_and_none_lets_in(stranger: Browser, make, app: Flask):
    person = make.person(Role.CODER, "Priya Raman", HASH)
    with app.app_context(), app.test_request_context():
        accounts = identity.Accounts(make.services.database)
        account = accounts.find_user(id=person.user_id)
        assert account is not None
        token = account.get_auth_token()

    assert stranger.client.get("/", headers={"Authentication-Token": token}).status_code == 302


def test_an_asker_has_no_page_of_the_desk(sign_in: Callable[..., Browser], make, desk: Services):
    coder = sign_in(Role.CODER)
    assert coder.person is not None
    with desk.database.transaction() as tx:
        tx.execute(update(User).where(User.id == coder.person.user_id).values(role="asker"))

    page = coder.page("/", status=403)

    assert page.find("form", action="/logout") is not None
