import json

import pytest

from consultant.cli import codes_installed
from tests.cli.conftest import Run


def test_setup_makes_tables_and_installs_what_ships(run: Run, monkeypatch: pytest.MonkeyPatch):
    installed: list[object] = []
    monkeypatch.setattr(codes_installed, "install_shipped", lambda services, say: installed.append(services))

    first, second = run("setup"), run("setup")

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "The desk is set up in" in first.output
    assert len(installed) == 2
    assert json.loads(run("users", "list", "--json").output) == []
