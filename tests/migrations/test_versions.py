"""What every migration owes its reader: its words, its name, and a database that holds data while it runs."""

import ast
import re
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from consultant.config import ROOT
from consultant.db.base import Base
from consultant.db.migrating import config

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def test_there_is_one_line_of_migrations():
    script = ScriptDirectory.from_config(config(ROOT / "migrations"))

    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1
    assert len(list(script.walk_revisions())) == len(VERSIONS)


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_says_what_it_does_and_why_it_is_safe(path: Path):
    words = ast.get_docstring(ast.parse(path.read_text())) or ""

    assert re.fullmatch(r"20\d{6}_[0-2]\d[0-5]\d_[a-z0-9_]+", path.stem)
    assert len(words.split()) >= 8
    assert re.search(r"safe|old(er)? release", words)


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_stands_alone(path: Path):
    """Models change later; a migration that reads them would change with them."""
    source = path.read_text()

    assert "consultant.db.models" not in source
    assert "consultant.services" not in source


def test_every_index_and_constraint_has_a_name_that_fits_postgresql():
    for table in Base.metadata.tables.values():
        names = [str(item.name) for item in (*table.indexes, *table.constraints)]
        assert all(len(name) <= 63 for name in names), names
        assert len(names) == len(set(names))
