import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.quoting import visible_part
from tests.corpus.attributions import ATTRIBUTIONS, HEADER_BLOCKS

NEW = "Thank you, that helps.\n\nOne more: is M25.561 added?\n\nDana"
OLD = "Send a corrected claim.\n20611-RT, 1 unit"
QUOTED = "> Send a corrected claim.\n> 20611-RT, 1 unit"


@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_history_below_an_attribution_goes(language):
    assert visible_part(f"{NEW}\n\n{ATTRIBUTIONS[language]}\n\n{QUOTED}\n") == NEW


@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_history_above_an_answer_goes(language):
    assert visible_part(f"{ATTRIBUTIONS[language]}\n{QUOTED}\n\n{NEW}\n") == NEW


@pytest.mark.parametrize("language", [name for name, line in ATTRIBUTIONS.items() if "@" in line])
def test_history_that_is_not_marked_line_by_line_goes_below_an_attribution_with_an_address(language):
    assert visible_part(f"{NEW}\n\n{ATTRIBUTIONS[language]}\n\n{OLD}\n") == NEW


@pytest.mark.parametrize("before", ["", "________________________________\n", "-----Original Message-----\n"])
@pytest.mark.parametrize("language", HEADER_BLOCKS)
def test_history_below_a_header_block_goes(language, before):
    assert visible_part(f"{NEW}\n\n{before}{HEADER_BLOCKS[language]}\n\n{OLD}\n") == NEW


def test_answers_between_quoted_lines_stay_with_them():
    text = f"{ATTRIBUTIONS['English, Gmail']}\n> Is it the right knee?\nYes.\n> And the dose?\n48 mg."

    assert visible_part(text) == text


def test_history_behind_inline_answers_goes():
    text = "> Is it the right knee?\nYes.\n> And the dose?\n48 mg.\n\n> Older words\n> more"

    assert visible_part(text) == "> Is it the right knee?\nYes.\n> And the dose?\n48 mg."


@pytest.mark.parametrize("mark", ["---------- Forwarded message ---------", "Begin forwarded message:"])
def test_a_forward_is_kept_whole(mark):
    text = f"See below, is it payable?\n\n{mark}\nFrom: Lee <lee@x.example>\nDate: 23 Nov 2026\nSubject: Claim\nTo: Dana\n\nDenied: 76942."

    assert visible_part(text) == text


def test_a_subject_of_a_forward_keeps_the_whole_text():
    text = f"Is it payable?\n\n{HEADER_BLOCKS['English']}\n\nDenied: 76942."

    assert visible_part(text, subject="FW: Claim") == text


@pytest.mark.parametrize(
    "signature", ["-- \nDana Whitlock\nBilling, Northfork", "--\nDana", "Sent from my iPhone", "Get Outlook for iOS"]
)
def test_a_signature_goes(signature):
    assert visible_part(f"{NEW}\n\n{signature}\n") == NEW


def test_a_note_that_only_looks_like_an_attribution_stays():
    text = "Here is the note.\n\nOn 11/23/2026 Dr. Lee wrote:\n\nKnee aspirated, 48 mg given."

    assert visible_part(text) == text


def test_text_behind_a_long_dash_stays_when_it_is_no_signature():
    text = "One.\n--\n" + "\n".join(f"Line {number} of the note" for number in range(30))

    assert visible_part(text) == text


def test_a_mail_of_history_alone_is_shown_whole():
    assert visible_part(QUOTED) == QUOTED


def test_the_marks_of_a_mail_program_cut_html():
    html = '<div>Yes, right knee.</div><div class="gmail_quote"><div class="gmail_attr">So:</div><blockquote class="gmail_quote">old</blockquote></div>'

    assert visible_part("Yes, right knee.\n\nSo:\nold", html, plain=False) == "Yes, right knee."


def test_the_text_part_is_cut_where_only_the_html_knows_the_history():
    html = '<p>Yes.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> x</div><p>old</p>'

    assert visible_part("Yes.\n\nsomething odd\nold", html, plain=True) == "Yes."


def test_long_texts_are_quick():
    line = "On Monday 2026 a <a@b.example>\n"

    started = time.process_time()
    visible_part(line * 8_000)
    visible_part("> quoted\nown\n" * 15_000)
    visible_part("From: x\n" * 30_000)

    assert time.process_time() - started < 2


@given(st.lists(st.sampled_from(["> q", "own", "", "-- ", "On 2026 a <a@b.example> wrote:", "-----Original Message-----", "From: a", "Sent: 2026",
                                 "To: b", "Subject: c", "Begin forwarded message:", "Sent from my iPhone", "____________"]), max_size=14))  # fmt: skip
def test_what_is_visible_is_never_empty_where_something_was_written(lines):
    text = "\n".join(lines)

    visible = visible_part(text)

    assert bool(visible.strip()) == bool(text.strip())
    assert {line.rstrip() for line in visible.split("\n")} <= {line.rstrip() for line in text.split("\n")} | {""}
