"""A desk of real processes for each fault test, on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.desk import FaultDesk


@pytest.fixture
def fault_desk(database_url: str, tmp_path: Path) -> Iterator[FaultDesk]:
    desk = FaultDesk(database_url, tmp_path)
    yield desk
    desk.close()
