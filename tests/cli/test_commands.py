"""What holds for every command: wrong settings in one line, nothing that a person cannot read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consultant.cli import COMMANDS
from tests.cli.conftest import Run

WRONG = [
    ("CONSULTANT_SECRET_KEY", "short"),
    ("CONSULTANT_DATABASE_URL", "mysql://desk:pw@localhost/desk"),
    ("CONSULTANT_DATABASE_URL", "postgresql://desk:pw@host:port/desk"),
    ("CONSULTANT_DATABASE_URL", "just words"),
    ("CONSULTANT_REDIS_URL", "localhost"),
    ("CONSULTANT_SMTP__PORT", "smtp"),
    ("CONSULTANT_SMTP__PORT", "70000"),
    ("CONSULTANT_SMTP__TLS", "maybe"),
    ("CONSULTANT_SMTP", "{no json"),
    ("CONSULTANT_ZONE", "Mars/Olympus"),
    ("CONSULTANT_ZONE", "../../etc/passwd"),
    ("CONSULTANT_OPENS", "25:00"),
    ("CONSULTANT_CLOSES", "07:00"),
    ("CONSULTANT_ANSWER_HOURS", "0"),
    ("CONSULTANT_UNDO_SECONDS", "soon"),
    ("CONSULTANT_BIND", "nowhere"),
    ("CONSULTANT_BASE_URL", "desk.example"),
    ("CONSULTANT_INSTANCE", "Has Blanks"),
    ("CONSULTANT_LOG_LEVEL", "LOUD"),
    ("CONSULTANT_MAX_MAIL_BYTES", "12"),
    ("CONSULTANT_MAX_MAIL_BYTES", "1e3"),
    ("CONSULTANT_IDLE_SECONDS", "inf"),
    ("CONSULTANT_BASE_URL", "http://h:99999"),
    ("CONSULTANT_DATABASE_URL", "postgresql://desk:pw@host:99999/desk"),
    ("CONSULTANT_DATABASE_URL", "postgresql://desk:pw@nowhere.invalid/desk"),
    ("CONSULTANT_DATABASE_URL", "postgresql://desk:pw@127.0.0.1/desk?sslmod=require"),
    ("CONSULTANT_DATABASE_URL", "sqlite:////proc/nowhere/desk.db"),
    ("CONSULTANT_TRUSTED_PROXIES", "-1"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named_in_one_line_without_a_traceback(
    run: Run, environment: dict[str, str], name: str, value: str
):
    environment[name] = value

    result = run("users", "list")

    assert result.exit_code == 1
    lines = result.output.strip().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith(f"consultant: {name}: "), lines
    assert "pw" not in lines[0]


def test_several_wrong_settings_are_named_together(run: Run, environment: dict[str, str]):
    environment |= {"CONSULTANT_SMTP__PORT": "x", "CONSULTANT_ZONE": "x"}

    output = run("users", "list").output

    assert "CONSULTANT_SMTP__PORT: " in output
    assert "CONSULTANT_ZONE: is no time zone" in output
    assert len(output.strip().splitlines()) == 1


@pytest.mark.parametrize("made", ["a file", "nothing that can be made"])
def test_a_data_folder_that_cannot_be_is_named(run: Run, environment: dict[str, str], tmp_path: Path, made: str):
    (tmp_path / "file").write_text("")
    environment["CONSULTANT_DATA_DIR"] = str(tmp_path / "file" if made == "a file" else "/proc/nowhere/data")

    for words in (("users", "list"), ("db", "upgrade"), ("codes", "show", "M17.11"), ("poller",)):
        result = run(*words)
        assert result.exit_code == 1
        assert result.output.startswith("consultant: CONSULTANT_DATA_DIR: "), result.output
        assert len(result.output.strip().splitlines()) == 1


def test_a_desk_without_tables_says_how_to_make_them(run: Run):
    result = run("users", "list")

    assert result.exit_code == 1
    assert result.output == "consultant: the database lacks tables of this version; run: consultant db upgrade\n"


def test_the_command_itself_ends_with_one_line_and_one(tmp_path: Path):
    done = subprocess.run(
        [str(Path(sys.executable).parent / "consultant"), "db", "status"],
        env={"PATH": os.environ["PATH"], "CONSULTANT_DATA_DIR": str(tmp_path), "CONSULTANT_SECRET_KEY": "short"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("consultant: CONSULTANT_SECRET_KEY: needs at least 32 characters")
    assert len(done.stderr.splitlines()) == 1


def test_help_lists_every_command_and_loads_none(run: Run):
    result = run("--help")

    assert result.exit_code == 0
    assert all(name in result.output for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_explains_itself(run: Run, name: str):
    result = run(name, "--help")

    assert result.exit_code == 0
    assert result.output.count("\n") > 3


def test_a_command_that_is_none_is_said_to_be_none(run: Run):
    assert run("nothing").exit_code == 2
