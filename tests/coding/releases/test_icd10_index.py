from pathlib import Path

import pytest

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10_index import IndexKind, IndexTerm, describe_index, read_index

ALPHABETIC = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index><version>2026</version><title>ICD-10-CM INDEX TO DISEASES and INJURIES</title><letter><title>A</title>
<mainTerm><title>Amyloid heart<nemod>(disease)</nemod></title><code>E85.4</code><manif>I43</manif></mainTerm>
<mainTerm><title>Pain<nemod>(s) (unspecified)</nemod> NEC</title><seeAlso>Painful</seeAlso><code>R52</code>
<term level="1"><title>joint</title><code>M25.5-</code><see>Pain, joint, by site</see><seecat>M25</seecat></term></mainTerm>
</letter></ICD10CM.index>"""


def write(folder: Path, text: str) -> Path:
    path = folder / "index.xml"
    path.write_text(text)
    return path


def test_a_term_has_its_path_its_brackets_and_where_it_leads(tmp_path: Path):
    path = write(tmp_path, ALPHABETIC)

    amyloid, pain, joint = read_index(path)

    assert describe_index(path).kind is IndexKind.ALPHABETIC
    assert amyloid == IndexTerm(("Amyloid heart",), ("disease",), ("E85.4",), ("I43",))
    assert pain == IndexTerm(("Pain NEC",), ("s", "unspecified"), ("R52",), see_also=("Painful",))
    assert joint == IndexTerm(
        ("Pain NEC", "joint"), codes=("M25.5-",), see=("Pain, joint, by site",), see_category=("M25",)
    )


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kind", "year", "terms"),
    [
        ("icd10cm/icd10cm-eindex-April-1-2026.xml", IndexKind.EXTERNAL_CAUSES, "2026", 8_090),
        ("icd10cm/icd10cm-drug-April-1-2026.xml", IndexKind.DRUGS, "2026", 7_430),
        ("icd10cm/icd10cm-neoplasm-April-1-2026.xml", IndexKind.NEOPLASMS, "2026", 1_940),
        ("icd10pcs/icd10pcs_index_2021.xml", IndexKind.PROCEDURES, "2021", 23_866),
    ],
)
def test_the_official_indexes_are_known_and_counted_exactly(
    shared: Path, name: str, kind: IndexKind, year: str, terms: int
):
    about = describe_index(shared / name)

    assert (about.kind, about.year) == (kind, year)
    assert len(list(read_index(shared / name))) == terms


@pytest.mark.shared
def test_tables_give_their_codes_by_head(shared: Path):
    drugs = {term.path: term for term in read_index(shared / "icd10cm/icd10cm-drug-April-1-2026.xml")}
    neoplasms = {term.path: term for term in read_index(shared / "icd10cm/icd10cm-neoplasm-April-1-2026.xml")}

    assert drugs["1-propanol",].cells == (
        ("Poisoning Accidental (unintentional)", "T51.3X1"),
        ("Poisoning Intentional self-harm", "T51.3X2"),
        ("Poisoning Assault", "T51.3X3"),
        ("Poisoning Undetermined", "T51.3X4"),
    )
    assert ("Malignant Secondary", "C79.8-") in neoplasms["Neoplasm, neoplastic", "abdomen, abdominal"].cells


@pytest.mark.shared
def test_a_procedure_term_without_a_title_goes_on_with_the_one_above(shared: Path):
    terms = [
        term
        for term in read_index(shared / "icd10pcs/icd10pcs_index_2021.xml")
        if term.path == ("Abductor hallucis muscle",)
    ]

    assert [term.use for term in terms] == [(), ("Foot Muscle, Right",), ("Foot Muscle, Left",)]


@pytest.mark.parametrize(
    "text", ["", "<html></html>", "<ICD10CM.index><version>2026</version></ICD10CM.index>", "code,long"]
)
def test_another_file_is_refused(tmp_path: Path, text: str):
    with pytest.raises(UnreadableRelease, match=r"index\.xml, line 1"):
        list(read_index(write(tmp_path, text)))


def test_a_truncated_file_is_refused_at_its_line(tmp_path: Path):
    with pytest.raises(UnreadableRelease, match=r"line 5: expected well-formed XML"):
        list(read_index(write(tmp_path, ALPHABETIC[: ALPHABETIC.index("<seecat>")])))
