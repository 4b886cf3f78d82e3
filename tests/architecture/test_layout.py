"""What a newcomer may rely on: every module has its tests beside its mirrored name, nothing is longer than it should be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultant.config import ROOT
from consultant.mail.letters import LETTERS

FILE_LINES = 400
FUNCTION_LINES = 60
OURS = ("consultant", "workers")
NO_LIMIT = ("vendor", "versions")
"""Vendored scripts are not ours; a migration is as long as its tables."""


def modules() -> Iterator[Path]:
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.name != "__init__.py":
                yield path.relative_to(ROOT)


def test_file_of(module: Path) -> Path:
    below = module.parts[1:] if module.parts[0] == "consultant" else module.parts
    if below[:2] == ("db", "models"):
        return Path("tests/db/test_models.py")
    return Path("tests", *below[:-1], f"test_{below[-1]}")


test_file_of.__test__ = False  # type: ignore[attr-defined]


def test_every_module_has_its_test_module_at_the_mirrored_path():
    missing = [
        f"{module} -> {test_file_of(module)}" for module in modules() if not (ROOT / test_file_of(module)).is_file()
    ]

    assert missing == []


def test_no_file_of_ours_is_longer_than_four_hundred_lines():
    files = [
        path
        for folder in (*OURS, "templates", "tests", "migrations", "bench")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".css", ".js"} and not set(NO_LIMIT) & set(path.parts)
    ]

    too_long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := len(path.read_text().splitlines())) > FILE_LINES
    }

    assert too_long == {}


def test_no_function_is_longer_than_a_screen():
    too_long = {
        f"{module}:{node.name}": node.end_lineno - node.lineno + 1
        for module in modules()
        for node in ast.walk(ast.parse((ROOT / module).read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    }

    assert too_long == {}


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_has_its_folder_with_three_parts(letter: type):
    folder = ROOT / "templates" / "emails" / re.sub(r"(?<!^)(?=[A-Z])", "_", letter.__name__).lower()

    assert {path.name for path in folder.iterdir()} == {"subject.txt", "body.txt", "body.html"}


def test_no_folder_of_letters_belongs_to_nobody():
    folders = {path.name for path in (ROOT / "templates" / "emails").iterdir() if not path.name.startswith("_")}

    assert folders == {re.sub(r"(?<!^)(?=[A-Z])", "_", letter.__name__).lower() for letter in LETTERS}
