import pytest

from consultant.coding.denials import denied, is_not_now


def left(text: str) -> str:
    """What a text does not deny."""
    kept = list(text)
    for start, end in denied(text):
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split())


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Cough, no chest pain.", "Cough, ."),
        ("Denies fever, chest pain and chills. Has cough.", ". Has cough."),
        ("No fever, chills or cough but has asthma", "but has asthma"),
        ("Sprain, fracture was ruled out.", "Sprain, ."),
        ("Ruled out pneumonia, has bronchitis", ", has bronchitis"),
        ("We are not sure which code for asthma", "We are which code for asthma"),
        ("There is no code for asthma?", "There is no code for asthma?"),
        ("Negative for strep", ""),
        ("Asthma and pneumonia not seen", "Asthma and"),
    ],
)
def test_what_is_denied_is_named_up_to_its_stop(text, rest):
    assert left(text) == rest


@pytest.mark.parametrize(
    "before",
    ["history of ", "suspected ", "Her mother's ", "no evidence of ", "allergic to ", "screening for ", "without "],
)
def test_what_is_past_suspected_or_anothers_is_not_now(before):
    assert is_not_now(f"{before}asthma", len(before))


@pytest.mark.parametrize("before", ["", "has ", "treated for ", "history: "])
def test_what_is_told_plainly_is_now(before):
    assert not is_not_now(f"{before}asthma", len(before))


def test_a_mail_of_denials_is_read_in_little_time():
    assert denied("no " * 13_000 + "a " * 13_000 + " is excluded" * 3_000)
