import pytest

from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.search.index import WordIndex


@pytest.fixture
def listing(releases):
    return ReleaseFile(releases[0].path).listing


def test_every_code_with_a_title_is_indexed(listing):
    assert len(listing.codes) == len(listing.parents) == len(listing.lasts) == 46_881
    assert len(listing.row_codes) == len(listing.row_kinds) > 50_000


def test_a_word_leads_to_its_codes(listing):
    index = WordIndex(listing)

    posting = index.posting("radius")

    assert {index.code(int(index.row_codes[row]))[:3] for row in posting.rows} >= {"S52"}
    assert index.posting("zzzz") is None


def test_codes_with_seventh_characters_know_them(listing):
    choices = listing.seventh_sets[int(listing.seventh_of[listing.codes.index("S52.521")])]

    assert [choice.letter for choice in choices] == ["A", "D", "G", "K", "P", "S"]
    assert "initial" in choices[0].words
    assert listing.seventh_sets[0] == ()


def test_listed_texts_include_generated_codes(listing):
    assert listing.listed("S52.521A") == (
        "Torus fracture of lower end of right radius, initial encounter for closed fracture",
        True,
    )
    assert listing.listed("S52.521")[1] is False
    assert listing.listed("nothing") == ("", False)


def test_prefixes_list_codes_in_order(listing):
    assert listing.with_prefix("E11.6", 3) == ["E11.6", "E11.61", "E11.610"]
