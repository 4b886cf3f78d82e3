import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.quote_marks import (
    FORWARDED_SUBJECT,
    flatten,
    is_bare_separator,
    is_desk_mark,
    is_forward,
    is_header_block,
    is_separator,
)
from tests.corpus.attributions import HEADER_BLOCKS


def lines(text):
    return [flatten(line) for line in text.split("\n")]


@pytest.mark.parametrize("language", HEADER_BLOCKS)
def test_the_header_block_of_a_quoted_mail_is_known(language):
    assert is_header_block(lines(HEADER_BLOCKS[language]), 0)


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----", "-----Ursprüngliche Nachricht-----", "-------- Message d'origine --------", "-----原始邮件-----",
        "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐", "----- Mensaje original -----", "------------------\u00a0原始邮件\u00a0------------------",
        ">>> Desk <q@desk.example> 11/23/2026 9:12 AM >>>",
    ],
)  # fmt: skip
def test_separators_are_known(line):
    assert is_separator(lines(line), 0)


@pytest.mark.parametrize("line", ["Original Message", "-- original --", "Mensaje original:"])
def test_a_separator_may_stand_without_dashes(line):
    assert is_bare_separator(line)


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------", "Begin forwarded message:", "-------- Weitergeleitete Nachricht --------", "---------- 转发的邮件 ---------",
        "----- Forwarded by Dana/Northfork on 11/23/2026 09:12 AM -----", "-------- Пересылаемое сообщение --------", "-------- Messaggio Inoltrato --------",
    ],
)  # fmt: skip
def test_forward_marks_are_known(line):
    assert is_forward(flatten(line))


@pytest.mark.parametrize("subject", ["Fwd: Knee", "FW: Knee", "WG: Knie", "TR: Genou", "Fwd:Knee", "转发: 膝"])
def test_forwarded_subjects_are_known(subject):
    assert FORWARDED_SUBJECT.match(subject)


@pytest.mark.parametrize(
    "line",
    [
        "##- Please type your reply above this line -##", "--- Reply above this line ---", "> -- Please reply above this line --",
        "## Bitte antworten Sie oberhalb dieser Zeile ##", "-- Écrivez votre réponse au-dessus de cette ligne --",
    ],
)  # fmt: skip
def test_a_desk_asks_to_answer_above_a_line(line):
    assert is_desk_mark(flatten(line))


@pytest.mark.parametrize(
    "text",
    [
        "From: the patient's right knee\nwe took a sample", "To: be decided\nSubject: open", "Date: 08/27/2026\nFrom: Dr. Lee", "Name\n11/23/2026 09:12\nToday\nknee",
        "From: 08/01/2026\nTo: 08/31/2026\nSubject: dates", "Sent: a\nTo: b\nSubject: c", "Original words", ">>> knee",
    ],
)  # fmt: skip
def test_words_that_look_like_headers_are_none(text):
    assert not is_separator(lines(text), 0)


def test_a_flat_line_has_one_kind_of_blank_and_dash():
    assert flatten("\u200fDe\u00a0:\tBureau – x\r") == "De : Bureau - x"


@given(st.lists(st.text(alphabet="From:Sent To@2026\n-_*>：", max_size=40), min_size=1, max_size=8))
def test_any_lines_are_survived(given_lines):
    flat = lines("\n".join(given_lines))

    for index, line in enumerate(flat):
        assert {type(is_separator(flat, index)), type(is_forward(line)), type(is_desk_mark(line))} == {bool}
