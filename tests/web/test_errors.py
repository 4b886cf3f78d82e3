import pytest
from flask import Flask

from consultant.errors import (
    Conflict,
    Forbidden,
    InvalidTransition,
    NotFound,
    PermanentError,
    StaleReply,
    TransientError,
    UserError,
)
from consultant.web import errors
from tests.web.conftest import Browser

MARKER = "marker-of-a-patient"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("x"), 404),
        (Forbidden("x"), 403),
        (InvalidTransition("x"), 409),
        (StaleReply("x"), 409),
        (Conflict("x"), 409),
        (UserError("x"), 400),
        (TransientError("x"), 503),
        (PermanentError("x"), 500),
    ],
)
def test_the_class_of_an_error_decides_its_status(error, status):
    assert errors.status_of(error) == status


@pytest.mark.parametrize("error", [RuntimeError(MARKER), TransientError(MARKER), PermanentError(MARKER)])
def test_a_failure_shows_a_page_and_never_its_words(coder: Browser, app: Flask, error, monkeypatch, capsys):
    def fail(*_args, **_more):
        raise error

    monkeypatch.setattr("consultant.services.pages.queue.show", fail)

    answer = coder.client.get(f"/?tag={MARKER}")

    assert answer.status_code in {500, 503}
    assert "Nothing was changed" in answer.text
    assert MARKER not in answer.text
    assert MARKER not in capsys.readouterr().err


def test_a_database_that_is_away_is_said_to_whoever_is_signed_in(coder: Browser, app: Flask, monkeypatch):
    def away(*_args, **_more):
        raise TransientError("the database did not answer")

    monkeypatch.setattr("consultant.services.pages.people.account", away)

    answer = coder.client.get("/")

    assert answer.status_code == 503
    assert "Try again in a minute" in answer.text


def test_a_page_of_not_found_does_not_repeat_the_address(coder: Browser):
    page = coder.page(f"/{MARKER}", status=404)

    assert MARKER not in str(page)


def test_a_form_without_its_token_changes_nothing_and_says_what_to_do(coder: Browser, make):
    ticket_id = make.ticket()

    answer = coder.client.post(f"/tickets/{ticket_id}/assign", data={"assignee": "1"})

    assert answer.status_code == 400
    assert "Reload it and try again" in answer.text


def test_a_part_gets_a_short_form_of_an_error_and_a_script_gets_json(coder: Browser):
    part = coder.client.get("/tickets/999/parts", headers={"X-Part": "1"})
    json = coder.client.get("/tickets/999/parts", headers={"Accept": "application/json"})

    assert part.status_code == 404
    assert "<html" not in part.text
    assert json.json == {"error": "There is no such ticket."}


def test_a_form_that_is_too_large_is_refused_with_words(coder: Browser):
    answer = coder.client.post("/me/keys", data={"csrf_token": coder.token(), "x": "y" * 2_100_000})

    assert answer.status_code == 413
    assert "too large" in answer.text
