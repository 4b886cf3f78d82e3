from dataclasses import FrozenInstanceError

import pytest

from consultant.bootstrap import Services


def test_the_desks_own_facts_do_not_change(sqlite_services: Services):
    desk = sqlite_services.desk

    with pytest.raises(FrozenInstanceError):
        desk.name = "another"  # type: ignore[misc]
    assert len(desk.token_key) == 32
    assert desk.undo < desk.acknowledge_after < desk.closed_long_ago
