from datetime import date
from pathlib import Path

from consultant.adapters.library.building import Described
from consultant.adapters.library.list_file import ListFile, write_list
from consultant.coding.sets import Reference


def test_rows_are_found_by_key_in_order(tmp_path: Path):
    described = Described(Reference.PLACES, "of today", date(2026, 1, 1), None, "test", ())
    rows = [("b", {"at": 1}), ("a", {"at": 2}), ("b", {"at": 3})]

    built = write_list(tmp_path, described, rows, {"rows": 3})
    file = ListFile(built.path)

    assert built.counts == {"rows": 3}
    assert file.release.label == "of today"
    assert file.by_key("b") == [{"at": 1}, {"at": 3}]
    assert file.by_key("c") == []
    assert file.every() == [{"at": 2}, {"at": 1}, {"at": 3}]
