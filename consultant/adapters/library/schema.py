"""The shape of a release file: one immutable SQLite file per release, its word index inside."""

from __future__ import annotations

# A release file of another layout is rebuilt from its sources, never migrated.
LAYOUT = "3"

TABLES = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    billable INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    last INTEGER NOT NULL,
    added TEXT,
    terminated TEXT
);
CREATE TABLE note (
    entry INTEGER NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (entry, place)
) WITHOUT ROWID;
CREATE TABLE fact (
    entry INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (entry, place)
) WITHOUT ROWID;
"""

# Blocks of one category share its name ("B20"), so the role is part of a code's key.
INDEXES = "CREATE UNIQUE INDEX entry_code ON entry (code, role);"
LEVEL, CODE, MODIFIER = "level", "code", "modifier"
