import pytest

from consultant.coding.rules.note_codes import named_codes


def names(note: str, code: str) -> bool:
    return any(code in named for named in named_codes(note))


@pytest.mark.parametrize(
    ("note", "inside", "outside"),
    [
        ("type 1 diabetes mellitus (E10.-)", ["E10", "E10.9", "E10.3211"], ["E11.9", "E1"]),
        ("cytomegalovirus (B25.9)", ["B25.9"], ["B25.8", "B25"]),
        ("varicella (B01.-, B02.-)", ["B01.9", "B02.0"], ["B03"]),
        ("influenza (J00-J22)", ["J00", "J11.00", "J22"], ["J23", "I99"]),
        ("sequelae of O00-O77.-, O85-O94", ["O00.1", "O77.9", "O94"], ["O80", "O95"]),
        ("lid (H02.88-)", ["H02.881", "H02.88A"], ["H02.87"]),
        ("neoplasm (C00-C7A, D3A.-)", ["C7A.00", "D3A.0", "C50.911"], ["C80.1"]),
        (
            "adverse effect (T36-T50 with fifth or sixth character 5)",
            ["T36.0X5A", "T50.995A"],
            ["T36.0X1A", "T51.0X5A"],
        ),
        ("poisoning (T36-T65 with fifth or sixth character 1-4 or 6)", ["T36.0X1A", "T36.0X6A"], ["T36.0X5A"]),
        ("mental disorder (F01-F99)", ["F99"], ["G00"]),
        ("fracture of lower end of radius (S59.2-)", ["S59.201A"], ["S59.101A", "S52.521A"]),
        ("arthropathies (M00-M25)", ["M00.9", "M17.11", "M25.561"], ["M26.0", "L99"]),
        (
            "aphasia following cerebrovascular disease (I69. with final characters -20)",
            ["I69.320"],
            ["I69.321", "I69.30"],
        ),
        ("hyperosmolarity (E08, E09, E11 with final characters .00 or .01)", ["E08.00", "E11.01"], ["E11.9", "E09.10"]),
        ("concussion (S06.0X- with seventh character A)", ["S06.0X0A"], ["S06.0X0D", "S06.0X0S"]),
        ("psychosis (F11-F19 with fifth to sixth characters 51)", ["F11.151"], ["F11.150", "F11.159"]),
        ("whooping cough (A37 with fifth-character 1)", ["A37.01"], ["A37.00"]),
        ("subcategories S06.1- to S06.6-, S06.81-", ["S06.1X0A", "S06.5X0A", "S06.811A"], ["S06.0X0A", "S06.9X0A"]),
        ("injury of nerve (S04.-, S14)", ["S04.011A", "S14.0XXA"], ["S05.00XA"]),
    ],
)
def test_a_note_names_its_codes_and_no_others(note, inside, outside):
    assert [code for code in inside if not names(note, code)] == []
    assert [code for code in outside if names(note, code)] == []


@pytest.mark.parametrize(
    "note", ["certain localized infections - see body system-related chapters", "any associated:", ""]
)
def test_a_note_in_words_names_none(note):
    assert named_codes(note) == ()
