from dataclasses import asdict, fields

import pytest

from consultant.domain.jobs import KINDS, NAMES, Job


@pytest.mark.parametrize("kind", list(KINDS.values()))
def test_a_job_is_ids_alone_and_comes_back_from_its_row(kind: type[Job]):
    job = kind(*range(1, len(fields(kind)) + 1))

    assert kind(**asdict(job)) == job
    assert all(field.type == "int" or field.type is int for field in fields(kind))
    assert KINDS[NAMES[kind]] is kind
    assert len(NAMES[kind]) <= 40
