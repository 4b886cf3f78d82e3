from consultant.coding.releases.errors import UnreadableRelease, shown
from consultant.errors import UserError


def test_a_refusal_names_file_line_and_what_was_expected():
    error = UnreadableRelease("HCPC2026.txt", 17, "a record")

    assert isinstance(error, UserError)
    assert str(error) == "HCPC2026.txt, line 17: expected a record"
    assert (error.file, error.line, error.expected, error.column) == ("HCPC2026.txt", 17, "a record", None)


def test_a_refusal_names_the_column_where_one_is_meant():
    error = UnreadableRelease("ccipra.txt", 9, "a date", column="4 (effective)")

    assert str(error) == "ccipra.txt, line 9, column 4 (effective): expected a date"
    assert error.column == "4 (effective)"


def test_quoted_text_is_short_and_on_one_line():
    assert shown("a\nb") == r"'a\nb'"
    assert len(shown("x" * 500)) < 50
