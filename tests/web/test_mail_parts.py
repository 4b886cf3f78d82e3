import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.web import mail_parts


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("application/pdf", "application/pdf"),
        ("TEXT/HTML", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/xhtml+xml", "application/octet-stream"),
        ("text/plain\r\nX: y", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_types_that_a_browser_would_run_become_plain_bytes(kind, sent):
    assert mail_parts.download(b"", "x", kind).headers["Content-Type"] == sent


@given(st.text(max_size=300))
def test_no_name_of_a_file_breaks_its_header_or_holds_a_path(name):
    header = mail_parts.disposition(name)

    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    plain = header.split('"')[1]
    assert plain
    assert "/" not in plain
    assert "\\" not in plain
    assert not plain.startswith(".")


@given(st.binary(max_size=500))
def test_header_lines_of_any_bytes_are_text(raw):
    text = mail_parts.header_text(raw)

    assert "\0" not in text
    text.encode()
