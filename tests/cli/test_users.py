import json

import pytest

from tests.cli.conftest import Run


def add(desk: Run, email: str = "priya@desk.example", *more: str, password: str = "correct horse") -> str:
    result = desk("users", "add", email, "--name", "Priya Raman", "--password", password, *more)
    return f"{result.exit_code} {result.output}"


def test_somebody_is_added_and_listed_without_the_password(desk: Run):
    assert add(desk) == "0 Priya Raman can sign in as priya@desk.example, as coder.\n"
    add(desk, "helen@desk.example", "--role", "administrator")

    found = json.loads(desk("users", "list", "--json").output)

    assert [(one["email"], one["role"], one["active"]) for one in found] == [
        ("priya@desk.example", "coder", True),
        ("helen@desk.example", "administrator", True),
    ]
    assert "argon" not in desk("users", "list").output


def test_a_password_is_asked_for_twice(desk: Run):
    words = ("users", "add", "priya@desk.example", "--name", "Priya")

    assert desk(*words, given="correct horse\ncorrect house\n").exit_code == 1
    assert desk(*words, given="correct horse\ncorrect horse\n").exit_code == 0


@pytest.mark.parametrize(
    ("email", "password", "word"),
    [("no address", "correct horse", "no mail address"), ("a@desk.example", "short", "10 characters")],
)
def test_what_is_wrong_is_one_line(desk: Run, email: str, password: str, word: str):
    said = add(desk, email, password=password)

    assert said.startswith("1 consultant: ")
    assert word in said
    assert said.count("\n") == 1


def test_the_same_address_twice_is_refused_and_roles_are_the_desks(desk: Run):
    add(desk)

    assert "already" in add(desk, "PRIYA@desk.example")
    assert add(desk, "x@desk.example", "--role", "asker").startswith("2 ")


def test_a_password_is_replaced(desk: Run):
    add(desk)

    assert desk("users", "password", "priya@desk.example", "--password", "another horse").exit_code == 0
    missing = desk("users", "password", "nobody@desk.example", "--password", "another horse")
    assert (missing.exit_code, missing.output) == (1, "consultant: There is no account for nobody@desk.example.\n")


def test_people_change_leave_and_return(desk: Run):
    add(desk)
    add(desk, "helen@desk.example", "--role", "administrator")

    changed = desk("users", "change", "priya@desk.example", "--role", "reviewer")
    left = desk("users", "leave", "priya@desk.example")
    listed = desk("users", "list").output
    back = desk("users", "return", "priya@desk.example")
    only = desk("users", "leave", "helen@desk.example")

    assert changed.output.endswith("signs in as priya@desk.example, as reviewer.\n")
    assert left.output == "priya@desk.example cannot sign in any longer.\n"
    assert "(not active)" in next(line for line in listed.splitlines() if "priya" in line)
    assert back.output == "priya@desk.example can sign in again.\n"
    assert only.exit_code == 1
    assert "only administrator" in only.output
