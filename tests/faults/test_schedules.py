"""Random faults, seeded: what the server accepted is what people sent, nobody gets a mail twice, and what is missing is seen.

``CONSULTANT_TEST_SEED`` is the first seed and ``CONSULTANT_TEST_SCHEDULES`` how many follow it; the seed stands in the
test's name and in each failure, so a failed schedule is run again with that seed and 1.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.faults.schedules import Schedule, schedule
from tests.faults.world import Sent, World

pytestmark = [pytest.mark.faults]

FIRST = int(os.environ.get("CONSULTANT_TEST_SEED", "1"))
COUNT = int(os.environ.get("CONSULTANT_TEST_SCHEDULES", "30"))
CASES = [
    pytest.param(seed, "postgres" if seed % 2 else "sqlite", id=f"seed-{seed}-{'postgres' if seed % 2 else 'sqlite'}")
    for seed in range(FIRST, FIRST + COUNT)
]


class Worlds:
    """One desk of each kind for all schedules of this test process; one that failed a schedule is not used again."""

    def __init__(self, make: Callable[[str], World]) -> None:
        self._make = make
        self._made: dict[str, World] = {}

    @contextmanager
    def lent(self, kind: str) -> Iterator[World]:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        try:
            yield self._made[kind]
        except BaseException:
            self._made.pop(kind).close()
            raise

    def close(self) -> None:
        for one in self._made.values():
            one.close()


@pytest.fixture(scope="session")
def worlds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    made = Worlds(
        lambda kind: World(request.getfixturevalue(f"lasting_{kind}_url")(), tmp_path_factory.mktemp(f"world-{kind}"))
    )
    yield made
    made.close()


@pytest.mark.parametrize(("seed", "kind"), CASES)
def test_after_any_schedule_of_faults_every_answer_left_once_or_is_seen_to_be_missing(
    worlds: Worlds, seed: int, kind: str
) -> None:
    plan = schedule(seed)
    with worlds.lent(kind) as world:
        before = world.accepted()

        sent = world.run(plan)

        try:
            check(world, plan, sent)
            settle_by_a_person(world, plan, sent)
            check(world, plan, sent)
            mine = {mail.id for mail in sent}
            assert {key: many for key, many in world.accepted().items() if key[0] not in mine} == before, (
                "an old mail left again"
            )
        except AssertionError as error:
            raise AssertionError(
                f"seed {seed} on {kind}: {plan}\nhappened: {world.script.happened}\n{error}"
            ) from error


def check(world: World, plan: Schedule, sent: list[Sent]) -> None:
    """Compare what the server took with what the outbox says, recipient by recipient."""
    accepted = world.accepted()
    shown = world.shown()
    for mail in sent:
        states = world.states(mail)
        assert set(states) == set(mail.recipients)
        for address, state in states.items():
            copies = accepted[mail.id, address]
            assert copies <= 1 + mail.words[address], f"{address} got mail {mail.id} {copies} times"
            assert state in {"sent", "refused", "unknown"}, f"mail {mail.id} is {state}"
            if address in mail.told:
                continue
            assert state != "sent" or copies, f"mail {mail.id} is called sent, and {address} has it not"
            if not mail.words[address]:
                assert state != "refused" or not copies, f"mail {mail.id} is called refused, and {address} has it"
            assert state != "unknown" or plan.may_be_unknown, f"mail {mail.id} is unknown without a cause"
            assert state != "refused" or plan.may_be_refused, f"mail {mail.id} is refused without a cause"
        _check_that_it_is_seen(world, mail, set(states.values()), shown.get(mail.id))


def _check_that_it_is_seen(world: World, mail: Sent, states: set[str], shown: str | None) -> None:
    failed = {"refused", "unknown"} & states
    if not failed:
        assert shown is None, f"the outbox page shows mail {mail.id} as {shown}"
        return
    assert shown in failed, f"the outbox page shows mail {mail.id} as {shown}"
    attention = world.desk.count(
        "SELECT attention FROM tickets WHERE id = (SELECT ticket_id FROM outbound_mails WHERE id = :id)", id=mail.id
    )
    assert attention == 0, f"nobody sees that mail {mail.id} failed"


def settle_by_a_person(world: World, plan: Schedule, sent: list[Sent]) -> None:
    """Have a person say what becomes of each mail of unknown fate, and let the machines do it."""
    words = iter(plan.words * len(sent))
    for mail in sent:
        unknown = [address for address, state in world.states(mail).items() if state == "unknown"]
        word = next(words)
        for address in unknown[:1] if word == "again" else unknown:
            world.say(mail, address, word)
    world.settle(sent)
