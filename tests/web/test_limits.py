from dataclasses import replace

import pytest
from flask import Flask

from consultant.bootstrap import Services
from consultant.domain.rights import Role
from consultant.web.app import create_app
from tests.web.conftest import HASH, PASSWORD, Browser


def guess(browser: Browser, times: int, email: str = "coder1@desk.example") -> list[int]:
    form = browser.page("/login").find("form")
    return [browser.submit(form, email=email, password="not my horse").status_code for _ in range(times)]


def test_guessing_at_an_account_ends_after_ten_wrong_passwords(stranger: Browser, make):
    make.person(Role.CODER, "Priya Raman", HASH)

    answers = guess(stranger, 11)

    assert answers == [200] * 10 + [429]


def test_a_right_password_costs_nothing(stranger: Browser, make):
    make.person(Role.CODER, "Priya Raman", HASH)
    for _ in range(12):
        form = stranger.page("/login").find("form")
        assert stranger.submit(form, email="coder1@desk.example", password=PASSWORD).status_code == 302
        stranger.post("/logout")


def test_posts_without_a_token_are_counted_too(stranger: Browser):
    answers = [
        stranger.client.post("/login", data={"email": "x@y.example", "password": "x"}).status_code for _ in range(11)
    ]

    assert answers == [400] * 10 + [429]
    assert guess(stranger, 1, "x@y.example") == [429]


@pytest.mark.parametrize("address", ["redis://127.0.0.1:1/0"])
def test_a_redis_that_is_away_breaks_no_page_and_still_counts(desk: Services, make, address):
    settings = desk.settings.model_copy(update={"redis_url": address})
    app = create_app(replace(desk, settings=settings))
    make.person(Role.CODER, "Priya Raman", HASH)
    browser = Browser(app.test_client(), None)

    assert guess(browser, 2) == [200, 200]


def from_afar(browser: Browser, number: int) -> int:
    """Guess once at an account of its own, from an address of its own, through a proxy that says so."""
    form = browser.page("/login").find("form")
    return browser.client.post(
        "/login",
        data=browser.fields(form) | {"email": f"x{number}@y.example", "password": "no"},
        headers={"X-Forwarded-For": f"198.51.100.{number}"},
    ).status_code


@pytest.mark.parametrize(("proxies", "last"), [(0, 429), (1, 200)])
def test_browsers_behind_a_trusted_proxy_are_counted_one_by_one(desk: Services, proxies: int, last: int):
    settings = desk.settings.model_copy(update={"trusted_proxies": proxies})
    browser = Browser(create_app(replace(desk, settings=settings)).test_client(), None)

    answers = [from_afar(browser, number) for number in range(1, 32)]

    assert answers[:30] == [200] * 30
    assert answers[30] == last


def test_calls_of_the_api_are_counted_by_token_and_guesses_by_address(app: Flask):
    client = app.test_client()
    answers = [
        client.get("/api/v1/releases", headers={"Authorization": f"Bearer {number}"}).status_code
        for number in range(61)
    ]

    assert answers == [401] * 60 + [429]
    assert client.get("/api/v1/releases").get_json() == {"error": "Too many requests. Wait a minute."}
