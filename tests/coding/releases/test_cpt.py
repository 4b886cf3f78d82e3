from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.cpt import CptRow, edition_of, length_of, looks_like_cpt, read_cpt
from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import write

# The words here are made up; no file of the project holds a descriptor of the AMA's.
LONG = 'A notice of the owner\r\nthat goes on\r\n\r\n99213\twords of our own, 5" long\r\n0001F\tother words\r\n\r\n0591T\tmore\r\n'


def test_without_a_licence_no_row_holds_a_descriptor(tmp_path: Path):
    path = write(tmp_path, "LONGULT.txt", LONG)

    assert list(read_cpt(path)) == [CptRow("99213", None), CptRow("0001F", None), CptRow("0591T", None)]
    assert "words" not in repr(list(read_cpt(path)))


def test_with_a_licence_the_descriptors_are_read_as_they_are(tmp_path: Path):
    rows = list(read_cpt(write(tmp_path, "LONGULT.txt", LONG), licensed=True))

    assert rows[0] == CptRow("99213", 'words of our own, 5" long')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("9921\tx", "line 2, column 1: expected a CPT code of five characters, not '9921'"),
        (
            "words of a descriptor that broke",
            "line 2, column 1: expected a CPT code of five characters, not 'other words'",
        ),
        ("99214", "line 2, column 2: expected one descriptor behind the code"),
        ("99214\t", "line 2, column 2"),
        ("99214\tsecret\tsecret", "line 2, column 2"),
    ],
)
def test_damage_is_refused_and_never_quotes_a_descriptor(tmp_path: Path, line: str, expected: str):
    with pytest.raises(UnreadableRelease, match=rf"LONGULT\.txt, {expected}") as refused:
        list(read_cpt(write(tmp_path, "LONGULT.txt", f"99213\tx\n{line}\n")))

    assert not any(word in str(refused.value) for word in ("secret", "broke"))


def test_a_file_without_codes_is_refused_after_the_longest_notice(tmp_path: Path):
    with pytest.raises(UnreadableRelease, match="rows of a CPT code, a tab and its descriptor"):
        list(read_cpt(write(tmp_path, "LONGULT.txt", "words\n" * 500 + "99213\tx\n")))


@pytest.mark.parametrize(
    ("name", "words", "length"),
    [
        ("LONGULT.txt", "x", "long"),
        ("MEDU.txt", "x", "medium"),
        ("SHORTU.txt", "x", "short"),
        ("codes.txt", "x" * 28, "short"),
        ("codes.txt", "x" * 48, "medium"),
        ("codes.txt", "x" * 49, "long"),
    ],
)
def test_the_three_files_are_told_by_name_or_by_their_longest_words(tmp_path: Path, name: str, words: str, length: str):
    path = write(tmp_path, name, f"99213\t{words}\n")

    assert length_of(path) == length
    assert looks_like_cpt(path)


def test_other_tab_text_is_not_taken_for_it(tmp_path: Path):
    assert not looks_like_cpt(write(tmp_path, "a.txt", "0001A\t0591T\t\t20220101\t*\t1\twords\n"))
    assert not looks_like_cpt(write(tmp_path, "b.txt", "0016070\twords\n"))


words = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F), min_size=1, max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.from_regex(r"[0-9]{4}[0-9FTUMA]", fullmatch=True), words), min_size=1))
def test_written_rows_come_back(tmp_path: Path, rows: list[tuple[str, str]]):
    content = "".join(f"{code}\t{text}\r\n" for code, text in rows)

    read = list(read_cpt(write(tmp_path, "LONGULT.txt", content), licensed=True))

    assert [(row.code, row.descriptor) for row in read] == [(code, text.strip()) for code, text in rows]


@pytest.mark.parametrize(
    ("name", "notice", "year"),
    [
        ("LONGULT.txt", "CPT(R) 2026 data, copyright 2025\n", 2026),
        ("LONGULT.txt", "Copyright 1966, 2025 somebody\n", 2026),
        ("LONGULT.txt", "Words of 2019\n", None),
        ("cpt-2027.txt", "", 2027),
    ],
)
def test_the_edition_is_told_by_the_notice_or_the_name(tmp_path: Path, name: str, notice: str, year: int | None):
    assert edition_of(write(tmp_path, name, f"{notice}99213\twords of 2031\n")) == year
