import gzip
import tempfile
from pathlib import Path

import pytest

from consultant.adapters.library.icd10cm import packaged_tabular
from consultant.coding.catalogue import NoteKind
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10cm_tabular import TabularRow, read_tabular, version_of

SMALL = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <chapter>
    <name>19</name><desc>Injury (S00-T88)</desc>
    <excludes1><note>birth trauma (P10-P15)</note></excludes1>
    <section id="S00-S09"><desc>Injuries to the head (S00-S09)</desc>
      <diag><name>S06</name><desc>Intracranial injury</desc>
        <sevenChrDef><extension char="A">initial encounter</extension><extension char="D">subsequent
          encounter</extension><note>with a further name</note><extension char="S">sequela</extension></sevenChrDef>
        <notes><note>7th characters D and S do not apply to codes in category S06 with 6th character 7 - death due to
          brain injury, or 8 - death due to other cause.</note></notes>
        <diag><name>S06.0</name><desc>Concussion</desc><inclusionTerm><note>Commotio cerebri</note></inclusionTerm></diag>
        <diag><name>S06.1X7</name><desc>Edema with death</desc></diag>
      </diag>
    </section>
    <section id="B20"><desc>HIV disease (B20)</desc><diag><name>B20</name><desc>HIV disease</desc></diag></section>
  </chapter>
</ICD10CM.tabular>
"""


def rows(text: str = SMALL) -> list[TabularRow]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tabular.xml"
        path.write_text(text)
        return list(read_tabular(path))


def test_rows_come_in_printed_order_with_their_depth():
    assert [(row.code, row.kind, row.depth) for row in rows()] == [
        ("19", "chapter", 0),
        ("S00-S09", "block", 1),
        ("S06", "category", 2),
        ("S06.0", "code", 3),
        ("S06.0XXA", "seventh", 4),
        ("S06.0XXD", "seventh", 4),
        ("S06.0XXS", "seventh", 4),
        ("S06.1X7", "code", 3),
        ("S06.1X7A", "seventh", 4),
        ("B20", "block", 1),
        ("B20", "category", 2),
    ]


def test_seventh_characters_are_filled_with_x_and_speak_their_meaning():
    made = {row.code: row for row in rows()}

    assert made["S06.0XXD"].text == "Concussion, subsequent encounter"
    assert made["S06.0XXD"].billable
    assert not made["S06.0"].billable


def test_a_note_that_forbids_letters_for_a_sixth_character_is_obeyed():
    assert [row.code for row in rows() if row.code.startswith("S06.1X7")] == ["S06.1X7", "S06.1X7A"]


def test_a_further_name_under_a_seventh_character_belongs_to_its_codes():
    made = {row.code: row for row in rows()}

    assert made["S06.0XXD"].notes == ((NoteKind.INCLUSION, "with a further name"),)
    assert made["S06.0XXA"].notes == ()


def test_notes_keep_their_kind_and_stand_with_their_level():
    made = {(row.code, row.kind): row for row in rows()}

    assert made["19", "chapter"].notes == ((NoteKind.EXCLUDES1, "birth trauma (P10-P15)"),)
    assert made["S06.0", "code"].notes == ((NoteKind.INCLUSION, "Commotio cerebri"),)


def test_chapters_and_blocks_are_named_without_their_range():
    assert [row.text for row in rows() if row.kind in ("chapter", "block")] == [
        "Injury",
        "Injuries to the head",
        "HIV disease",
    ]


def test_damaged_xml_is_refused_with_its_line():
    with pytest.raises(UnreadableRelease, match=r"line 7: expected well-formed XML"):
        rows("\n".join(SMALL.splitlines()[:6]) + "\n<<")


def test_a_list_without_chapters_is_refused():
    with pytest.raises(UnreadableRelease, match="expected chapters of the tabular list"):
        rows("<ICD10CM.tabular><version>2026</version></ICD10CM.tabular>")


def test_the_stated_fiscal_year_is_read_from_the_head(tmp_path: Path):
    tabular, other, broken = tmp_path / "a.xml", tmp_path / "b.xml", tmp_path / "c.xml"
    tabular.write_text(SMALL)
    other.write_text("<page><title>x</title></page>")
    broken.write_text("<page")

    assert [version_of(tabular), version_of(other), version_of(broken)] == ["2026", None, None]


def test_the_packaged_list_has_exactly_the_billable_codes_of_april_2026():
    made = list(read_tabular(packaged_tabular()))

    assert sum(row.billable for row in made) == 74_719
    assert sum(row.kind == "chapter" for row in made) == 22
    assert len({row.code for row in made if row.kind not in ("chapter", "block")}) == 98_186


@pytest.mark.shared
def test_the_packaged_list_has_the_very_codes_of_the_published_code_list(shared: Path):
    listed = set((shared / "icd10cm/code-list-April-2026.txt").read_text().split())

    made = {row.code.replace(".", "") for row in read_tabular(packaged_tabular())}

    assert made == listed


@pytest.mark.shared
def test_titles_of_generated_codes_are_the_official_ones_of_the_year_before(shared: Path):
    with gzip.open(shared / "icd10cm/icd10cm_codes_FY2025_short_long.csv.gz", "rt") as opened:
        official = {line.split(",")[0]: line for line in opened}

    made = [
        row
        for row in read_tabular(packaged_tabular())
        if row.kind == "seventh" and row.code.replace(".", "") in official
    ]
    differing = [row.code for row in made if row.text not in official[row.code.replace(".", "")].replace('""', '"')]

    # 51,832 are generated; what differs was re-worded between the years or carries an accent.
    assert len(made) > 51_000
    assert len(differing) < 100
