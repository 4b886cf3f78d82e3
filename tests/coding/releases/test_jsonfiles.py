from datetime import date
from pathlib import Path

import pytest

from consultant.coding.releases import jsonfiles
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.jsonfiles import is_json, read_json, retrieved
from tests.coding.releases.official import write


def test_the_part_that_is_asked_for_is_given(tmp_path: Path):
    path = write(tmp_path, "a.json", b'\xef\xbb\xbf {"codes": {"a": 1}, "list": [1]}')

    assert read_json(path, "codes", dict, "codes") == {"a": 1}
    assert read_json(path, "list", list, "a list") == [1]
    assert is_json(path)
    assert not is_json(write(tmp_path, "a.csv", "a,b"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"codes":\n {"a" 1}}', "line 2, column 7: expected well-formed JSON"),
        ('{"codes": {}}', "line 1: expected the codes under 'codes'"),
        ('{"codes": [1]}', "the codes under 'codes'"),
        ("[1]", "the codes under 'codes'"),
        (b'{\n"\xff": 1}', "line 2: expected UTF-8 text"),
        ("[" * 100_000, "line 1: expected JSON that is not nested without end"),
        ("<html></html>", "not a web page"),
    ],
)
def test_damage_is_refused_with_its_place(tmp_path: Path, content: bytes | str, expected: str):
    with pytest.raises(UnreadableRelease, match=expected):
        read_json(write(tmp_path, "a.json", content), "codes", dict, "the codes")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jsonfiles, "_LARGEST", 10)

    with pytest.raises(UnreadableRelease, match="the codes in less than 64 MB"):
        read_json(write(tmp_path, "a.json", '{"codes": {"a": 1}}'), "codes", dict, "the codes")


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        ('{"retrieved": "2026-07-11"}', date(2026, 7, 11)),
        ('{"retrieved": "July"}', None),
        ('{"retrieved": 2026}', None),
        ("{}", None),
        ("[]", None),
    ],
)
def test_a_collection_may_state_the_day_it_was_taken(tmp_path: Path, content: str, stated: date | None):
    assert retrieved(write(tmp_path, "a.json", content)) == stated
