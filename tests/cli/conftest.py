"""The command as a person runs it: in this process, with an environment of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.coding.shipped import shared

__all__ = ["shared"]
from click.testing import CliRunner, Result

from consultant.cli import main

Run = Callable[..., Result]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """Settings of an empty desk; tests add to it."""
    return {"CONSULTANT_DATA_DIR": str(tmp_path / "data"), "CONSULTANT_SMTP__TIMEOUT": "3"}


@pytest.fixture
def run(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``consultant`` with words; ``given`` is what is typed."""

    def invoke(*words: str, given: str | None = None) -> Result:
        with monkeypatch.context() as patched:
            for name, value in environment.items():
                patched.setenv(name, value)
            return CliRunner().invoke(main, list(words), input=given)

    return invoke


@pytest.fixture
def desk(run: Run) -> Run:
    """The command over a desk with its tables."""
    assert run("db", "upgrade").exit_code == 0
    return run
