import re
from collections.abc import Callable

from bs4 import BeautifulSoup
from sqlalchemy import select

from consultant.bootstrap import Services
from consultant.db.models import User
from consultant.domain.rights import Role
from tests.web.conftest import Browser


def test_the_page_says_who_is_signed_in_and_lists_every_view(coder: Browser):
    page = coder.page("/me")

    assert page.h1.text == "Priya Raman"
    assert "coder1@desk.example, coder" in page.text
    for view in ("mine", "unassigned", "due", "review", "waiting", "failed", "all", "answered"):
        assert page.find("a", href=f"/?view={view}") is not None
    assert page.find("form", action="/logout") is not None


def test_on_a_phone_an_administrator_reaches_every_page_of_the_desk_from_here(sign_in: Callable[..., Browser]):
    page = sign_in(Role.ADMINISTRATOR).page("/me")

    views = page.find("section", attrs={"aria-labelledby": "h-views"})
    assert {"/outbox", "/parked", "/mailboxes", "/health", "/letters"} <= {link["href"] for link in views.find_all("a")}


def test_single_keys_are_switched_off_and_on(coder: Browser, desk: Services):
    coder.post("/me/keys", single_keys="off")
    off = coder.page("/me").body["data-single-keys"]
    coder.post("/me/keys", single_keys="on")

    assert off == "off"
    with desk.database.reading() as tx:
        assert tx.scalar(select(User.single_keys)) is True


def test_a_token_is_made_shown_once_and_revoked(coder: Browser, desk: Services):
    made = coder.post("/me/tokens", name="Claims checker")
    secret = BeautifulSoup(made.text, "html.parser").find(id="secret").text
    headers = {"Authorization": f"Bearer {secret}"}

    assert coder.client.get("/api/v1/releases", headers=headers).status_code == 200
    page = coder.page("/me")
    assert secret not in page.text
    assert "Claims checker" in page.text
    coder.submit(page.find("form", action=re.compile("/me/tokens/.*/revoke")))
    assert coder.client.get("/api/v1/releases", headers=headers).status_code == 401
    assert "Claims checker" not in coder.page("/me").text


def test_a_token_without_a_name_is_refused(coder: Browser):
    assert coder.post("/me/tokens", name=" ").status_code == 400
