from flask import Flask

from consultant.bootstrap import Services
from consultant.db.models import ApiToken
from tests.factories import rows
from tests.web.api.conftest import Ask, ask, secret
from tests.web.conftest import Browser

__all__ = ["ask", "secret"]


def test_without_a_good_token_nothing_is_told(app: Flask, ask: Ask):
    for header in ({}, {"Authorization": "Basic x"}, {"Authorization": "Bearer "}, {"Authorization": "Bearer x"}):
        answer = app.test_client().get("/api/v1/releases", headers=header)
        assert answer.status_code == 401
        assert "Authorization: Bearer" in answer.get_json()["error"]
    assert ask("/releases") == {"releases": []}


def test_the_use_of_a_token_is_noted(ask: Ask, desk: Services):
    ask("/releases")

    [row] = rows.every(desk, ApiToken)
    assert row.used_at == desk.clock.now()


def test_a_session_is_no_token(coder: Browser):
    assert coder.client.get("/api/v1/releases").status_code == 401
