import threading
from pathlib import Path

import pytest

from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.catalogue import Level, NoteKind, Sequencing
from consultant.coding.sets import System
from consultant.errors import PermanentError


@pytest.fixture
def file(releases) -> ReleaseFile:
    return ReleaseFile(releases[0].path)


def test_an_entry_has_its_ancestors_from_the_chapter_down(file):
    entry = file.entry(System.CM, "S52.521A")

    assert entry.text == "Torus fracture of lower end of right radius, initial encounter for closed fracture"
    assert entry.ancestors[0] == Level(
        "19", "Injury, poisoning and certain other consequences of external causes", "chapter"
    )
    assert [level.code for level in entry.ancestors] == ["19", "S50-S59", "S52", "S52.5", "S52.52", "S52.521"]


def test_notes_are_inherited_nearest_level_first(file):
    notes = file.entry(System.CM, "E11.9").notes

    assert [note.at for note in notes] == sorted(
        (note.at for note in notes), key=["E11.9", "E11", "E08-E13", "4"].index
    )
    assert any(note.kind is NoteKind.EXCLUDES1 and note.at == "E11" and "E10.-" in note.text for note in notes)


@pytest.mark.parametrize(
    ("code", "sequencing"),
    [
        ("W01.0XXA", {Sequencing.EXTERNAL_CAUSE}),
        ("D63.1", {Sequencing.MANIFESTATION}),
        ("F02.80", {Sequencing.MANIFESTATION}),
        ("B97.4", set()),
        ("J18.9", set()),
    ],
)
def test_sequencing_is_read_from_titles_and_notes(file, code, sequencing):
    assert file.entry(System.CM, code).sequencing == sequencing


@pytest.mark.shared
def test_manifestations_agree_with_the_medicare_code_editor(file, shared: Path):
    import json

    edits = json.loads((shared / "misc/mce_edits.json").read_text())["codes"]["manifestation_not_pdx"]
    listed = {edit["code"] for edit in edits}
    named = file.rows(
        "SELECT below.code FROM entry AS above JOIN entry AS below ON below.id BETWEEN above.id AND above.last "
        "WHERE above.role = 'code' AND below.billable AND (above.text LIKE '%classified elsewhere%' OR above.text LIKE '%due to underlying%')"
    )

    read = {
        code.replace(".", "")
        for (code,) in set(named)
        if Sequencing.MANIFESTATION in file.entry(System.CM, code).sequencing
    }

    # What the editor has beyond titles are reactive arthropathies and three anemias; what titles have beyond it is newer.
    assert len(read & listed) >= 385
    assert len(read - listed) <= 12


def test_leaves_are_the_billable_codes_below(file):
    leaves, count = file.leaves(System.CM, "S52.52", 3)

    assert [leaf.code for leaf in leaves] == ["S52.521A", "S52.521D", "S52.521G"]
    assert count == 18
    assert file.leaves(System.CM, "Q99.99", 3) == ((), 0)


def test_codes_levels_and_modifiers_are_kept_apart(file, releases):
    hcpcs = ReleaseFile(releases[1].path)

    assert file.lists(System.CM, "B20")
    assert not file.lists(System.CM, "S50-S59")
    assert hcpcs.lists(System.MODIFIER, "LT")
    assert not hcpcs.lists(System.HCPCS, "LT")


def test_unlisted_codes_have_no_entry(file):
    assert file.entry(System.CM, "E11.99") is None
    assert file.validity(System.CM, "E11.99") is None


def test_threads_read_at_the_same_time(file):
    found: list[str] = []

    def read() -> None:
        found.extend(file.entry(System.CM, "E11.9").code for _ in range(50))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == ["E11.9"] * 200


def test_a_file_of_another_kind_is_refused(tmp_path: Path):
    path = tmp_path / "x.release"
    path.write_bytes(b"no database at all, only words " * 40)

    with pytest.raises(PermanentError, match="cannot be read"):
        ReleaseFile(path)
