from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import Job
from consultant.db.queries import checks
from consultant.domain.rights import Role
from consultant.domain.supervision import Process
from tests.factories.health import all_beat
from tests.web.conftest import Browser

TOKEN = "a token of thirty-two letters or more"


def test_the_page_says_how_every_part_is(coder: Browser, desk: Services, make):
    make.answer(make.ticket())
    all_beat(desk, but=Process.WORKER)
    with desk.database.transaction() as tx:
        tx.execute(update(Job).where(Job.kind == "acknowledge").values(failed_at=desk.clock.now()))

    page = coder.page("/health")

    troubles = page.find(attrs={"aria-labelledby": "h-trouble"})
    assert [one.text for one in troubles.find_all("h3")] == ["Trouble: worker", "Look: queue"]
    processes = page.find(attrs={"aria-labelledby": "h-processes"})
    assert "None is running" in processes.text
    assert processes.text.count("Heard") == 3
    work = page.find(attrs={"aria-labelledby": "h-work"})
    assert "acknowledge" in work.text
    assert "Compare with the server" not in page.text
    assert page.find("a", href="/health")["aria-current"] == "page"


def test_a_desk_that_runs_says_that_all_is_well(coder: Browser, desk: Services):
    all_beat(desk)

    page = coder.page("/health")

    assert "all is well" in page.find("header", class_="bar").text
    assert page.find(attrs={"aria-labelledby": "h-trouble"}) is None


def test_what_needs_a_look_is_counted_and_not_called_well(coder: Browser, desk: Services, make):
    make.ticket()
    all_beat(desk)
    with desk.database.transaction() as tx:
        tx.execute(update(Job).where(Job.kind == "acknowledge").values(failed_at=desk.clock.now()))

    head = coder.page("/health").find("header", class_="bar").text

    assert "1 to look at" in head
    assert "all is well" not in head


def test_an_administrator_asks_for_a_comparison_and_sees_what_it_found(
    sign_in: Callable[..., Browser], desk: Services, make
):
    mailbox_id, administrator = make.mailbox(), sign_in(Role.ADMINISTRATOR)
    assert "Not yet. The poller does it once a day." in administrator.page("/health").text

    form = administrator.page("/health").find("form", action=f"/mailboxes/{mailbox_id}/check")
    administrator.submit(form)

    assert "Asked for" in administrator.page("/health").find(id=f"m{mailbox_id}").text
    with desk.database.transaction() as tx:
        assert checks.is_asked(tx, mailbox_id)
        checks.done(tx, mailbox_id, now=desk.clock.now(), on_server=3, known=1, missing=[4, 9])
    page = administrator.page("/health")
    assert "2 had no row" in page.find(id=f"m{mailbox_id}").text
    assert "1 of 3 were known" in page.find(id=f"m{mailbox_id}").text
    assert administrator.post("/mailboxes/987/check").status_code == 404


def test_a_process_that_lives_says_so_whatever_the_database_does(stranger: Browser, desk: Services, monkeypatch):
    def away(*_of: object, **_more: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(type(desk.database), "_session", away)

    answer = stranger.client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_desk_is_ready_when_its_database_has_all_tables(stranger: Browser, desk: Services):
    assert stranger.client.get("/readyz").status_code == 200

    with desk.database.transaction() as tx:
        tx.connection().exec_driver_sql("DELETE FROM alembic_version")
    behind = stranger.client.get("/readyz")
    assert (behind.status_code, behind.text) == (503, "the database lacks tables of this version\n")

    with desk.database.transaction() as tx:
        tx.connection().exec_driver_sql("DROP TABLE heartbeats")
    assert stranger.client.get("/metrics").status_code == 503


def test_a_database_that_is_away_is_not_ready(app: Flask, desk: Services, monkeypatch):
    def away(*_of: object) -> None:
        raise OSError("away")

    monkeypatch.setattr("consultant.web.views.health.behind", away)

    answer = app.test_client().get("/readyz")

    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_figures_are_for_this_host_alone_and_not_for_who_comes_through_a_proxy(stranger: Browser, name: str):
    here = stranger.client.get("/metrics")
    assert here.status_code == 200
    assert here.content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert 'consultant_processes{process="worker"} 0' in here.text

    assert stranger.client.get("/metrics", headers={name: "203.0.113.7"}).status_code == 403
    for address in ("203.0.113.7", "", "nonsense"):
        elsewhere = stranger.client.get("/metrics", environ_overrides={"REMOTE_ADDR": address})
        assert elsewhere.status_code == 403


def test_a_token_lets_another_host_read_the_figures(app: Flask, desk: Services):
    settings = desk.settings.model_copy(update={"metrics_token": SecretStr(TOKEN)})
    app.extensions["consultant"] = replace(app.extensions["consultant"], services=replace(desk, settings=settings))
    client, there = app.test_client(), {"REMOTE_ADDR": "203.0.113.7"}

    for given, status in ((TOKEN, 200), (TOKEN + "x", 403), ("", 403)):
        got = client.get("/metrics", headers={"Authorization": f"Bearer {given}"}, environ_overrides=there)
        assert got.status_code == status
    assert client.get("/metrics", environ_overrides=there).status_code == 403
