import pytest

from consultant.mail.attributions import FORWARD, FORWARDED_SUBJECT, HEADER_BLOCK, SEPARATOR, SIGNATURE_LINE
from tests.corpus.attributions import HEADER_BLOCKS


@pytest.mark.parametrize("language", HEADER_BLOCKS)
def test_the_header_block_of_a_quoted_mail_is_known(language):
    assert HEADER_BLOCK.match(HEADER_BLOCKS[language])


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "-----Ursprüngliche Nachricht-----",
        "-------- Message d'origine --------",
        "-----原始邮件-----",
    ],
)
def test_separators_are_known(line):
    assert SEPARATOR.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "---------- 转发的邮件 ---------",
    ],
)
def test_forward_marks_are_known(line):
    assert FORWARD.match(line)


@pytest.mark.parametrize("subject", ["Fwd: Knee", "FW: Knee", "WG: Knie", "TR: Genou", "Fwd:Knee"])
def test_forwarded_subjects_are_known(subject):
    assert FORWARDED_SUBJECT.match(subject)


@pytest.mark.parametrize(
    "line", ["Sent from my iPhone", "Get Outlook for iOS", "Von meinem iPhone gesendet", "Envoyé de mon iPad"]
)
def test_lines_that_phones_add_are_known(line):
    assert SIGNATURE_LINE.match(line)


@pytest.mark.parametrize(
    "text",
    [
        "From: the patient's right knee\nwe took a sample",
        "To: be decided\nSubject: open",
        "Date: 08/27/2026\nFrom: Dr. Lee",
    ],
)
def test_words_that_look_like_headers_are_none(text):
    assert not HEADER_BLOCK.match(text)
