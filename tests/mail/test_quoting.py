import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.quoting import visible_part
from tests.corpus.attributions import ATTRIBUTIONS, HEADER_BLOCKS
from tests.corpus.replies import ADDED, LETTERS, MARKED, MARKED_BELOW, PLAIN_BELOW
from tests.corpus.replies import OLD as COPIED
from tests.corpus.replies_rare import RARE_MARKED, RARE_PLAIN
from tests.corpus.replies_strange import STRANGE, WHOLE

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


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(("form", "introduction"), MARKED_BELOW)
def test_marked_history_goes_in_the_form_of_every_program(form, introduction, gap):
    assert visible_part(f"{NEW}{gap}{introduction}\n{MARKED}\n") == NEW
    assert visible_part(f"{NEW}\n\n-- \nDana\nBilling{gap}{introduction}\n{MARKED}\n") == NEW


@pytest.mark.parametrize(("form", "introduction"), MARKED_BELOW)
def test_marked_history_above_the_answer_goes_in_the_form_of_every_program(form, introduction):
    assert visible_part(f"{introduction}\n{MARKED}\n\n{NEW}\n\n-- \nDana\n") == NEW


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(("form", "introduction"), PLAIN_BELOW)
def test_unmarked_history_goes_in_the_form_of_every_program(form, introduction, gap):
    assert visible_part(f"{NEW}{gap}{introduction}\n{COPIED}\n") == NEW
    assert visible_part(f"{NEW}\n\nSent from my iPhone{gap}{introduction}\n{COPIED}\n") == NEW


@pytest.mark.parametrize("introduction", RARE_MARKED)
def test_rarer_introductions_of_marked_history_are_known(introduction):
    assert visible_part(f"{NEW}\n\n{introduction}\n{MARKED}\n") == NEW


@pytest.mark.parametrize("introduction", RARE_PLAIN)
def test_rarer_introductions_of_unmarked_history_are_known(introduction):
    assert visible_part(f"{NEW}\n\n{introduction}\n{COPIED}\n") == NEW


@pytest.mark.parametrize(("text", "visible"), [one[1:] for one in STRANGE], ids=[one[0] for one in STRANGE])
def test_replies_in_strange_forms_are_read(text, visible):
    assert visible_part(text) == visible


@pytest.mark.parametrize("text", [one[1] for one in WHOLE], ids=[one[0] for one in WHOLE])
def test_mails_with_chance_likeness_stay_whole(text):
    assert visible_part(text) == text


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_that_only_look_like_history_stay_whole(letter):
    assert visible_part(letter) == letter


def test_line_ends_of_any_kind_are_read():
    assert visible_part(f"{NEW}\n\n{MARKED}".replace("\n", "\r\n")) == NEW.replace("\n", "\r\n")


def test_the_rest_of_a_broken_quoted_line_is_no_answer():
    quoted = "> this is a long quoted line that some program broke in the middle of one\nword again\n> and so on"

    assert visible_part(f"{NEW}\n\n{ATTRIBUTIONS['English, Gmail']}\n{quoted}\n") == NEW


def test_the_foot_of_a_list_is_no_answer_below():
    foot = "_______________________________________________\nCoders mailing list\nhttps://lists.example/listinfo/coders"

    assert visible_part(f"{NEW}\n\n{ATTRIBUTIONS['English, Gmail']}\n{QUOTED}\n\n{foot}\n") == NEW


def test_a_mail_that_is_only_handed_on_is_a_forward():
    text = f"FYI, see below.\n\n{HEADER_BLOCKS['English']}\n\n{OLD}"

    assert visible_part(text) == text


def test_answers_between_quoted_lines_stay_with_them():
    text = f"{ATTRIBUTIONS['English, Gmail']}\n> Is it the right knee?\nYes.\n> And the dose?\n48 mg."

    assert visible_part(text) == text


def test_the_whole_history_between_a_greeting_and_the_answer_goes():
    text = f"Hello,\n\n{ATTRIBUTIONS['English, Gmail']}\n{QUOTED}\n\n{NEW}"

    assert visible_part(text) == f"Hello,\n\n{NEW}"


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


def test_html_tells_where_the_answer_stands_in_a_text_that_does_not():
    html = '<div class="moz-cite-prefix">On 11/23/26 09:12, Desk wrote:</div><blockquote type="cite"><p>old</p></blockquote><p>Yes, right knee.</p>'

    assert visible_part("On 11/23/26 09:12, Desk wrote:\nold\n\nYes, right knee.", html) == "Yes, right knee."


def test_the_text_part_is_cut_where_only_the_html_knows_the_history():
    html = '<p>Yes.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> x</div><p>old</p>'

    assert visible_part("Yes.\n\nsomething odd\nold", html, plain=True) == "Yes."


@pytest.mark.parametrize(
    "text",
    [
        "On Monday 2026 a <a@b.example>\n" * 8_000, "> quoted\nown\n" * 15_000, "From: x\n" * 30_000, "-" * 900 + "\n", "> " * 500_000,
        ("-" * 900 + "\n") * 500, (" " * 900 + "x\n") * 500, "> q\n" + "Sent from my iPhone\n" * 5_000, "a\n" + "\n" * 200_000 + "b",
    ],
)  # fmt: skip
def test_long_and_odd_texts_are_read_to_their_end(text):
    assert visible_part(text).strip()


@given(
    new=st.lists(
        st.from_regex(r"[A-Za-z][a-z]{2,9}( [a-z0-9]{1,9}){0,6}[.?!]", fullmatch=True), min_size=1, max_size=5
    ),
    added=st.sampled_from(["", *ADDED]),
    introduction=st.sampled_from(
        [(text, MARKED) for _, text in MARKED_BELOW] + [(text, COPIED) for _, text in PLAIN_BELOW]
    ),
    gap=st.sampled_from(["\n", "\n\n", "\n\n\n"]),
)
def test_new_words_come_back_exactly_whatever_stands_below(new, added, introduction, gap):
    written = "\n".join(new)

    assert visible_part(f"{written}\n\n{added}{gap}{introduction[0]}\n{introduction[1]}\n") == written


@given(st.text(max_size=400), st.text(alphabet="<>/ab blockquote type=cite div class=gmail_quote\"'&;\n", max_size=300))
def test_any_text_and_html_are_survived(text, html):
    visible_part(text, html)
    visible_part(text, html, plain=False)


@given(st.lists(st.sampled_from(["> q", "own", "", "-- ", "On 2026 a <a@b.example> wrote:", "-----Original Message-----", "From: a", "Sent: 2026",
                                 "To: b", "Subject: c", "Begin forwarded message:", "Sent from my iPhone", "____________"]), max_size=14))  # fmt: skip
def test_what_is_visible_is_never_empty_where_something_was_written(lines):
    text = "\n".join(lines)

    visible = visible_part(text)

    assert bool(visible.strip()) == bool(text.strip())
    assert {line.rstrip() for line in visible.split("\n")} <= {line.rstrip() for line in text.split("\n")} | {""}
