from consultant.coding.releases.errors import UnreadableRelease
from consultant.errors import UserError


def test_a_refusal_names_file_line_and_what_was_expected():
    error = UnreadableRelease("HCPC2026.txt", 17, "a record")

    assert isinstance(error, UserError)
    assert str(error) == "HCPC2026.txt, line 17: expected a record"
    assert (error.file, error.line, error.expected) == ("HCPC2026.txt", 17, "a record")
