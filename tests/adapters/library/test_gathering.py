import os
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from bench.ptp_file import write as write_quarter
from consultant.adapters.library.gathering import LEFT_SECONDS, Gathered, Refused, gathered
from consultant.adapters.library.hcpcs import SAMPLE
from consultant.coding.releases.kinds import Kind
from tests.adapters.library.coverage_export import ARTICLES, LCDS, export
from tests.factories.cpt import write_cpt


@pytest.fixture
def hcpcs(tmp_path: Path) -> Path:
    path = tmp_path / "HCPC2026_JUL_ANWEB.txt"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def zipped(path: Path, *files: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path


def shown(met: Gathered | Refused) -> tuple[object, ...]:
    return (met.kind, met.names, met.found) if isinstance(met, Gathered) else (None, [met.name], met.found)


def test_a_file_that_was_named_is_one_release(hcpcs: Path):
    (met,) = gathered([hcpcs])

    assert isinstance(met, Gathered)
    assert (met.kind, met.names, met.paths, met.found) == (Kind.CONTRACTOR, [hcpcs.name], [hcpcs], False)


def test_parts_of_a_table_are_one_release_for_each_setting_and_version(tmp_path: Path):
    given = [
        *write_quarter(tmp_path / "a", rows=300, version="321"),
        *write_quarter(tmp_path / "a", rows=300),
        *write_quarter(tmp_path / "b", rows=300, setting="outpatient hospital"),
    ]

    met = [shown(one) for one in gathered(reversed(given))]

    parts = [f"f{part}.txt" for part in (4, 3, 2, 1)]
    assert met == [
        (Kind.PAIRS, [f"ccioph-v322r0-{part}" for part in parts], False),
        (Kind.PAIRS, [f"ccipra-v321r0-{part}" for part in parts], False),
        (Kind.PAIRS, [f"ccipra-v322r0-{part}" for part in parts], False),
    ]


def test_parts_come_together_from_zips_and_a_folder_and_last_until_they_are_built(tmp_path: Path, hcpcs: Path):
    parts = write_quarter(tmp_path / "made", rows=400)
    folder = tmp_path / "given"
    folder.mkdir()
    zipped(folder / "one.zip", parts[0], hcpcs, parts[1])
    zipped(folder / "two.zip", parts[2])
    parts[3].rename(folder / parts[3].name)
    names = []

    for met in gathered([folder]):
        assert isinstance(met, Gathered)
        assert met.found
        assert all(path.is_file() for path in met.paths)
        names.append(met.names)
        last = met

    assert names == [
        ["one.zip/HCPC2026_JUL_ANWEB.txt"],
        [
            "ccipra-v322r0-f4.txt",
            "one.zip/ccipra-v322r0-f1.txt",
            "one.zip/ccipra-v322r0-f2.txt",
            "two.zip/ccipra-v322r0-f3.txt",
        ],
    ]
    assert [path.is_file() for path in last.paths] == [True, False, False, False]


def test_every_other_file_is_named_with_its_reason(tmp_path: Path, hcpcs: Path):
    (tmp_path / "readme.txt").write_text("hello")
    (tmp_path / "broken.zip").write_bytes(zipped(tmp_path / "a.zip", hcpcs).read_bytes()[:-30])
    (tmp_path / "pairs.txt").write_bytes(write_quarter(tmp_path / "parts", rows=40)[0].read_bytes())
    given = [tmp_path / name for name in ("readme.txt", "broken.zip", "pairs.txt", "nowhere.txt")]

    met = list(gathered(given))

    assert [shown(one) for one in met] == [(None, [path.name], False) for path in given]
    words = ["no file that the desk can read", "broken", "only the name of a file of NCCI pairs", "is no file"]
    assert all(word in one.reason for one, word in zip(met, words, strict=True) if isinstance(one, Refused))


def test_a_kind_that_is_said_is_not_guessed(hcpcs: Path):
    (met,) = gathered([hcpcs], Kind.MUE)
    (missing,) = gathered([hcpcs.with_name("nowhere")], Kind.MUE)

    assert isinstance(met, Gathered)
    assert met.kind is Kind.MUE
    assert isinstance(missing, Refused)


@pytest.mark.shared
def test_the_tables_of_procedures_are_a_list_of_codes_and_rows_to_build_one_by(shared: Path):
    met = [shown(one) for one in gathered([shared / "icd10pcs" / "icd10pcs_tables_2021.xml"])]

    name = "icd10pcs_tables_2021.xml"
    assert met == [(Kind.PCS_TABLES, [name], False), (Kind.PCS_ROWS, [name], False)]


def test_tables_of_coverage_are_one_release_for_each_zip(tmp_path: Path):
    lcds, articles = export(tmp_path / "lcd", LCDS), export(tmp_path / "article", ARTICLES)
    given = [zipped(tmp_path / "current_lcd.zip", *lcds), zipped(tmp_path / "current_article.zip", *articles)]

    met = list(gathered(given))
    bare = list(gathered(articles))

    assert [(len(one.names), one.names[0]) for one in met if isinstance(one, Gathered)] == [
        (len(articles), "current_article.zip/article.csv"),
        (len(lcds), "current_lcd.zip/lcd.csv"),
    ]
    assert [(one.kind, len(one.paths)) for one in bare if isinstance(one, Gathered)] == [(Kind.COVERAGE, len(articles))]


@pytest.mark.shared
def test_every_official_file_here_is_for_the_desk_or_named_with_its_reason(shared: Path):
    refused = {one.name: one.reason for one in gathered([shared]) if isinstance(one, Refused)}

    assert set(refused) == {
        "README.txt",
        "SOURCES.md",
        "code-list-April-2026.txt",
        "hcpcs_contractor_layout.tsv",
        "icd10cm_official_guidelines_FY2026.txt",
        "proc_notes_2020.txt",
    }
    assert "import the tabular list" in refused["code-list-April-2026.txt"]


def test_the_files_of_an_edition_of_cpt_are_one_release_and_none_without_a_licence(tmp_path: Path):
    given = write_cpt(tmp_path)

    assert [shown(met) for met in gathered(given, cpt_licensed=True)] == [
        (Kind.CPT, ["LONGULT.txt", "SHORTU.txt"], False)
    ]
    refused = list(gathered(given))
    assert [one.name for one in refused if isinstance(one, Refused)] == ["LONGULT.txt", "SHORTU.txt"]
    assert all(isinstance(one, Refused) and "CONSULTANT_CPT_LICENCE" in one.reason for one in refused)


def test_what_a_killed_import_left_unpacked_is_removed_the_day_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, running = tmp_path / "consultant-import-left", tmp_path / "consultant-import-running"
    for folder in (left, running):
        folder.mkdir()
        (folder / "PPRRVU.csv").write_text("words")
    os.utime(left, (0, time.time() - LEFT_SECONDS - 1))

    list(gathered([]))

    assert [folder.name for folder in tmp_path.iterdir()] == [running.name]
