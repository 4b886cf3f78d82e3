import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from consultant.cli import main

run = CliRunner()


@pytest.fixture
def mail(shipped_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mail with a file, on a host with the shipped releases and no database."""
    (tmp_path / "releases").symlink_to(shipped_releases)
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("CONSULTANT_DATABASE_URL", raising=False)
    written = EmailMessage()
    written["From"], written["Subject"] = "Dana <dana@clinic.example>", "Re: M25.561?"
    written["Date"] = "Mon, 27 Apr 2026 10:00:00 -0500"
    written.set_content(
        "Medicare patient, 71 yo F, seen 04/21/2026, POS 11, in Texas with low back pain.\n"
        "We billed 20611-RT, M17.11 and it came back CO-97. Which modifier do we need?\n\n"
        "On Sun, Apr 26, 2026 at 9:00 AM Desk <desk@x.example> wrote:\n> Use 99213, POS 22.\n"
    )
    written.add_attachment("Bill J1100 x 4", filename="note.txt")
    path = tmp_path / "question.eml"
    path.write_bytes(written.as_bytes())
    return path


def test_a_preview_is_what_the_worker_would_attach(mail):
    result = run.invoke(main, ["tickets", "preview", str(mail)])

    shown = json.loads(result.output)
    assert sorted(shown) == ["facts", "findings", "lookups", "mentions"]
    assert [one["code"] for one in shown["mentions"]] == ["M25.561", "20611", "M17.11", "J1100"]
    assert shown["facts"] == {
        "date_of_service": "2026-04-21", "payer": "Medicare", "state": "TX", "place_of_service": "11",
        "patient_age": 71, "patient_sex": "F", "denial_codes": ["CO-97"], "question_type": "which-modifier",
    }  # fmt: skip
    lookups = [(one["system"], one["code"]) for one in shown["lookups"]]
    assert lookups[:4] == [("icd10cm", "M25.561"), ("cpt", "20611"), ("icd10cm", "M17.11"), ("hcpcs", "J1100")]
    assert any(code.startswith("M54.5") for _, code in lookups[4:])
    assert {one["severity"] for one in shown["findings"]} <= {"error", "warning", "info"}


def test_what_is_not_said_is_null(mail, tmp_path):
    path = tmp_path / "short.eml"
    path.write_bytes(b"From: a@x.example\nSubject: Hello\n\nPlease call me.\n")

    shown = json.loads(run.invoke(main, ["tickets", "preview", str(path)]).output)

    assert (shown["mentions"], shown["lookups"], shown["findings"]) == ([], [], [])
    assert {name: value for name, value in shown["facts"].items() if value} == {}


def test_a_file_that_is_no_mail_is_refused(mail, tmp_path):
    (tmp_path / "empty.eml").write_bytes(b"")

    result = run.invoke(main, ["tickets", "preview", str(tmp_path / "empty.eml")])

    assert (result.exit_code, "cannot be read: The mail is empty." in result.stderr) == (1, True)
