import pytest

from consultant.coding.search.spoken import ASKING, KIN, PARTS, Speech, spoken_table
from consultant.coding.search.words import words
from consultant.coding.sets import System
from consultant.config import ROOT

TABLES = ROOT / "consultant" / "coding" / "search" / "tables"


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.tsv")), ids=lambda path: path.name)
def test_every_line_says_where_it_comes_from_and_none_stands_twice(path):
    rows = [line.split("\t") for line in path.read_text().splitlines() if not line.startswith("#")]

    assert all(len(row) == (2 if path.name == "kin.tsv" else 3) and all(row) for row in rows)
    named = path.name in ("names.tsv", "diseases.tsv")
    said = [tuple(row[:2]) if named else row[0] for row in rows]
    assert len(said) == len(set(said))


def test_kin_is_mutual():
    assert "kidney" in KIN["renal"]
    assert "renal" in KIN["kidney"]
    assert all(word not in others for word, others in KIN.items())


def test_a_part_has_wholes_that_are_not_itself():
    assert PARTS["toe"] == ("foot",)
    assert all(part not in wholes for part, wholes in PARTS.items())


def test_every_system_knows_abbreviations_and_its_own_words():
    assert all(("copd",) in spoken_table(Speech.of(system)).entries for system in (System.CM, System.PCS, System.HCPCS))
    assert ("laparoscopic",) in spoken_table(Speech.PCS).entries
    assert ("laparoscopic",) not in spoken_table(Speech.CM).entries


def test_a_brand_of_a_substance_that_the_table_of_drugs_lacks_is_a_line_of_its_class():
    assert ("citalopram",) in spoken_table(Speech.SUBSTANCES).entries[("zoloft",)].official


def test_a_mark_of_possession_may_be_left_out():
    assert ("housemaid", "knee") in spoken_table(Speech.CM).entries


@pytest.mark.parametrize("name", ["lay.tsv", "eponyms.tsv", "abbreviations.tsv"])
def test_official_words_are_words_of_the_lists(catalogue, name):
    """What people say is put into words that the list of codes really holds."""
    (_, index), *_ = catalogue.word_indexes(catalogue.releases[0].effective_from)
    strange = {
        word
        for line in (TABLES / name).read_text().splitlines()
        if not line.startswith("#")
        for meaning in line.split("\t")[1].split("|")
        for word in words(meaning)
        if index.posting(word) is None
    }

    assert strange == set()


def test_asking_is_no_condition():
    assert "please" in ASKING
    assert "pain" not in ASKING
