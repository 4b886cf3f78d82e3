import pytest

from consultant.demo.processes import free_port
from tests.cli.conftest import Run


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_database_is_brought_to_the_newest_schema_and_says_so(
    run: Run, environment: dict[str, str], kind: str, request: pytest.FixtureRequest
):
    if kind == "postgres":
        environment["CONSULTANT_DATABASE_URL"] = request.getfixturevalue("bare_postgres_url")
    before = run("db", "status")

    first, second, after = run("db", "upgrade"), run("db", "upgrade"), run("db", "status")

    assert (before.exit_code, before.output) == (1, "The database is behind. Run: consultant db upgrade\n")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert (after.exit_code, after.output) == (0, "The database has the newest schema.\n")


def test_a_database_that_does_not_answer_is_said_not_to(run: Run, environment: dict[str, str]):
    environment["CONSULTANT_DATABASE_URL"] = f"postgresql://desk:secret@127.0.0.1:{free_port(0)}/desk"

    result = run("db", "upgrade", "--wait", "0")

    assert result.exit_code == 1
    assert result.output.startswith("consultant: CONSULTANT_DATABASE_URL: no server listens at 127.0.0.1:")
    assert "secret" not in result.output
    assert "Traceback" not in result.output


def test_a_postgres_address_of_the_old_spelling_is_taken(run: Run, environment: dict[str, str], bare_postgres_url: str):
    environment["CONSULTANT_DATABASE_URL"] = bare_postgres_url.replace("postgresql://", "postgres://")

    assert run("db", "upgrade").exit_code == 0
