import re
from collections.abc import Callable

import pytest
from flask import Flask

from consultant.domain.rights import RIGHTS, Action, Role
from consultant.errors import Forbidden
from consultant.web import access
from tests.web.conftest import Browser


def test_every_route_declares_what_it_needs(app: Flask):
    table = access.needed(app)

    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(table)
    public = {endpoint for endpoint, need in table.items() if need is access.Open.PUBLIC}
    assert {endpoint for endpoint in public if not endpoint.startswith("thread.")} == {
        "security.login",
        "health.alive",
        "health.ready",
        "health.figures",
        "api-docs.openapi_json",
    }


def test_a_view_without_a_declared_right_stops_the_start():
    app = Flask("half")
    app.add_url_rule("/secret", "secret", lambda: "secret")

    with pytest.raises(RuntimeError, match="secret"):
        access.needed(app)


def test_a_stranger_is_sent_to_sign_in_and_scripts_are_told(stranger: Browser):
    assert stranger.client.get("/tickets/7").headers["Location"] == "/login?next=%2Ftickets%2F7"
    assert stranger.client.get("/queue/rail", headers={"X-Part": "1"}).status_code == 401
    assert stranger.client.get("/live", headers={"Accept": "text/event-stream"}).status_code == 401
    assert stranger.client.get("/live/since", headers={"Accept": "application/json"}).json == {
        "error": "Your session has ended. What you typed is kept as a draft; sign in and go on."
    }


def test_an_unknown_address_is_a_page_for_strangers_too(stranger: Browser):
    assert "Nothing is here" in stranger.page("/nowhere", status=404).text


def test_every_get_route_answers_each_role_as_the_table_says(app: Flask, sign_in: Callable[..., Browser]):
    table = access.needed(app)
    for role in (Role.CODER, Role.LEAD):
        browser = sign_in(role)
        for rule in app.url_map.iter_rules():
            need = table[rule.endpoint]
            if not isinstance(need, Action) or "POST" not in (rule.methods or ()):
                continue
            address = re.sub(r"<int:\w+>", "9", rule.rule)
            address = address.replace("<any(reply, note):box>", "note")
            answer = browser.post(address)
            assert (answer.status_code == 403) is (need not in RIGHTS[role]), (role, address, answer.status_code)


def test_outside_a_session_nobody_acts(app: Flask):
    with app.test_request_context("/"), pytest.raises(Forbidden):
        access.person()
