import subprocess
import sys

from tests.cli.conftest import Run


def test_all_commands_are_listed_and_unknown_ones_named(run: Run):
    listed = run("mail", "--help").output

    assert [
        name for name in ("parse", "visible", "sanitize", "parked", "reread", "take-in", "delete") if name in listed
    ] == ["parse", "visible", "sanitize", "parked", "reread", "take-in", "delete"]
    assert "No such command" in run("mail", "eat").output


def test_a_pure_command_loads_no_database():
    script = (
        "import sys; from click.testing import CliRunner; from consultant.cli import main;"
        "print(CliRunner().invoke(main, ['mail', 'parse', '/dev/null']).exit_code, 'sqlalchemy' in sys.modules)"
    )

    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "0 False\n"
    )
