from pathlib import Path

import pytest

from consultant.adapters.library.ptp_parts import table_of, told_by, whole
from consultant.errors import UserError
from tests.coding.releases.official import workbook


def parts(*names: str) -> list[Path]:
    return [Path(name) for name in names]


def test_parts_of_one_setting_version_and_revision_belong_together():
    assert table_of("ccipra-v322r0-f1.txt") == table_of("CCIPRA-V322R0-F4.xlsx")
    assert (
        len({table_of(f"cci{which}-f1.txt") for which in ("pra-v322r0", "pra-v321r0", "pra-v322r1", "oph-v322r0")}) == 4
    )
    assert table_of("ccipra-v322r2-f1.txt") < table_of("ccipra-v322r10-f1.txt")


def test_all_parts_in_any_order_are_whole():
    second, first = parts("ccioph-v322r0-f2.txt", "ccioph-v322r0-f1.txt")

    told, files = whole([second, first])

    assert (told.setting, told.version) == ("outpatient hospital", "32.2")
    assert files == [first, second]


def test_of_a_part_as_text_and_as_workbook_the_text_is_read_and_of_equal_files_one(tmp_path: Path):
    text, again = tmp_path / "ccipra-v322r0-f1.txt", tmp_path / "again" / "ccipra-v322r0-f1.txt"
    again.parent.mkdir()
    for path in (text, again):
        path.write_text("the same")
    book = workbook(tmp_path, "ccipra-v322r0-f1.xlsx", [["the same"]])

    assert whole([book, text])[1] == [text]
    assert whole([text, again])[1] in ([text], [again])
    assert whole([book])[1] == [book]


def test_two_versions_of_one_part_are_refused(tmp_path: Path):
    one, other = tmp_path / "ccipra-v322r0-f1.txt", tmp_path / "ccipra-v322r0-f1 (1).txt"
    one.write_text("one")
    other.write_text("other")

    with pytest.raises(UserError, match="two versions that differ"):
        whole([one, other])


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["ccipra-v322r0-f2.txt"], r"NCCI pairs, practitioner, version 32\.2: f2 of the table given, f1 missing"),
        (["ccipra-v322r0-f1.txt", "ccipra-v322r0-f4.txt"], "f1, f4 of the table given, f2, f3 missing"),
        (["ccipra-v322r0-f1.txt", "ccioph-v322r0-f2.txt"], "parts of different tables"),
    ],
)
def test_a_table_with_a_hole_is_refused_in_a_sentence(names: list[str], words: str):
    with pytest.raises(UserError, match=words):
        whole(parts(*names))


def test_a_name_that_says_no_setting_is_refused_with_one_that_does():
    with pytest.raises(UserError, match=r"pairs\.txt: only the name .* expected ccipra-v322r0-f1\.txt"):
        told_by("pairs.txt")
