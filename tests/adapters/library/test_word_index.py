import pytest

from consultant.adapters.library.release_file import ReleaseFile


@pytest.fixture
def index(releases):
    return ReleaseFile(releases[0].path).words


def test_every_code_with_a_title_is_indexed(index):
    assert index.size == 46_881
    assert len(index.row_codes) == len(index.row_weights) == len(index.row_kinds) > 50_000


def test_a_posting_leads_to_rows_and_bags(index):
    posting = index.posting("radius")

    assert {index.code(int(index.row_codes[row]))[:3] for row in posting.rows} >= {"S52"}
    assert len(posting.bags) >= len(set(posting.rows))
    assert index.posting("zzzz") is None


def test_misspelled_words_have_near_ones(index):
    assert "hypertension" in index.near("hypertensoin")
    assert "fracture" in index.near("fractre")
    assert index.near("zzzzzzzz") == []


def test_codes_with_seventh_characters_know_them(index):
    number = next(number for number in range(index.size) if index.code(number) == "S52.521")

    choices = index.seventh_sets[int(index.seventh_of[number])]

    assert [choice.letter for choice in choices] == ["A", "D", "G", "K", "P", "S"]
    assert "initial" in choices[0].words
    assert index.seventh_sets[0] == ()


def test_listed_texts_include_generated_codes(index):
    assert index.listed("S52.521A") == (
        "Torus fracture of lower end of right radius, initial encounter for closed fracture",
        True,
    )
    assert index.listed("S52.521")[1] is False
    assert index.listed("nothing") == ("", False)


def test_prefixes_list_codes_in_order(index):
    assert index.with_prefix("E11.6", 3) == ["E11.6", "E11.61", "E11.610"]
