import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.parameters import content_type, read_value


@pytest.mark.parametrize(
    ("written", "name", "read"),
    [
        ('text/plain; charset="utf-8"', "charset", "utf-8"),
        ("text/plain; charset=utf-8 ; format=flowed", "format", "flowed"),
        ('attachment; filename="a \\"b\\".pdf"', "filename", 'a "b".pdf'),
        ("attachment; filename=two words.pdf", "filename", "two words.pdf"),
        ("attachment; filename*=utf-8''pr%C3%BCf.pdf", "filename", "prüf.pdf"),
        ("attachment; filename*0=pr; filename*1=uef.pdf", "filename", "pruef.pdf"),
        ("attachment; filename*1=b.pdf; filename*0=a", "filename", "ab.pdf"),
        ("attachment; filename*0*=utf-8''pr%C3; filename*1*=%BCf; filename*2=.pdf", "filename", "prüf.pdf"),
        ('attachment; filename="=?utf-8?B?cHLDvGYucGRm?="', "filename", "prüf.pdf"),
        ('attachment; filename="open.pdf', "filename", "open.pdf"),
        ("attachment; FILENAME=x.pdf; filename=y.pdf", "filename", "x.pdf"),
        ("attachment", "filename", ""),
    ],
)
def test_parameters_are_read_as_written_in_the_wild(written, name, read):
    assert read_value(written).get(name) == read


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Text/HTML; charset=x", "text/html"), ("text", "text/plain"), ("", "text/plain"), ("html", "text/html"),
        ("application/", "application/octet-stream"), ("multipart/; boundary=b", "multipart/mixed"), ("charset=utf-8", "text/plain"),
    ],
)  # fmt: skip
def test_a_broken_type_becomes_a_usable_one(written, kind):
    assert content_type(read_value(written)) == kind


@given(st.text(max_size=200))
def test_any_value_can_be_read(text):
    content_type(read_value(text))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("before", ["text/plain; x", 'text/plain; name="a', "text/plain; name", "text/plain; name=a;"])
def test_blanks_without_end_are_passed(before):
    assert read_value(before + " " * 400_000 + "y").value == "text/plain"


def test_blanks_around_every_sign_are_no_part_of_a_parameter():
    read = read_value('text/plain ;  charset  =  utf-8  ;  name  =  "a  b.pdf"  ;  x = "it "is" so "  ; y=1')

    assert [read.get(name) for name in ("charset", "name", "x", "y")] == ["utf-8", "a b.pdf", 'it "is" so', "1"]
