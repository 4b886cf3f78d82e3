"""A program that asks the API with a token of a coder."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from consultant.bootstrap import Services
from consultant.domain.rights import Role
from consultant.services import api_tokens
from tests.factories.make import Make

Ask = Callable[..., Any]


@pytest.fixture
def secret(desk: Services, make: Make) -> str:
    person = make.person(Role.CODER, "Priya Raman")
    with desk.database.transaction() as tx:
        return api_tokens.make(tx, person, "claims", clock=desk.clock).secret


@pytest.fixture
def ask(app: Flask, secret: str) -> Ask:
    """Ask an address; return its JSON. Fails on another status than the one expected."""

    def asks(address: str, status: int = 200, token: str = secret) -> Any:
        answer = app.test_client().get(f"/api/v1{address}", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status, answer.text[:300]
        assert answer.mimetype == "application/json"
        return answer.get_json()

    return asks
