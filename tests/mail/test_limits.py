import dataclasses

import pytest

from consultant.mail.limits import DEFAULT, Limits


def test_every_limit_bounds_something():
    assert all(getattr(DEFAULT, field.name) > 0 for field in dataclasses.fields(Limits))


def test_limits_cannot_be_changed_by_a_reader():
    with pytest.raises(dataclasses.FrozenInstanceError):
        DEFAULT.depth = 1_000
