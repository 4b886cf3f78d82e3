from typing import Any

import pytest
from click.testing import CliRunner

from consultant.cli import main
from consultant.poller import command


def test_the_command_waits_for_the_database_and_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Any, sqlite_url: str):
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CONSULTANT_DATABASE_URL", sqlite_url)
    ran: list[Any] = []
    monkeypatch.setattr(command.loop, "main", ran.append)

    result = CliRunner().invoke(main, ["poller"])

    assert result.exit_code == 0, result.output
    assert ran[0].settings.data_dir == tmp_path
