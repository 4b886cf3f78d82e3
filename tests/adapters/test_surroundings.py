from pathlib import Path

from consultant.adapters.surroundings import look_around
from consultant.demo.processes import free_port


def test_the_disk_and_an_absent_redis_are_told(tmp_path: Path):
    around = look_around(tmp_path, f"redis://127.0.0.1:{free_port(0)}/0")

    assert 0 < around.disk_free <= around.disk_whole
    assert around.redis == "Redis does not answer"


def test_where_no_redis_is_asked_for_none_is_missed(tmp_path: Path):
    assert look_around(tmp_path, "").redis is None
