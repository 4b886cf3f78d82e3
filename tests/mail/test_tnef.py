from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.tnef import unpack
from tests.corpus.tnef import (
    BODY,
    CODEPAGE,
    FILE,
    FILE_MAPI,
    MAPI,
    attribute,
    named,
    number,
    packed,
    properties,
    tnef,
    value,
    wide,
)


def test_files_have_their_bytes_and_their_longest_names():
    long = value(0x3707, 0x1F, wide("Operationsbericht – Knie.pdf"))
    kind, cid = value(0x370E, 0x1E, b"Application/PDF\0"), value(0x3712, 0x1E, b"<one@x>\0")

    files = unpack(
        tnef(packed("OPERAT~1.PDF", b"%PDF", number(0x3705, 1), long, kind, cid), packed("b.txt", b"b"))
    ).files

    assert [(one.name, one.content) for one in files] == [("Operationsbericht – Knie.pdf", b"%PDF"), ("b.txt", b"b")]
    assert (files[0].content_type, files[0].content_id) == ("application/pdf", "one@x")


def test_names_are_in_the_code_page_that_is_said():
    page = attribute(CODEPAGE, b"\xe3\x04\0\0\0\0\0\0")

    assert unpack(tnef(page, packed("колено.pdf", b"x", charset="cp1251"))).files[0].name == "колено.pdf"


def test_text_and_html_are_read_behind_named_properties():
    mapi = properties(
        named(0x1F, wide("x"), "Keywords"),
        named(0x1E, b"abc\0", None),
        value(0x1000, 0x1F, wide("Is 76942\r\npaid?")),
        value(0x1013, 0x102, b"<p>Is 76942 paid?</p>"),
    )

    read = unpack(tnef(attribute(MAPI, mapi)))

    assert (read.text, read.html) == ("Is 76942\npaid?", "<p>Is 76942 paid?</p>")


def test_the_plain_body_and_rtf_stand_in():
    assert unpack(tnef(attribute(BODY, b"knee\0"))).text == "knee"
    rtf = rb"{\rtf1 knee}"
    stored = (len(rtf) + 12).to_bytes(4, "little") + len(rtf).to_bytes(4, "little") + b"MELA\0\0\0\0" + rtf
    assert unpack(tnef(attribute(MAPI, properties(value(0x1009, 0x102, stored))))).text == "knee"


def test_a_mail_in_a_mail_is_a_file():
    inside = tnef(attribute(BODY, b"hip\0"))
    mapi = properties(value(0x3701, 0x0D, b"I" * 16 + inside), value(0x3001, 0x1E, b"FW: hip\0"))

    (one,) = unpack(tnef(attribute(FILE, b"\0" * 14), attribute(FILE_MAPI, mapi))).files

    assert (one.name, one.content_type, one.content) == ("FW: hip", "application/ms-tnef", inside)


def test_other_bytes_are_no_tnef():
    assert unpack(b"") is unpack(b"PK") is None


@given(st.data())
def test_broken_tnef_gives_what_is_sound(data):
    whole = tnef(
        attribute(MAPI, properties(value(0x1000, 0x1F, wide("knee")), number(0x3705, 1))),
        packed("a.pdf", b"%PDF", value(0x3707, 0x1F, wide("long.pdf"))),
    )
    at = data.draw(st.integers(0, len(whole)))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]

    read = unpack(broken)

    assert read is None or all(isinstance(one.content, bytes) for one in read.files)
