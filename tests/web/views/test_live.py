import json

from consultant.bootstrap import Services
from consultant.web.hub import STREAMS
from tests.factories.mails import mail
from tests.web.conftest import Browser


def test_asking_tells_what_changed_since_a_cursor_and_nothing_else(coder: Browser, make):
    make.ticket()
    start = coder.client.get("/live/since").json

    second = make.ticket(mail(subject="Another"))
    found = coder.client.get(f"/live/since?cursor={start['cursor']}").json
    again = coder.client.get(f"/live/since?cursor={found['cursor']}").json

    assert start["tickets"] == []
    assert found["tickets"] == [second]
    assert again == {"cursor": found["cursor"], "tickets": []}


def test_a_cursor_that_is_none_begins_now(coder: Browser, make):
    make.ticket()

    assert coder.client.get("/live/since?cursor=1;drop").json["tickets"] == []


def test_the_stream_passes_words_on_as_ids(coder: Browser, desk: Services):
    with coder.client.get("/live", headers={"Accept": "text/event-stream"}) as answer:
        lines = (line.decode() for line in answer.response)
        first = next(lines)
        desk.events.publish("ticket", {"ticket_id": 7})
        word = next(line for line in lines if line.startswith("data:"))

    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    assert first.startswith("retry:")
    assert json.loads(word.removeprefix("data:")) == {"kind": "ticket", "ticket_id": 7}


def test_where_no_stream_is_free_the_browser_is_told_to_ask(coder: Browser, app):
    hub = app.extensions["consultant"].hub
    for _ in range(STREAMS):
        hub.open()

    answer = coder.client.get("/live")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
