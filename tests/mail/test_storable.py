from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.storable import one_line, storable

any_text = st.text(alphabet=st.characters(exclude_categories=()))


@given(any_text)
def test_any_text_becomes_storable_utf8_without_nul(text):
    clean = storable(text)

    assert "\0" not in clean
    assert clean.encode("utf-8").decode("utf-8") == clean


@given(any_text)
def test_one_line_has_no_line_break_and_no_blank_at_its_edges(text):
    line = one_line(text)

    assert line == line.strip()
    assert not set(line) & set("\r\n\t\0\u2028")


def test_sound_text_stays_as_it_is():
    assert storable("膝 – geprüft\n") == "膝 – geprüft\n"
