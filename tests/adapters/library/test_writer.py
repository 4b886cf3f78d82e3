import hashlib
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.building import Described, Source, source_of
from consultant.adapters.library.writer import StoredEntry, write_release
from consultant.coding.search.index import RowKind
from consultant.coding.sets import System

DESCRIBED = Described(System.CM, "A list", date(2025, 10, 1), date(2026, 9, 30), "test", (Source("a.xml", "0" * 64),))


def entries() -> list[StoredEntry]:
    return [
        StoredEntry(
            "S52", "category", "Fracture", billable=False, parent=-1, last=1, phrases=((RowKind.TITLE, "Fracture"),)
        ),
        StoredEntry("S52.XXXA", "seventh", "Fracture, initial encounter", billable=True, parent=0, last=1),
    ]


def test_a_release_is_named_by_the_hash_of_its_bytes(tmp_path: Path):
    built = write_release(tmp_path, DESCRIBED, entries(), {"codes": 2})

    assert built.path == tmp_path / f"{built.sha256}.release"
    assert hashlib.sha256(built.path.read_bytes()).hexdigest() == built.sha256
    assert built.size == built.path.stat().st_size
    assert built.counts == {"codes": 2}


def test_the_same_rows_give_the_same_bytes(tmp_path: Path):
    first = write_release(tmp_path / "a", DESCRIBED, entries(), {"codes": 2})
    second = write_release(tmp_path / "b", DESCRIBED, entries(), {"codes": 2})

    assert first.sha256 == second.sha256


def test_a_failure_leaves_nothing(tmp_path: Path):
    twice = [entries()[0], entries()[0]]

    with pytest.raises(sqlite3.IntegrityError):
        write_release(tmp_path, DESCRIBED, twice, {})

    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_in_words(tmp_path: Path):
    said: list[str] = []

    write_release(tmp_path, DESCRIBED, entries(), {}, progress=said.append)

    assert said == ["writing 2 rows", "indexing words"]


def test_a_source_is_its_name_and_hash(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")

    assert source_of(path) == Source("a.txt", hashlib.sha256(b"abc").hexdigest())
