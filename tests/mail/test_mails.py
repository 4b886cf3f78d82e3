import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.cli.mail import as_json
from consultant.mail.attachments import make_attachment
from consultant.mail.compose import compose
from consultant.mail.letters import RenderedLetter
from consultant.mail.parse import parse
from consultant.mail.parsed import Address, Unreadable
from tests.corpus import (
    mails_addresses,
    mails_bodies,
    mails_charsets,
    mails_files,
    mails_headers,
    mails_html,
    mails_odd,
    mails_structure,
    mails_transfer,
)
from tests.corpus.mails_large import large_mails

PARTS = (
    mails_addresses,
    mails_bodies,
    mails_charsets,
    mails_files,
    mails_headers,
    mails_html,
    mails_odd,
    mails_structure,
    mails_transfer,
)
WHEN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
LARGE = list(large_mails())
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


@pytest.mark.timeout(20)
@pytest.mark.parametrize("raw", LARGE, ids=range(len(LARGE)))
def test_a_mail_of_one_thing_beyond_measure_is_read(raw):
    assert [one.address for one in parse(raw).from_] == ["dana@northfork.example"]


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40)
SMALL = [case for case in CASES if len(case.raw) < 6_000]


@given(
    subject=NAMES,
    people=st.lists(st.tuples(NAMES, st.emails()), min_size=1, max_size=4),
    words=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n"), max_size=200),
    files=st.lists(st.tuples(NAMES, st.binary(max_size=200)), max_size=3),
)
def test_what_we_compose_reads_back_as_it_was_said(subject, people, words, files):
    to = [Address(name, address) for name, address in people]
    attached = [make_attachment(data, name=name, content_type="application/pdf") for name, data in files]
    letter = RenderedLetter(subject, words, "<p>said</p>")

    raw = compose(letter, sender=to[0], to=to, message_id="a@x.example", date=WHEN, attachments=attached)
    read = parse(raw)

    assert read.subject.split() == subject.split()
    assert [(one.name.split(), one.address) for one in read.to] == [(one.name.split(), one.address) for one in to]
    assert read.text.strip() == (words.strip() or "said")
    assert [(one.filename, one.content) for one in read.attachments] == [
        (one.filename, one.content) for one in attached
    ]


@given(st.data())
def test_a_changed_mail_is_still_read_and_can_be_stored(data):
    raw = bytearray(data.draw(st.sampled_from(SMALL)).raw)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(raw)))
        end = min(start + data.draw(st.integers(0, 200)), len(raw))
        match data.draw(st.sampled_from(["flip", "cut", "double", "nest", "end"])):
            case "flip":
                raw[start : start + 1] = data.draw(st.binary(min_size=1, max_size=3))
            case "cut":
                del raw[start:end]
            case "double":
                raw[start:start] = raw[start:end] * data.draw(st.integers(1, 30))
            case "nest":
                raw[start:start] = data.draw(st.sampled_from(SMALL)).raw
            case "end":
                del raw[start:]

    read = parse(bytes(raw))

    if isinstance(read, Unreadable):
        assert "could not be read" not in read.reason
    else:
        assert "not-parted" not in read.flags
        json.dumps(as_json(read), ensure_ascii=False).encode("utf-8")
        assert "\\u0000" not in json.dumps(as_json(read))
