"""Every route, with every role, with things that are there and things that are not."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from consultant.bootstrap import Services
from consultant.db.models import User
from consultant.domain.rights import RIGHTS, Action, Person, Role
from consultant.services import api_tokens
from consultant.web import access
from consultant.web.access import Open
from tests.architecture.conftest import Rooms

NOWHERE = 987_654
Enter = Callable[[Role | None], FlaskClient]


def addresses(app: Flask, rooms: Rooms | None) -> Iterator[tuple[Rule, str, str]]:
    """Yield (rule, method, address) for each route, filled with what is there, or with what is not."""

    def fill(found: re.Match[str]) -> str:
        kind, _, name = found[1].rpartition(":")
        if kind.startswith("any("):
            return kind[4:].split(",", maxsplit=1)[0].strip(" )")
        if name == "token":
            return rooms.token if rooms is not None else "x" * 48
        if kind == "int":
            return str(getattr(rooms, name) if rooms is not None and hasattr(rooms, name) else NOWHERE)
        return "nothing"

    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, re.sub(r"<([^>]+)>", fill, rule.rule)


def status(client: FlaskClient, method: str, address: str) -> int:
    answer = client.open(address, method=method, buffered=False)
    answer.close()
    return answer.status_code


@pytest.fixture
def unguarded_forms(app: Flask) -> Flask:
    """The dashboard without form tokens, so that rights alone decide."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_every_route_declares_its_need(app: Flask):
    declared = access.needed(app)

    assert set(declared) == {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint, need in declared.items() if need is Open.PUBLIC} == {
        "security.login",
        "health.alive",
        "health.ready",
        "health.figures",
        "api-docs.openapi_json",
        "thread.entry",
        "thread.code_form",
        "thread.mail_code",
        "thread.open_thread",
    }


def test_every_action_of_the_rights_table_is_asked_for_by_a_route(app: Flask):
    assert set(access.needed(app).values()) >= set(Action)


def test_a_stranger_gets_nothing_but_the_sign_in(unguarded_forms: Flask, rooms: Rooms, enter: Enter):
    needs = access.needed(unguarded_forms)
    for known in (rooms, None):
        for rule, method, address in addresses(unguarded_forms, known):
            if needs[rule.endpoint] is not Open.PUBLIC:
                got = status(enter(None), method, address)
                forged = {404} if needs[rule.endpoint] is Open.ASKER and known is None else {302, 401}
                assert got in forged, (method, address, got)


def test_nobody_of_the_desk_gets_into_an_askers_thread_by_their_sign_in(
    unguarded_forms: Flask, rooms: Rooms, enter: Enter
):
    needs, client = access.needed(unguarded_forms), enter(Role.ADMINISTRATOR)
    for rule, method, address in addresses(unguarded_forms, rooms):
        if needs[rule.endpoint] is Open.ASKER:
            assert status(client, method, address) in {302, 401}, (method, address)


def test_a_session_of_an_asker_reaches_its_own_thread_and_nothing_else(
    unguarded_forms: Flask, rooms: Rooms, asker: FlaskClient
):
    needs = access.needed(unguarded_forms)
    for rule, method, address in addresses(unguarded_forms, rooms):
        if rule.endpoint == "thread.leave":
            continue  # it ends the session that the walk needs
        got = status(asker, method, address)
        if needs[rule.endpoint] is Open.ASKER:
            assert got in {200, 303, 400, 404}, (method, address, got)
        elif needs[rule.endpoint] is not Open.PUBLIC:
            assert got in {302, 401}, (method, address, got)
    assert "Is " in asker.get(f"/t/{rooms.token}").text
    for rule, method, address in addresses(unguarded_forms, rooms):
        if needs[rule.endpoint] is Open.ASKER:
            elsewhere = address.replace(rooms.token, rooms.others_token)
            assert status(asker, method, elsewhere) in {302, 401}, (method, elsewhere)
    assert "Hip" not in asker.get(f"/t/{rooms.others_token}").text


@pytest.mark.parametrize("role", list(Role))
def test_every_role_gets_what_the_table_gives_it_and_no_more(
    unguarded_forms: Flask, rooms: Rooms, enter: Enter, role: Role
):
    needs, client = access.needed(unguarded_forms), enter(role)
    for known in (None, rooms):
        for rule, method, address in addresses(unguarded_forms, known):
            need = needs[rule.endpoint]
            if rule.endpoint == "security.logout":
                continue  # it ends the session that the walk needs
            got = status(client, method, address)
            assert got < 500, (method, address, got)
            if isinstance(need, Action):
                assert (got == 403) is (need not in RIGHTS[role]), (role, method, address, got)


@pytest.mark.parametrize("role", list(Role))
def test_a_session_opens_nothing_of_the_api_and_a_token_opens_nothing_else(
    unguarded_forms: Flask, desk: Services, rooms: Rooms, enter: Enter, role: Role
):
    needs = access.needed(unguarded_forms)
    client, program = enter(role), unguarded_forms.test_client()
    with desk.database.transaction() as tx:
        user_id = tx.scalars(select(User.id).where(User.role == role)).first()
        assert user_id is not None
        person = Person(user_id, role, "")
        secret = api_tokens.make(tx, person, "walk", clock=desk.clock).secret
    for rule, method, address in addresses(unguarded_forms, rooms):
        need = needs[rule.endpoint]
        if need is Open.PROGRAM:
            assert status(client, method, address) == 401, (method, address)
            answer = program.open(address, method=method, headers={"Authorization": f"Bearer {secret}"})
            wanted = {403} if role is Role.ASKER else {200, 400, 404, 422}
            assert answer.status_code in wanted, (method, address, answer.status_code)
        elif need not in {Open.PUBLIC, Open.ASKER}:
            answer = program.open(address, method=method, headers={"Authorization": f"Bearer {secret}"}, buffered=False)
            answer.close()
            assert answer.status_code in {302, 401}, (method, address, answer.status_code)


def test_what_is_not_there_is_not_found_and_nothing_breaks(unguarded_forms: Flask, rooms: Rooms, enter: Enter):
    client = enter(Role.ADMINISTRATOR)
    for rule, method, address in addresses(unguarded_forms, None):
        if str(NOWHERE) in address and not address.startswith("/api/"):
            got = status(client, method, address)
            assert got in {404, 400}, (rule.endpoint, method, address, got)


def test_what_is_there_is_shown_to_a_coder(unguarded_forms: Flask, rooms: Rooms, enter: Enter):
    client = enter(Role.CODER)
    needs = access.needed(unguarded_forms)
    for rule, method, address in addresses(unguarded_forms, rooms):
        if needs[rule.endpoint] in {Open.ASKER, Open.PROGRAM} or (
            isinstance(needs[rule.endpoint], Action) and needs[rule.endpoint] not in RIGHTS[Role.CODER]
        ):
            continue
        if method == "GET" and not address.startswith(("/login", "/logout", "/codes/", "/releases/")):
            assert status(client, method, address) in {200, 302}, address


def test_no_form_is_taken_without_its_token(app: Flask, rooms: Rooms, enter: Enter):
    needs, client = access.needed(app), enter(Role.ADMINISTRATOR)
    for rule, method, address in addresses(app, rooms):
        if method != "GET":
            got = status(client, method, address)
            # A program's calls take no session at all, so that no form of another site can use one.
            assert got == (401 if needs[rule.endpoint] is Open.PROGRAM else 400), (method, address, got)
