from pathlib import Path

import pytest
from gunicorn.config import Config

from consultant.web import gunicorn_conf
from consultant.web.hub import STREAMS


def test_pages_keep_threads_of_their_own_when_every_stream_is_taken():
    assert gunicorn_conf.threads >= STREAMS + 4


def test_every_setting_is_one_that_the_server_knows():
    known = Config().settings
    ours = {
        name
        for name in vars(gunicorn_conf)
        if not name.startswith("_") and name not in {"STREAMS", "build", "check", "gc", "load", "plainly"}
    }

    assert ours <= set(known)


def test_a_server_whose_desk_cannot_begin_ends_before_it_forks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))

    with pytest.raises(SystemExit, match=r"^consultant: CONSULTANT_DATABASE_URL: the database lacks tables"):
        gunicorn_conf.on_starting(None)
