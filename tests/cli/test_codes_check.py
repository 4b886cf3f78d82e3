import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from consultant.cli import main

CLAIM: dict[str, Any] = {
    "id": "c1",
    "date": "2026-05-01",
    "setting": "practitioner",
    "lines": [{"code": "j7325", "modifiers": ["rt"], "units": 16}],
    "diagnoses": ["m1711"],
    "patient": {"age": 61, "sex": "F"},
}


@pytest.fixture
def data(shipped_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the shipped releases on its shelf and no database."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "releases").symlink_to(shipped_releases)
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(folder))
    monkeypatch.delenv("CONSULTANT_DATABASE_URL", raising=False)
    return folder


def check(*claims: object) -> list[dict[str, Any]]:
    """What the command answers; a claim that is text goes in as it is."""
    given = "".join((claim if isinstance(claim, str) else json.dumps(claim)) + "\n" for claim in claims)
    result = CliRunner().invoke(main, ["codes", "check", "--jsonl"], input=given)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_claim_is_answered_with_its_findings(data):
    first, second = check(
        {**CLAIM, "diagnoses": ["E11.9", "E10.9", "S52.521"]}, {**CLAIM, "id": 2, "lines": [], "patient": None}
    )

    found = {finding["rule"]: finding for finding in first["findings"]}
    assert first["id"] == "c1"
    assert (found["excludes1"]["codes"], found["excludes1"]["severity"]) == (["E11.9", "E10.9"], "warning")
    assert found["seventh-character-missing"]["severity"] == "error"
    assert found["not-checked"]["severity"] == "info"
    assert "I.A.12.a" in found["excludes1"]["source"]
    assert second == {"id": 2, "findings": []}


@pytest.mark.parametrize(
    "claim",
    [
        "no json",
        "[1]",
        {"id": "x"},
        {**CLAIM, "date": "May 1"},
        {**CLAIM, "setting": "inpatient"},
        {**CLAIM, "lines": [{"modifiers": []}]},
        {**CLAIM, "lines": None},
        {**CLAIM, "diagnoses": [1]},
        {**CLAIM, "lines": [{"code": "J7325", "units": "two"}]},
        {**CLAIM, "patient": {"age": "old"}},
    ],
)
def test_a_line_that_lacks_something_is_answered_with_its_fault_and_the_rest_goes_on(data, claim):
    faulty, good = check(claim, CLAIM)

    assert "findings" not in faulty
    assert faulty["error"]
    assert good["id"] == "c1"


def test_an_answer_leaves_before_the_next_claim_comes(data):
    command = [sys.executable, "-c", "from consultant.cli import main; main()", "codes", "check", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps(CLAIM) + "\n")
        running.stdin.flush()

        assert json.loads(running.stdout.readline())["id"] == "c1"
        running.stdin.close()
