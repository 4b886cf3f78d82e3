import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.attachments import make_attachment, safe_name


@pytest.mark.parametrize(
    ("name", "kind", "safe"),
    [
        ("note.pdf", "application/pdf", "note.pdf"),
        ("../../etc/passwd", "text/plain", "passwd"),
        ("C:\\Users\\dana\\note.pdf", "application/pdf", "note.pdf"),
        ("", "application/pdf", "attachment.pdf"),
        ("...", "image/png", "attachment.png"),
        ("CON.pdf", "application/pdf", "_CON.pdf"),
        ("a\u202efdp.exe", "application/pdf", "a_fdp.exe"),
        ("a<b>:c.pdf", "application/pdf", "a_b_c.pdf"),
        ("", "application/x-never-heard", "attachment.bin"),
    ],
)
def test_names_are_made_safe(name, kind, safe):
    assert safe_name(name, kind) == safe


def test_a_long_name_keeps_its_ending():
    safe = safe_name("n" * 2000 + ".pdf", "application/pdf")

    assert len(safe) == 150
    assert safe.endswith("n.pdf")


def test_an_attachment_knows_its_size_and_hash():
    one = make_attachment(b"%PDF", name="a.pdf", content_type="application/pdf")

    assert (one.size, one.sha256) == (4, hashlib.sha256(b"%PDF").hexdigest())


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_holds_no_folder(name):
    safe = safe_name(name, "application/pdf")

    assert safe
    assert len(safe) <= 151
    assert not set(safe) & set("/\\\0\r\n")
