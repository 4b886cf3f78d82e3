import pytest

from consultant.adapters.library.release_file import ReleaseFile


@pytest.fixture
def rows(releases):
    return ReleaseFile(releases[0].path).listing


def test_a_row_gives_its_official_phrase(rows):
    row = int(rows.postings[rows.starts[rows.vocabulary["cholera"]]])

    assert "cholera" in rows.text(row).lower()


def test_postings_of_a_word_lie_between_its_start_and_the_next(rows):
    assert len(rows.starts) == len(rows.vocabulary) + 1
    assert int(rows.starts[-1]) == len(rows.postings)


def test_misspelled_words_have_near_ones(rows):
    assert "hypertension" in rows.near("hypertensoin")
    assert "fracture" in rows.near("fractre")
    assert rows.near("zzzzzzzz") == []
