import re

import pytest

from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services.pages import losses
from tests.corpus.broken import broken_mails

FLAG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (None, None),
        ("no-date; no-message-id", None),
        ("no-date; bytes-lost", "some letters could not be read"),
        ("missing-boundary; boundary-guessed", "its parts are not parted as it says"),
        ("larger than the mailbox takes: only its headers were fetched", "larger than the mailbox takes: only its headers were fetched"),
    ],
)  # fmt: skip
def test_losses_are_said_in_words_and_repairs_are_not_told(kept: str | None, said: str | None):
    assert losses.in_words(kept) == said


def test_no_word_of_the_parser_itself_reaches_a_page():
    read = [mail for _name, raw in broken_mails() if isinstance(mail := parse(raw), ParsedMail)]
    words = [losses.in_words(flag) for mail in read for flag in mail.flags]

    assert [word for word in words if word and FLAG.fullmatch(word)] == []
