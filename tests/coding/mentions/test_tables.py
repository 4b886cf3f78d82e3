import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.mentions.tables import row_after, tables


def row(text: str, code: str):
    at = text.index(code) + len(code)
    found = row_after(text, at, tables(text))
    return None if found is None else (found.modifiers, found.units)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Code   Mod  Units\n99213  25   1\n20610       2", "99213", (("25",), 1)),
        ("Code   Mod  Units\n99213  25   1\n20610       2", "20610", ((), 2)),
        ("CPT\tDX\tMOD\tUNITS\n93000\tR00.2\t\t1", "93000", ((), 1)),
        ("Code | Units | Paid\n97110 | 50 | 12.00", "97110", ((), 50)),
        ("Code | Mod | Units\n29877 | 59 RT | 1", "29877", (("59", "RT"), 1)),
        ("LINE HCPCS MOD1 MOD2 QTY CHG\n001  E1390  RR   KX   1   198.40", "E1390", (("RR", "KX"), 1)),
        ("29881 | RT | 2,450.00", "29881", (("RT",), None)),
        ("99213 | 25 | 1 | 150.00", "99213", (("25",), 1)),
        ("99213 | 25 | 150.00", "99213", None),
        ("99213  150.00", "99213", None),
        ("99213 and more", "99213", None),
    ],
)
def test_columns_behind_a_code_are_read(text, code, said):
    assert row(text, code) == said


def test_a_table_ends_with_an_empty_line():
    assert row("Code   Mod  Units\n99213  25   1\n\n20610   3   x", "20610") is None


def test_a_question_is_no_heading():
    assert tables("Which code  and how many units?\n99213  25   1") == ()


@given(st.text(alphabet="9213 25RT|\t\nCode Mod Units", max_size=200), st.integers(0, 200))
def test_whatever_stands_there_the_row_ends_in_the_text(text, at):
    found = row_after(text, min(at, len(text)), tables(text))

    assert found is None or min(at, len(text)) <= found.end <= len(text)
