from argon2 import PasswordHasher

from consultant.adapters.passwords import hash_password


def test_a_hash_is_argon2id_salted_and_verified():
    first, second = hash_password("correct horse"), hash_password("correct horse")

    assert first.startswith("$argon2id$")
    assert first != second
    assert PasswordHasher().verify(first, "correct horse")
