"""An import of any size holds no lock of the desk's database: mail finds its ticket in the middle of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.ptp_file import write as write_quarter
from consultant.bootstrap import Services
from consultant.cli import code_import, main
from consultant.db.models import Ticket
from consultant.poller import taking
from consultant.poller.crew import Crew
from consultant.services import code_releases
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def test_mail_becomes_tickets_while_rows_are_read_and_while_the_file_is_kept(
    sqlite_services: Services, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    make, moments = Make(sqlite_services), list[str]()

    def mail_arrives(moment: str) -> None:
        if moment not in moments:
            moments.append(moment)
            make.stored(mail(f"Is M17.11 right? {moment}", message_id=f"{len(moments)}@northfork-ortho.example"))
            taking.take_in_stored(sqlite_services, 1, Crew.in_place(sqlite_services))

    @contextmanager
    def in_the_middle(_: int) -> Iterator[Callable[[int], object]]:
        yield lambda _: mail_arrives("while rows are read")

    def slowly(built: code_releases.BuiltFile, **ports: object) -> None:
        keep(built, **ports)
        mail_arrives("while the file is kept")

    keep = code_releases.keep
    monkeypatch.setattr(code_import, "_bar", in_the_middle)
    monkeypatch.setattr(code_releases, "keep", slowly)
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CONSULTANT_DATABASE_URL", sqlite_url)
    parts = [str(path) for path in write_quarter(tmp_path / "parts", rows=3000)]

    result = CliRunner().invoke(main, ["codes", "import", *parts])

    assert result.exit_code == 0, result.output
    assert moments == ["while rows are read", "while the file is kept"]
    assert len(rows.every(sqlite_services, Ticket)) == 2
