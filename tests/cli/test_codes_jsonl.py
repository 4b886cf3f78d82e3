import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from consultant.cli import main

run = CliRunner()


@pytest.fixture
def data(shipped_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the shipped releases on its shelf and no database."""
    (tmp_path / "releases").symlink_to(shipped_releases)
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CONSULTANT_DATABASE_URL", raising=False)
    return tmp_path


def answers(command: str, *given: object):
    lines = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in given)
    result = run.invoke(main, ["codes", command, "--jsonl"], input=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_mentions_are_told_line_by_line(data):
    (answer,) = answers("mentions", {"id": "a", "text": "é Bill 99213-25 x2 for m1711? 503-555-0142"})

    assert answer == {
        "id": "a",
        "mentions": [
            {
                "system": "cpt", "code": "99213", "modifiers": ["25"], "units": 2,
                "role": "asked", "start": 7, "end": 15,
            },
            {
                "system": "icd10cm", "code": "M17.11", "modifiers": [], "units": None,
                "role": "asked", "start": 23, "end": 28,
            },
        ],
    }  # fmt: skip


def test_a_modifier_asked_about_alone_is_a_mention(data):
    (answer,) = answers("mentions", {"id": 1, "text": "When is modifier 59 right?"})

    assert [(one["system"], one["code"]) for one in answer["mentions"]] == [("modifier", "59")]


def test_what_lacks_its_text_is_answered_with_the_fault(data):
    assert answers("mentions", {"id": 1}, "no json", {"text": ""}) == [
        {"id": 1, "error": '"text" must be given, as text'},
        {"error": "Line 2 is no JSON object."},
        {"mentions": []},
    ]


def test_searches_are_answered_best_first(data):
    (answer,) = answers(
        "search", {"id": 1, "query": "torus fracture lower end right radius", "date": "2026-05-01", "limit": 3}
    )

    assert (answer["id"], len(answer["codes"]), answer["ms"] > 0) == (1, 3, True)
    best = answer["codes"][0]
    assert (best["system"], best["code"][:7]) == ("icd10cm", "S52.521")
    assert best["why"].startswith("Torus fracture of lower end of right radius")
    assert [one["score"] for one in answer["codes"]] == sorted((one["score"] for one in answer["codes"]), reverse=True)


def test_a_search_may_keep_to_one_system(data):
    (answer,) = answers("search", {"query": "injection", "system": "hcpcs", "date": "2026-05-01"})

    assert {one["system"] for one in answer["codes"]} == {"hcpcs"}


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({}, '"query" must be given, as text'),
        ({"query": "pain", "system": "modifier"}, '"system" must be one of icd10cm, icd10pcs, hcpcs, cpt'),
        ({"query": "pain", "system": []}, '"system" must be one of icd10cm, icd10pcs, hcpcs, cpt'),
        ({"query": "pain", "date": "yesterday"}, '"date" must be a day, YYYY-MM-DD'),
        ({"query": "pain", "date": 5}, '"date" must be a day, YYYY-MM-DD'),
        ({"query": "pain", "limit": 0}, '"limit" must be a number from 1 to 100'),
        ({"query": "pain", "limit": True}, '"limit" must be a number from 1 to 100'),
    ],
)
def test_a_question_that_cannot_be_asked_is_answered_with_its_fault(data, given, fault):
    refused, answered = answers("search", {"id": 1, **given}, {"id": 2, "query": "pain"})

    assert refused == {"id": 1, "error": fault}
    assert answered["codes"]


def test_search_without_words_or_lines_says_so(data):
    result = run.invoke(main, ["codes", "search"])

    assert (result.exit_code, "Say what to search for." in result.output) == (2, True)


def test_each_line_is_answered_before_the_next_one_is_written(data):
    command = subprocess.Popen(
        [Path(sys.executable).with_name("consultant"), "codes", "mentions", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "CONSULTANT_DATA_DIR": str(data)},
    )

    with command:
        for number in range(2):
            command.stdin.write(json.dumps({"id": number, "text": "99213?"}).encode() + b"\n")
            command.stdin.flush()
            assert json.loads(command.stdout.readline())["id"] == number
