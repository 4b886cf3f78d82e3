from collections.abc import Callable

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
