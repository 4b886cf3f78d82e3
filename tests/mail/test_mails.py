import pytest

from consultant.cli.mail import as_json
from consultant.mail.parse import parse
from tests.corpus import (
    mails_addresses,
    mails_bodies,
    mails_charsets,
    mails_files,
    mails_headers,
    mails_html,
    mails_structure,
    mails_transfer,
)

PARTS = (
    mails_addresses,
    mails_bodies,
    mails_charsets,
    mails_files,
    mails_headers,
    mails_html,
    mails_structure,
    mails_transfer,
)
CASES = [case for part in PARTS for case in part.cases()]


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
def test_a_mail_says_what_it_says(case):
    read = parse(case.raw)
    said = as_json(read)

    for field, expected in case.expected.items():
        if field == "attachments":
            files = [(one.filename, one.content_type, one.content) for one in read.attachments]
            assert files == list(expected)
        elif field == "text":
            assert said["text"].strip("\n") == expected
        else:
            assert said[field] == expected
