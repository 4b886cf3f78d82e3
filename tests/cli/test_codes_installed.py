import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from consultant.adapters.library.shelf import Shelf
from consultant.cli import main
from consultant.cli.codes_installed import install_shipped
from consultant.coding.sets import System
from tests.factories.hcpcs import contractor_file

run = CliRunner()


def codes(*words: str, text: str | None = None) -> Result:
    return run.invoke(main, ["codes", *words], input=text)


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CONSULTANT_DATABASE_URL", sqlite_url)
    return tmp_path


def test_import_installs_an_official_file_and_status_lists_it(desk):
    path = desk / "HCPC2026_JUL_ANWEB.txt"
    path.write_bytes(contractor_file())

    imported = codes("import", str(path))
    listed = json.loads(codes("status", "--json").output)["releases"]

    assert imported.exit_code == 0
    assert "HCPC2026_JUL_ANWEB.txt: HCPCS Level II contractor file (fixed width)" in imported.output
    assert "Installed and active: HCPCS Level II, July 2026: 71 codes, 59 modifiers, 1 terminated." in imported.output
    assert [(release["label"], release["active"]) for release in listed] == [("HCPCS Level II, July 2026", True)]
    assert "J7325: Active" in codes("show", "J7325", "--date", "2026-08-01").output


def test_status_says_by_topic_what_is_missing(desk):
    path = desk / "HCPC2026_JUL_ANWEB.txt"
    path.write_bytes(contractor_file())
    codes("import", str(path))

    shown = codes("status").output
    told = json.loads(codes("status", "--json").output)["missing"]

    assert "Services and supplies, missing:\n   CPT\n   Modifiers\n   Place of service codes\n" in shown
    assert "fees" in told
    assert "hcpcs" not in told


def test_import_takes_the_first_day_from_the_operator(desk):
    path = desk / "hcpcs.txt"
    path.write_bytes(contractor_file())

    result = codes("import", str(path), "--effective", "2025-10-01")

    assert "HCPCS Level II, October 2025" in result.output


def test_a_refused_import_names_file_and_line_and_installs_nothing(desk):
    path = desk / "HCPC2026.txt"
    path.write_bytes(contractor_file() + b"page 2 of 7\n")

    result = codes("import", str(path))

    assert result.exit_code == 1
    assert "HCPC2026.txt, line" in result.stderr
    assert "No release is installed" in codes("status").output


def test_shipped_releases_are_installed_once(sqlite_services):
    said: list[str] = []

    install_shipped(sqlite_services, say=said.append)
    install_shipped(sqlite_services, say=said.append)

    assert said == [
        "Installed ICD-10-CM FY 2026, release of 1 Apr 2026: 98,186 codes, 74,719 billable, 25,689 notes.",
        "Installed HCPCS Level II sample of 70 codes, 2026: 70 codes, 59 modifiers, 1 terminated.",
        "Installed Modifiers, without a date: 426 modifiers.",
        "ICD-10-CM, HCPCS and modifiers are installed.",
    ]
    assert sqlite_services.library.listed(System.CM, "M17.11")
    assert len(Shelf(sqlite_services.shelf.folder).noted()) == 3


def test_a_folder_is_looked_through_and_what_is_not_for_the_desk_is_named(desk):
    folder = desk / "downloads"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "HCPC2026_JUL_ANWEB.txt").write_bytes(contractor_file())
    (folder / "notes.txt").write_text("hello")

    result = codes("import", str(folder))

    assert result.exit_code == 0
    assert "notes.txt: not for the desk." in result.output
    assert "Installed and active: HCPCS Level II, July 2026" in result.output


def test_of_several_files_the_good_ones_are_installed_and_the_bad_one_is_told(desk):
    bad, good = desk / "bad.txt", desk / "HCPC2026_JUL_ANWEB.txt"
    bad.write_text("hello")
    good.write_bytes(contractor_file())

    result = codes("import", str(bad), str(good))

    assert result.exit_code == 1
    assert "bad.txt is no file that the desk can read" in result.stderr
    assert "Nothing of it was installed." in result.stderr
    assert "Installed and active: HCPCS Level II, July 2026" in result.output


@pytest.mark.shared
def test_two_releases_are_compared_for_people_and_for_programs(desk, shared: Path):
    for name in ("icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", "icd10cm/icd10c-tabular-April-1-2026.xml.gz"):
        assert codes("import", str(shared / name)).exit_code == 0

    people, table = codes("diff", "1", "2"), codes("diff", "1", "2", "--csv")

    assert "12 deleted" in people.output
    assert (
        "T78.1XXA  deleted: Other adverse food reactions, not elsewhere classified, initial encounter; see T78.19XA"
        in people.output
    )
    assert "G35       no longer billable: Multiple sclerosis; see G35.A, G35.B0" in people.output
    assert "G35,no longer billable,Multiple sclerosis,Multiple sclerosis,G35.A G35.B0" in table.output
    assert "It stopped being billable on 1 Oct 2025." in codes("show", "G35", "--date", "2026-05-01").output
    assert codes("diff", "1", "99").exit_code == 1
