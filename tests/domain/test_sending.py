from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.sending import Delivery, Phase, derive

STATES = st.lists(st.sampled_from(Delivery), max_size=6)


@given(STATES)
def test_a_mails_state_is_that_of_one_of_its_recipients(states: list[Delivery]):
    assert derive(states) in (states or [Delivery.CANCELLED])


@given(STATES)
def test_the_order_of_recipients_does_not_count(states: list[Delivery]):
    assert derive(states) is derive(reversed(states)) is derive(states * 2)


@given(STATES)
def test_what_needs_a_person_is_never_hidden(states: list[Delivery]):
    if Delivery.UNKNOWN in states:
        assert derive(states) is Delivery.UNKNOWN
    elif Delivery.REFUSED in states:
        assert derive(states) is Delivery.REFUSED


@given(STATES)
def test_queued_is_never_shown_as_sent(states: list[Delivery]):
    if derive(states) is Delivery.SENT:
        assert set(states) <= {Delivery.SENT, Delivery.CANCELLED}


def test_phases_are_in_the_order_of_the_conversation():
    assert list(Phase) == [Phase.IDLE, Phase.ENVELOPE, Phase.DATA]
