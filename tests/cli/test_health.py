import json

from consultant.cli import health as module
from tests.cli.conftest import Run
from tests.factories.health import AROUND


def test_each_trouble_is_a_line_and_the_exit_status_says_so(desk: Run, monkeypatch):
    monkeypatch.setattr(module, "look_around", lambda *_of: AROUND)

    told = desk("health")
    as_json = json.loads(desk("health", "--json").output)

    assert told.exit_code == 1
    assert "trouble: worker: none is running" in told.output.splitlines()
    assert as_json["well"] is False
    assert {"kind": "process", "name": "beat", "words": "none is running", "grave": True} in as_json["troubles"]


def test_what_is_only_worth_a_look_is_said_and_is_no_failure(desk: Run, monkeypatch):
    looks = (module.Trouble("release", "1", "ICD-10-CM", "older than its season", grave=False),)
    monkeypatch.setattr(module, "_troubles", lambda: looks)

    told = desk("health")

    assert (told.exit_code, told.output) == (0, "look: ICD-10-CM: older than its season\n")


def test_a_desk_that_is_well_says_so(desk: Run, monkeypatch):
    monkeypatch.setattr(module, "_troubles", tuple)

    told = desk("health")

    assert (told.exit_code, told.output) == (0, "All is well.\n")


def test_a_database_that_is_behind_or_away_is_a_trouble(run: Run, environment: dict[str, str]):
    behind = run("health")
    environment["CONSULTANT_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/desk"
    away = run("health", "--json")

    assert (behind.exit_code, away.exit_code) == (1, 1)
    assert "trouble: database: it lacks tables of this version" in behind.output
    assert json.loads(away.output)["troubles"][0]["kind"] == "database"
