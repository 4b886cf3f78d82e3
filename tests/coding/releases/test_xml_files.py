import gzip
from pathlib import Path

import pytest

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.xml_files import elements, root_of


def test_a_packed_file_is_read_as_it_comes(tmp_path: Path):
    path = tmp_path / "list.xml.gz"
    path.write_bytes(gzip.compress(b"<list><one/></list>"))

    assert root_of(path) == "list"
    assert [element.tag for _, element in elements(path, "end", what="a list")] == ["one", "list"]


def test_a_packed_file_that_is_cut_short_is_refused(tmp_path: Path):
    path = tmp_path / "list.xml.gz"
    path.write_bytes(gzip.compress(b"<list>" + b"<one/>" * 10_000 + b"</list>")[:60])

    with pytest.raises(UnreadableRelease, match="unpacked to its end"):
        list(elements(path, "end", what="a list"))
    assert root_of(tmp_path / "list.xml.gz") in {"list", None}


def test_text_is_no_xml(tmp_path: Path):
    path = tmp_path / "list.txt"
    path.write_text("code,long")

    assert root_of(path) is None
