import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.signatures import drop_tail, is_added_line, is_signature_mark, without_signature
from tests.corpus.replies import ADDED, LETTERS

NEW = ["Yes, pay it.", "", "Dana"]


def cut(*below):
    return without_signature([*NEW, "", *below])


@pytest.mark.parametrize("line", ADDED)
def test_what_a_program_adds_goes(line):
    assert is_added_line(line)
    assert cut(line) == NEW


@pytest.mark.parametrize("mark", ["-- ", "--", "—", "--\u00a0", "––"])
def test_what_stands_behind_a_mark_goes(mark):
    assert is_signature_mark(mark)
    assert cut(mark, "Dana Whitlock", "Billing") == NEW


@pytest.mark.parametrize(
    "below",
    [
        ["-- ", "Dana", "", "Sent from my iPhone"],
        ["Sent from my iPhone", "Dana Whitlock"],
        ["Get Outlook for iOS", "<https://aka.ms/o0ukef>"],
        ["-Dana"],
        ["-- Dana Whitlock"],
        ["__________________", "Dana Whitlock, CPC", "Tel: +1 555 123 4567", "dana@northfork.example"],
        ["_______________________", "Coders mailing list", "https://lists.example/listinfo/coders"],
        ["-- ", 'You received this message because you are subscribed to the "Coders" group.', "To unsubscribe from this group, send a mail."],
    ],
)  # fmt: skip
def test_signatures_and_feet_of_several_lines_go(below):
    assert cut(*below) == NEW


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_of_people_keep_their_lines(letter):
    assert without_signature(letter.split("\n")) == letter.split("\n")


def test_a_long_text_behind_two_dashes_is_no_signature():
    lines = [*NEW, "--", *(f"Line {number} of the note" for number in range(30))]

    assert without_signature(lines) == lines


def test_a_long_signature_behind_the_true_mark_goes():
    assert cut("-- ", "Dana", *(f"Line {number} of a legal foot" for number in range(30))) == NEW


def test_a_card_in_columns_behind_the_mark_goes():
    assert cut("-- ", "| Dana Whitlock | CPC |", "| 555-010-2000 | x.example |") == NEW


def test_blank_lines_and_rules_at_the_end_go():
    assert drop_tail([*NEW, "", "________________", " "]) == NEW


@given(st.lists(st.sampled_from(["own words.", "", "-- ", "--", "Sent from my iPhone", "______", "Dana", "> q", "tel 555 123 4567", "a@b.example"]), max_size=20))  # fmt: skip
def test_only_the_end_is_taken_away(lines):
    kept = without_signature(lines)

    assert kept == lines[: len(kept)]
