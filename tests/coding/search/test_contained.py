from consultant.coding.search.contained import contained
from consultant.coding.search.index import RowKind, WordIndex
from consultant.coding.search.question import readings
from tests.factories.phrases import phrases, titled

INDEX = WordIndex(
    phrases(
        titled("J20.9", "Acute bronchitis, unspecified"),
        titled("J40", "Bronchitis, not specified as acute or chronic"),
        titled("I10", "Essential (primary) hypertension"),
        titled("O10", "Essential hypertension complicating pregnancy, childbirth and the puerperium"),
        *(titled(f"Q{number:02}", f"Filler{number} malformation of organ{number}") for number in range(60)),
    )
)


def found(text: str, shares=None) -> list[tuple[str, frozenset[str]]]:
    (reading, *_) = readings(text, INDEX)
    return [(one.found.code, one.said) for one in contained(reading, INDEX, shares or {})]


def test_a_phrase_is_found_whatever_else_the_sentence_says():
    assert found("came in on monday with acute bronchitis and wants something for it")[0][0] == "J20.9"


def test_words_that_one_phrase_explained_are_not_explained_again():
    assert sorted(code for code, _ in found("acute bronchitis and essential hypertension")) == ["I10", "J20.9"]


def test_it_tells_which_words_named_the_code():
    assert found("acute bronchitis since monday")[0][1] == {"acute", "bronchitis"}


def test_a_phrase_of_which_half_is_unsaid_is_not_found():
    assert "O10" not in [code for code, _ in found("essential hypertension")]


def test_a_share_by_chapter_decides_between_equals():
    fillers = (titled(f"Q{number:02}", f"Filler{number} malformation of organ{number}") for number in range(60))
    same = (titled("N39.0", "Urinary tract infection"), titled("O08.8", "Urinary tract infection"))
    index = WordIndex(phrases(*same, *fillers))
    (reading, *_) = readings("urinary tract infection", index)

    assert next(contained(reading, index, {"N": 0.5})).found.code == "O08.8"
    assert next(contained(reading, index, {"O": 0.5})).found.code == "N39.0"


NAMED = WordIndex(
    phrases(
        titled("L98.3", "Eosinophilic cellulitis"),
        titled("L98.4", "Wells' granulomatous inflammation", kind=RowKind.NAME),
        titled("I81", "Portal"),
        *(titled(f"Q{number:02}", f"Filler{number} malformation of organ{number}") for number in range(60)),
    )
)


def named(text: str) -> list[str]:
    return [one.found.code for reading in readings(text, NAMED, prose=True) for one in contained(reading, NAMED, {})]


def test_another_name_counts_where_all_of_it_is_said():
    assert named("she has wells granulomatous inflammation of the skin") == ["L98.4"]
    assert named("she has granulomatous inflammation of the skin") == []


def test_an_everyday_word_names_nothing_by_itself():
    assert named("the portal is down again") == []
