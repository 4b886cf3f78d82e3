import psycopg
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, ProgrammingError

from consultant.db.away import Away, why_away

URL = make_url("postgresql+psycopg://desk:secret@db.example:5433/cases")
FAILED = 'connection failed: connection to server at "10.0.0.1", port 5433 failed: '


def failed(words: str) -> OperationalError:
    return OperationalError("SELECT 1", {}, psycopg.OperationalError(words))


@pytest.mark.parametrize(
    ("said", "words", "lasting"),
    [
        (FAILED + 'FATAL:  password authentication failed for user "desk"', "refuses the password of user desk", True),
        (FAILED + "fe_sendauth: no password supplied", "wants a password of user desk", True),
        (FAILED + 'FATAL:  role "desk" does not exist', "knows no user desk", True),
        (FAILED + 'FATAL:  database "cases" does not exist', "has no database cases", True),
        (FAILED + 'FATAL:  no pg_hba.conf entry for host "10.0.0.2"', "pg_hba.conf", True),
        (
            "failed to resolve host 'db.example': [Errno -2] Name or service not known",
            "db.example has no address",
            False,
        ),
        (
            FAILED + "Connection refused\n\tIs the server running on that host?",
            "no server listens at db.example:5433",
            False,
        ),
        ("connection timeout expired", "db.example:5433 does not answer", False),
        (FAILED + "FATAL:  the database system is starting up", "(FATAL:  the database system is starting up)", False),
        (FAILED + "server closed the connection\n\tThis probably means", "(server closed the connection)", False),
    ],
)
def test_causes_are_told_apart_in_one_line_without_the_password(said: str, words: str, lasting: bool):
    away = why_away(failed(said), URL)

    assert words in away.words
    assert away.lasting is lasting
    assert "\n" not in away.words
    assert "secret" not in away.words


def test_an_address_that_the_driver_refuses_stays_wrong():
    error = ProgrammingError("", {}, psycopg.ProgrammingError('invalid URI query parameter: "sslmod"\n'))

    assert why_away(error, URL) == Away(
        'the server cannot be used (invalid URI query parameter: "sslmod")', lasting=True
    )


@pytest.mark.parametrize(("said", "lasting"), [("file is not a database", True), ("database is locked", False)])
def test_a_file_is_named_with_what_sqlite_says(said: str, lasting: bool):
    away = why_away(failed(said), make_url("sqlite:////srv/desk.db"))

    assert away == Away(f"the file /srv/desk.db cannot be used ({said})", lasting)
