from consultant.coding.mentions.candidates import candidates
from consultant.coding.mentions.lookalikes import claimed
from consultant.coding.sets import System


def found(text: str) -> list[str]:
    return [candidate.written for candidate in candidates(text, claimed(text))]


def test_strings_with_a_codes_shape_are_found_in_order():
    assert found("E11.9 and e119, 99213, J7325, 0001F, 0SRC0J9") == [
        "E11.9",
        "e119",
        "99213",
        "J7325",
        "0001F",
        "0SRC0J9",
    ]


def test_parts_of_longer_words_and_numbers_are_none():
    assert found("992134 xx99213 E11.9876543 #99213 99213@x abcE11.9 $99213") == []


def test_a_claimed_span_is_passed_over():
    assert found("ZIP 99213, phone 503-555-0142") == []


def test_both_ends_of_a_range_are_found():
    assert found("99213-99215") == ["99213", "99215"]
    assert found("Z12.11-Z12.12, S83.511A-S83.512A, M17.- or M17.1-.") == [
        "Z12.11",
        "Z12.12",
        "S83.511A",
        "S83.512A",
        "M17.-",
        "M17.1-",
    ]


def test_a_letter_and_four_digits_have_two_readings():
    (candidate,) = candidates("J1100", bytearray(5))

    assert candidate.readings == ((System.HCPCS, "J1100"), (System.CM, "J11.00"))
    assert candidate.upper
    assert not candidate.dotted
