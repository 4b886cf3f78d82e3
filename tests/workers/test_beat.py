from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from consultant.config import load
from workers import beat as module


def test_the_beat_makes_the_folder_of_its_schedule_and_ticks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    began: list[list[str]] = []
    monkeypatch.setattr(module, "settings", load(data_dir=tmp_path / "data"))
    monkeypatch.setattr(module.app, "start", began.append)
    monkeypatch.setattr(module, "services", lambda: SimpleNamespace(database=None, clock=None))
    monkeypatch.setattr(module, "beating", lambda *_of: nullcontext())

    module.main()

    assert (tmp_path / "data").is_dir()
    assert "beat" in began[0]


def test_a_beat_without_a_folder_ends_with_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(module, "settings", load(data_dir=tmp_path / "file"))

    with pytest.raises(SystemExit, match="CONSULTANT_DATA_DIR"):
        module.main()
