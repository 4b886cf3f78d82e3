import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.rights import RIGHTS, Action, Person, Role, demand, may
from consultant.errors import Forbidden


@given(st.sampled_from(Role), st.sampled_from(Action))
def test_a_role_may_what_the_table_says_and_a_refusal_says_what(role: Role, action: Action):
    person = Person(1, role, "x")

    if may(person, action):
        demand(person, action)
    else:
        with pytest.raises(Forbidden, match=action.value):
            demand(person, action)


def test_every_role_has_its_line():
    assert set(RIGHTS) == set(Role)


def test_askers_have_no_right_at_the_desk_and_coders_do_not_decide_on_parked_mail():
    assert RIGHTS[Role.ASKER] == frozenset()
    assert Action.SETTLE_PARKED not in RIGHTS[Role.CODER]
    assert Action.SEE_PARKED in RIGHTS[Role.CODER]


def test_every_right_is_somebodys_and_leads_have_what_coders_have():
    assert frozenset().union(*RIGHTS.values()) == set(Action)
    assert RIGHTS[Role.CODER] <= RIGHTS[Role.LEAD] <= RIGHTS[Role.ADMINISTRATOR]
