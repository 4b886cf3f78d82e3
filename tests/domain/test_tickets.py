import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.tickets import ACTIVE, TRANSITIONS, State, Step, advance, steps_from
from consultant.errors import InvalidTransition
from consultant.services.pages.ticket import CHOICES

MACHINES = {Step.ASKER_WRITES, Step.SEND_FAILS, Step.ANSWER_WITHDRAWN}
"""Steps that happen to a ticket, whatever its state: mail that comes, answers that do not leave."""


@given(st.sampled_from(State), st.sampled_from(Step))
def test_a_step_is_taken_where_the_table_has_it_and_refused_in_words_elsewhere(state: State, step: Step):
    if step in steps_from(state):
        assert advance(state, step) is TRANSITIONS[state, step]
    else:
        with pytest.raises(InvalidTransition, match=state.words.lower()):
            advance(state, step)


@pytest.mark.parametrize("step", sorted(MACHINES))
def test_what_happens_to_a_ticket_happens_in_every_state(step: Step):
    for state in State:
        assert advance(state, step) in ACTIVE


def test_every_step_that_the_dashboard_offers_is_a_persons_and_in_the_table():
    assert not set(CHOICES) & MACHINES
    for step in CHOICES:
        assert any(step in steps_from(state) for state in State)
    for state in State:
        assert set(CHOICES) & set(steps_from(state)), state


def test_every_state_is_reached_and_left():
    assert set(TRANSITIONS.values()) == set(State)
    assert {state for state, _ in TRANSITIONS} == set(State)


def test_an_answer_takes_every_open_ticket_to_answered_and_asking_back_to_waiting():
    for state in (*ACTIVE, State.ANSWERED):
        assert advance(state, Step.CODER_ANSWERS) is State.ANSWERED
        assert advance(state, Step.CODER_ASKS_BACK) is State.WAITING


def test_a_closed_ticket_is_only_reopened():
    by_people = set(steps_from(State.CLOSED)) - MACHINES

    assert by_people == {Step.CODER_REOPENS}


@given(st.lists(st.sampled_from(Step), max_size=30))
def test_no_walk_through_the_table_leaves_it(steps: list[Step]):
    state = State.NEW
    for step in steps:
        if step in steps_from(state):
            state = advance(state, step)
        assert state in State
        assert state.words


def test_steps_are_offered_in_one_order():
    for state in State:
        assert list(steps_from(state)) == [step for step in Step if step in steps_from(state)]
