"""docs/rules.md names every rule, every finding, and tests that exist."""

import ast
import re
from pathlib import Path

from consultant.config import ROOT

RULES = ROOT / "consultant" / "coding" / "rules"
TESTS = ROOT / "tests" / "coding" / "rules"
ROWS = [line for line in (ROOT / "docs" / "rules.md").read_text().splitlines() if line.startswith("| ")]
TABLE = "\n".join(ROWS)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+|excludes[12]|unspecified")
_WORDS = {"co-surgeon", "ICD-10-CM"}


def finding_names(path: Path) -> set[str]:
    """Strings of a rule's file that have the shape of a finding's name; those put together are told by their end."""
    strings = {
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text.removeprefix("-") for text in strings if _NAME.fullmatch(text.removeprefix("-"))} - _WORDS


def test_every_rule_stands_in_the_table():
    rules = {path.name for path in RULES.glob("*.py") if "\ndef check(" in path.read_text()}

    assert {name for name in rules if f"`{name}`" not in TABLE} == set()


def test_every_finding_stands_in_the_table():
    told = {name for path in RULES.glob("*.py") for name in finding_names(path)}

    assert len(told) > 30
    assert {name for name in told if not re.search(rf"[`-]{re.escape(name)}`", TABLE)} == set()


def test_every_test_in_the_table_exists():
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", TABLE)

    assert len(named) > 60
    assert {f"{file}::{name}" for file, name in named if f"\ndef {name}(" not in (TESTS / file).read_text()} == set()


def test_a_row_is_judged_with_two_tests_or_says_that_there_is_no_rule():
    rows = [row for row in ROWS if not row.startswith(("| What must hold", "| ---"))]

    assert [row for row in rows if (row.count("::") == 2) == ("| no rule: " in row)] == []
