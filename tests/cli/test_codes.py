import subprocess
import sys

import pytest
from click.testing import CliRunner

from consultant.cli.codes import COMMANDS, codes

LIBRARIES = "('sqlalchemy', 'jinja2', 'flask', 'celery', 'structlog', 'rich', 'consultant.services')"


def test_every_command_is_listed_under_its_own_name():
    listed = CliRunner().invoke(codes, ["--help"]).output

    assert [name for name in COMMANDS if f"\n  {name} " not in listed] == []


@pytest.mark.parametrize(
    "words",
    [["codes", "check"], ["codes", "mentions"], ["codes", "search", "--jsonl"], ["tickets", "preview", "no.eml"]],
)
def test_what_reads_codes_loads_no_database(words, tmp_path, monkeypatch):
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path))
    script = (
        "import sys; from click.testing import CliRunner; from consultant.cli import main;"
        f"CliRunner().invoke(main, {words!r}, input='');"
        f"print([name for name in {LIBRARIES} if name in sys.modules])"
    )

    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert printed == "[]\n"
