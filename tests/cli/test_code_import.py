import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench.ptp_file import write as write_quarter
from consultant.adapters.packing import unpack
from consultant.cli import main
from consultant.cli.code_import import counted
from tests.factories.cpt import MARKER, write_cpt, zip_cpt
from tests.factories.hcpcs import contractor_file

run = CliRunner()


def codes(*words: str) -> Result:
    return run.invoke(main, ["codes", *words])


def labels() -> list[str]:
    return [release["label"] for release in json.loads(codes("status", "--json").output)["releases"]]


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONSULTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CONSULTANT_DATABASE_URL", sqlite_url)
    return tmp_path


def hcpcs(folder: Path) -> Path:
    path = folder / "HCPC2026_JUL_ANWEB.txt"
    path.write_bytes(contractor_file())
    return path


def test_parts_of_a_table_become_one_release(desk: Path):
    parts = write_quarter(desk / "parts", rows=2000)

    result = codes("import", *map(str, parts))

    assert result.exit_code == 0
    assert (
        "ccipra-v322r0-f1.txt, ccipra-v322r0-f2.txt, ccipra-v322r0-f3.txt, ccipra-v322r0-f4.txt: NCCI" in result.output
    )
    assert "Installed and active: NCCI pairs, practitioner, third quarter of 2026: 2,000 pairs," in result.output
    assert labels() == ["NCCI pairs, practitioner, third quarter of 2026"]


def test_the_same_files_again_change_nothing_and_it_is_said(desk: Path):
    parts = [str(path) for path in write_quarter(desk / "parts", rows=300)]
    codes("import", *parts)

    again = codes("import", str(desk / "parts"))

    assert again.exit_code == 0
    assert "Installed and active already: NCCI pairs" in again.output
    assert "Nothing changed." in again.output
    assert len(labels()) == 1


def test_a_zip_is_looked_through_and_what_is_not_for_the_desk_is_named(desk: Path):
    with zipfile.ZipFile(desk / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (*write_quarter(desk / "parts", rows=300), hcpcs(desk)):
            archive.write(path, path.name)
        archive.writestr("readme.txt", "hello")

    result = codes("import", str(desk / "all.zip"))

    assert result.exit_code == 0
    assert "all.zip/readme.txt: not for the desk. readme.txt is no file that the desk can read" in result.output
    assert sorted(labels()) == ["HCPCS Level II, July 2026", "NCCI pairs, practitioner, third quarter of 2026"]


def test_a_missing_part_is_named_and_nothing_of_the_table_is_installed_while_the_rest_is(desk: Path):
    parts = write_quarter(desk / "parts", rows=300)

    result = codes("import", str(parts[0]), str(parts[2]), str(hcpcs(desk)))

    assert result.exit_code == 1
    assert "f1, f3 of the table given, f2 missing. Import all of its parts together. Nothing of it" in result.stderr
    assert labels() == ["HCPCS Level II, July 2026"]


def test_damage_late_in_a_part_leaves_nothing(desk: Path):
    parts = write_quarter(desk / "parts", rows=2000)
    parts[3].write_bytes(parts[3].read_bytes()[:-9])

    result = codes("import", *map(str, parts))

    assert result.exit_code == 1
    assert "ccipra-v322r0-f4.txt, line 506, column 7" in result.stderr
    assert labels() == []
    assert list((desk / "data" / "releases").glob("*")) == []


def test_a_kind_that_is_said_is_taken_at_its_word(desk: Path):
    path = hcpcs(desk)

    wrong, right = codes("import", str(path), "--kind", "mue"), codes("import", str(path), "--kind", "contractor")

    assert wrong.exit_code == 1
    assert "HCPC2026_JUL_ANWEB.txt, line 1: expected" in wrong.stderr
    assert right.exit_code == 0
    assert labels() == ["HCPCS Level II, July 2026"]


def test_a_part_of_a_table_in_a_folder_is_named_as_what_it_is(desk: Path):
    folder = desk / "downloads"
    folder.mkdir()
    hcpcs(folder)
    (folder / "order.txt").write_text("00001 A00     0 " + "Cholera".ljust(60) + " Cholera\n")

    result = codes("import", str(folder))

    assert result.exit_code == 0
    assert "order.txt: ICD-10 order file (fixed width)" in result.output
    assert "order.txt: not installed. order.txt, line 1: expected codes below their categories" in result.output


def test_a_release_that_looks_cut_is_installed_when_somebody_insists(desk: Path):
    path = hcpcs(desk)
    path.write_bytes(path.read_bytes()[: -len(b"\n") - 400])

    refused, insisted = codes("import", str(path)), codes("import", "--insist", str(path))

    assert refused.exit_code == 1
    assert "reaches V5364: was it cut? If it is right as it is, say --insist." in refused.stderr
    assert insisted.exit_code == 0
    assert labels() == ["HCPCS Level II, July 2026"]


def test_help_lists_the_kinds(desk: Path):
    said = codes("import", "--help").output

    assert all(key in said for key in ("pairs", "add-ons", "mue", "tabular"))


def test_a_bar_is_drawn_on_a_terminal_alone(desk: Path, monkeypatch: pytest.MonkeyPatch):
    parts = [str(path) for path in write_quarter(desk / "parts", rows=300)]
    plain = codes("import", *parts)
    monkeypatch.setenv("FORCE_COLOR", "1")

    drawn = codes("import", *parts)

    assert "\x1b[" not in plain.output
    assert "\x1b[" in drawn.output
    assert "Nothing changed." in drawn.output


def test_counts_are_said_in_words():
    assert counted({"pairs": 2_633_389, "codes": 2}) == "2,633,389 pairs, 2 codes"


def everything(folder: Path) -> Iterator[bytes]:
    """Every file below ``folder``, unpacked where it is packed."""
    for path in folder.rglob("*"):
        if path.is_file():
            unpack(path, folder.parent / "unpacked")
            yield path.read_bytes() + (folder.parent / "unpacked").read_bytes()


@pytest.mark.parametrize("named", [(), ("--kind", "cpt")])
def test_without_a_licence_no_word_of_cpt_is_kept_anywhere(desk: Path, named: tuple[str, ...]):
    given = desk / "given"
    given.mkdir()
    hcpcs(given)

    refused = [codes("import", *named, str(path)) for path in write_cpt(given)]
    found = [codes("import", str(path)) for path in (zip_cpt(desk), given)]

    assert [one.exit_code for one in refused] == [1, 1]
    assert all("CONSULTANT_CPT_LICENCE" in one.stderr for one in refused)
    assert all("not installed. " in one.stdout and "CONSULTANT_CPT_LICENCE" in one.stdout for one in found)
    # The zip had nothing else in it, the folder had.
    assert [one.exit_code for one in found] == [1, 0]
    assert len(list(everything(desk / "data"))) > 3
    assert not any(MARKER.encode() in content for content in everything(desk / "data"))
    assert labels() == ["HCPCS Level II, July 2026"]


def test_with_a_licence_cpt_is_installed_from_a_zip_and_without_it_again_its_numbers_are_left(
    desk: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CONSULTANT_CPT_LICENCE", "Invented licence 1")
    installed = codes("import", str(zip_cpt(desk)))
    shown = codes("show", "69981", "--date", "2026-05-01").output
    found = codes("search", "invented service two", "--on", "2026-05-01").output
    monkeypatch.delenv("CONSULTANT_CPT_LICENCE")
    number = codes("show", "69981", "--date", "2026-05-01").output

    assert "Installed and active: CPT 2026 (part of 3 codes): 3 codes." in installed.output
    assert "CPT 69981: Active." in shown
    for words in (shown, found):
        assert MARKER in words
        assert "[CPT copyright 2025 American Medical Association. All rights reserved." in words
    assert "CPT 69981: Active." in number
    assert MARKER not in number
    assert codes("search", "invented service two", "--on", "2026-05-01").output == "Nothing matches.\n"
