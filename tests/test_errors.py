import pytest

from consultant import errors


def test_every_error_of_ours_has_one_base_and_says_how_it_is_handled():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]

    assert all(issubclass(kind, errors.ConsultantError) for kind in kinds)
    assert all(kind.__doc__ for kind in kinds)


@pytest.mark.parametrize(
    "kind",
    [
        errors.NotFound,
        errors.Forbidden,
        errors.InvalidTransition,
        errors.StaleReply,
        errors.Conflict,
        errors.ConfigError,
    ],
)
def test_what_a_person_asked_for_in_vain_is_a_user_error(kind: type[Exception]):
    assert issubclass(kind, errors.UserError)
    assert not issubclass(kind, (errors.TransientError, errors.PermanentError))


def test_what_passes_and_what_lasts_are_apart():
    assert not issubclass(errors.TransientError, errors.PermanentError)
    assert not issubclass(errors.PermanentError, errors.TransientError)
