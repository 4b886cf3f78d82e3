from dataclasses import FrozenInstanceError

import pytest

from consultant.bootstrap import Services, desk_of


def test_the_desks_own_facts_do_not_change(sqlite_services: Services):
    desk = sqlite_services.desk

    with pytest.raises(FrozenInstanceError):
        desk.name = "another"  # type: ignore[misc]
    assert len(desk.token_key) == 32
    assert desk.undo < desk.acknowledge_after < desk.closed_long_ago


def test_nobody_has_stated_a_licence_for_cpt_unless_it_is_set(sqlite_services: Services):
    stated = sqlite_services.settings.model_copy(update={"cpt_licence": "Invented licence 1"})

    assert not sqlite_services.desk.cpt_licensed
    assert desk_of(stated, sqlite_services.keys).cpt_licensed
