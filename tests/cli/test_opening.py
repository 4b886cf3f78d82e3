from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from consultant.bootstrap import Services
from consultant.cli.opening import open_desk


def test_a_desk_is_closed_with_its_command_whatever_becomes_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))
    closed: list[Services] = []

    def close(services: Services) -> None:
        closed.append(services)
        services.database.dispose()

    monkeypatch.setattr(Services, "close", close)

    @click.command()
    def command() -> None:
        assert open_desk().settings.data_dir == tmp_path
        assert closed == []
        raise RuntimeError

    result = CliRunner().invoke(command)

    assert isinstance(result.exception, RuntimeError)
    assert len(closed) == 1
