from pathlib import Path

import pytest

from consultant.cli.library import library
from consultant.coding.sets import System
from consultant.errors import UserError


def test_the_releases_last_active_on_this_host_are_opened(
    shipped_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "releases").symlink_to(shipped_releases)
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))

    assert library().listed(System.CM, "M17.11")


def test_a_host_before_set_up_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))

    with pytest.raises(UserError, match="run: consultant setup"):
        library()
