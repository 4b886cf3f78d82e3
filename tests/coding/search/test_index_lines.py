from consultant.coding.releases.icd10_index import IndexTerm
from consultant.coding.search.index_lines import index_phrases, table_lines


def test_lines_of_an_index_are_names_of_their_codes():
    found = index_phrases(
        [
            IndexTerm(("Abscess", "skin"), ("acute",), codes=("L02.91",)),
            IndexTerm(("Cyst", "eyelid"), codes=("H02.82-",)),
            IndexTerm(("Boil",), see=("Furuncle",)),
        ]
    )

    assert [(code.code, code.phrases[0][1]) for code in found] == [
        ("L02.91", "Abscess, skin (acute)"),
        ("H02.82", "Cyst, eyelid"),
    ]


def test_a_line_of_a_table_has_a_code_for_each_column():
    lines, cells = table_lines([IndexTerm(("Aspirin",), cells=(("Poisoning Accidental", "T39.011"),))])

    assert lines[0].phrases[0][1] == "Aspirin"
    assert cells == [{"poisoning accidental": "T39.011"}]


def test_a_line_that_sends_to_another_has_its_codes():
    lines, cells = table_lines(
        [
            IndexTerm(("Neoplasm", "intestine"), cells=(("Benign", "D13.3-"),)),
            IndexTerm(("Neoplasm", "bowel"), see=("Neoplasm, intestine",)),
        ]
    )

    assert [line.phrases[0][1] for line in lines] == ["intestine", "bowel"]
    assert cells[1] == {"benign": "D13.3"}
