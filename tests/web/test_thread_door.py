import pytest
from flask import Flask

from consultant.bootstrap import Services
from consultant.errors import NotFound
from consultant.services.web_replies import TEXT_AT_MOST
from consultant.web import thread_door
from tests.factories.make import Make
from tests.services.test_thread_access import token_for


@pytest.fixture
def token(desk: Services, make: Make) -> str:
    return token_for(desk, make.ticket())


def test_the_door_shows_a_masked_address(app: Flask, token: str):
    with app.test_request_context(f"/t/{token}"):
        shown = thread_door.door("thread/enter.html", token).get_data(as_text=True)

    assert "d•••@n•••.example" in shown
    assert "dana@" not in shown


def test_there_is_no_door_for_a_forged_link(app: Flask):
    with app.test_request_context("/t/forged"), pytest.raises(NotFound):
        thread_door.door("thread/enter.html", "forged")


def test_who_reads_is_led_to_the_link_and_who_wrote_keeps_the_words(app: Flask, token: str):
    with app.test_request_context(f"/t/{token}/files/x"):
        read = app.make_response(thread_door.come_back(token))
    with app.test_request_context(f"/t/{token}/reply", method="POST", data={"text": "My words."}):
        wrote = app.make_response(thread_door.come_back(token))

    assert (read.status_code, read.location) == (302, f"/t/{token}")
    assert wrote.status_code == 401
    assert "My words." in wrote.get_data(as_text=True)


def test_no_more_is_kept_than_a_reply_takes(app: Flask):
    with app.test_request_context("/", method="POST", data={"text": "x" * (TEXT_AT_MOST + 9)}):
        assert len(thread_door.kept()) == TEXT_AT_MOST
