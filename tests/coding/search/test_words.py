import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.search.words import essential_words, fold, stem, variants, with_parties, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fractures", "fracture"),
        ("Crohn's", "crohn"),
        ("Ménière's", "meniere"),
        ("haemorrhage", "hemorrhage"),
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("tumours", "tumor"),
        ("biopsies", "biopsy"),
        ("abscesses", "abscess"),
        ("diarrhoea", "diarrhea"),
        ("thromboses", "thrombosis"),
        ("neuritides", "neuritis"),
        ("vertebrae", "vertebra"),
        ("non-pressure ulcer", "nonpressure ulcer"),
        ("type A", "Type a"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize("word", ["diabetes", "arthritis", "pus", "abscess", "herpes", "biceps", "neuritis", "lens"])
def test_words_that_end_in_s_keep_it(word):
    assert stem(word) == word


def test_what_is_absent_is_another_word():
    assert words("Laceration without foreign body") == ["laceration", "~foreign", "body"]
    assert words("with foreign body") == ["foreign", "body"]


@pytest.mark.parametrize(
    "text",
    ["not intractable", "not having achieved remission", "not associated with injury", "not specified as traumatic"],
)
def test_what_is_not_so_is_absent(text):
    assert words(text)[0].startswith("~")


def test_a_letter_is_no_article():
    assert words("hepatitis A") != words("hepatitis")
    assert words("a fracture of a rib") == ["fracture", "rib"]


def test_an_unsaid_site_is_unspecified():
    assert words("Infection, site not specified") == words("Infection, unspecified")


def test_brackets_hold_what_may_be_present_or_absent():
    assert essential_words("hypertension (arterial) (benign) [HTN]") == ["hypertension"]


def test_variants_leave_one_letter_out():
    assert variants("knee") == ["knee", "nee", "kee", "kne"]


@given(st.text())
def test_folding_and_splitting_never_fail(text):
    assert fold(text) == fold(text).lower()
    assert all(words(text))


def test_the_other_party_of_a_collision_is_told_apart():
    assert "collision+van" in with_parties(words("car occupant injured in collision with van in traffic accident"))
    assert "collision+car" not in with_parties(words("car occupant injured in collision with van in traffic accident"))
    assert with_parties(["fall", "ladder"]) == ["fall", "ladder"]
