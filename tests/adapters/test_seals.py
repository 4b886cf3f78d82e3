import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.adapters.seals import MARK, OPEN, Sealed, opened
from consultant.errors import ConfigError

KEY = "k" * 32


@given(st.binary(max_size=2000))
def test_what_was_sealed_opens_and_shows_nothing(data: bytes):
    seal = Sealed(KEY)

    closed = seal.close(data)

    assert seal.open(closed) == data
    assert closed != seal.close(data)
    assert len(data) < 8 or data not in closed


def test_what_was_stored_before_the_key_was_set_stays_readable():
    assert Sealed(KEY).open(b"From: a@b.example") == b"From: a@b.example"


@pytest.mark.parametrize("seal", [OPEN, Sealed("x" * 32)])
def test_a_missing_or_another_key_is_named(seal):
    with pytest.raises(ConfigError, match="CONSULTANT_BLOB_KEY"):
        seal.open(Sealed(KEY).close(b"patient"))


@pytest.mark.parametrize("harm", [lambda closed: closed[:-1] + b"\x00", lambda closed: closed[:9], lambda _: MARK])
def test_an_altered_file_is_not_opened(harm):
    with pytest.raises(ConfigError, match="altered"):
        Sealed(KEY).open(harm(Sealed(KEY).close(b"patient")))


@pytest.mark.parametrize("seal", [OPEN, Sealed(KEY)])
def test_a_strangers_file_that_looks_sealed_is_read_as_what_it_is(seal):
    looks_sealed = MARK + b"is how this file of a stranger begins"
    name = hashlib.sha256(looks_sealed).hexdigest()

    assert opened(seal, looks_sealed, name) == looks_sealed
    assert opened(seal, seal.close(b"other"), name) is None
