import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from consultant.cli import main

run = CliRunner()


@pytest.fixture
def data(shipped_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the shipped releases on its shelf and no database."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "releases").symlink_to(shipped_releases)
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(folder))
    monkeypatch.delenv("CONSULTANT_DATABASE_URL", raising=False)
    return folder


def codes(*words: str, text: str | None = None) -> Result:
    return run.invoke(main, ["codes", *words], input=text)


def test_show_says_what_a_code_is_on_a_date(data):
    result = codes("show", "s52.52", "--date", "2026-05-01")

    assert result.exit_code == 0
    assert "ICD-10-CM S52.52: Not billable. A header over 18 billable codes." in result.output
    assert "choose S52.521A" in result.output
    assert "[ICD-10-CM FY 2026, release of 1 Apr 2026]" in result.output


def test_show_gives_json_to_programs(data):
    result = codes("show", "J7325", "--date", "2026-05-01", "--json")

    (sheet,) = json.loads(result.output)["codes"]
    card = sheet["card"]
    assert (card["system"], card["code"], card["status"], card["sample"]) == ("hcpcs", "J7325", "billable", True)


def test_show_refuses_what_has_the_shape_of_no_code(data):
    result = codes("show", "hello")

    assert result.exit_code == 1
    assert "hello has the shape of no code" in result.stderr


def test_search_prints_codes_with_their_why(data):
    result = codes(
        "search", "torus", "fracture", "right", "radius", "lower", "end", "--on", "2026-05-01", "--limit", "3"
    )

    assert result.exit_code == 0
    assert "S52.521" in result.output.splitlines()[0]


def test_search_gives_json_to_programs(data):
    result = codes("search", "low back pain", "--on", "2026-05-01", "--json")

    found = json.loads(result.output)
    assert found["on"] == "2026-05-01"
    assert "M54.50" in [hit["code"] for hit in found["codes"]]


def test_search_says_when_nothing_matches(data):
    assert codes("search", "zzzzqqqq").output == "Nothing matches.\n"


def test_read_prints_a_whole_reading(data):
    result = codes(
        "read", "-", "--received", "2026-09-02", text="Seen 9/1/2026. Bill 99213-25 for M17.11? 503-555-0142"
    )

    reading = json.loads(result.output)
    assert reading["on"] == "2026-09-01"
    assert [card["code"] for card in reading["cards"]] == ["99213", "M17.11"]


def test_read_takes_a_file_of_any_bytes(data, tmp_path: Path):
    path = tmp_path / "question.txt"
    path.write_bytes(b"Is M17.11 right? \xff\xfe")

    assert json.loads(codes("read", str(path)).output)["cards"][0]["code"] == "M17.11"


def test_pure_commands_open_no_database(data):
    codes("search", "asthma")

    assert sorted(path.name for path in data.iterdir()) == ["releases"]


def test_commands_before_setup_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))

    result = codes("show", "E11.9")

    assert result.exit_code == 1
    assert "run: consultant setup" in result.stderr
