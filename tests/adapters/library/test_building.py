import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.building import Described, Source, write_file
from consultant.adapters.library.open_file import OpenFile, layout_of
from consultant.coding.sets import Reference

DESCRIBED = Described(
    Reference.ADD_ONS, "Add-on codes", date(2026, 7, 1), date(2026, 9, 30), "test", (Source("a.csv", "0" * 64),)
)


def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
    connection.execute("CREATE TABLE pair (a TEXT)")
    connection.execute("INSERT INTO pair VALUES ('x')")
    return {"pairs": 1}


def test_a_file_is_named_by_its_bytes_and_says_what_it_is(tmp_path: Path):
    built = write_file(tmp_path, DESCRIBED, "test 1", fill)
    opened = OpenFile(built.path, "test 1")

    assert built.path.name == f"{built.sha256}.release"
    assert built.counts == {"pairs": 1}
    assert layout_of(built.path) == "test 1"
    assert opened.set is Reference.ADD_ONS
    assert opened.said() == {
        "sha256": built.sha256,
        "label": "Add-on codes",
        "effective_from": date(2026, 7, 1),
        "effective_to": date(2026, 9, 30),
        "sample": False,
    }
    assert opened.rows("SELECT a FROM pair") == [("x",)]


def test_the_same_rows_make_the_same_file(tmp_path: Path):
    assert write_file(tmp_path, DESCRIBED, "test 1", fill) == write_file(tmp_path, DESCRIBED, "test 1", fill)


def test_a_failure_leaves_nothing(tmp_path: Path):
    def breaks(connection: sqlite3.Connection) -> Mapping[str, int]:
        fill(connection)
        raise RuntimeError("at line two million")

    with pytest.raises(RuntimeError):
        write_file(tmp_path, DESCRIBED, "test 1", breaks)

    assert list(tmp_path.iterdir()) == []
