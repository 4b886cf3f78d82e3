import pytest

from consultant.coding.releases.icd10_index import IndexTerm
from consultant.coding.search.index import Table, WordIndex
from consultant.coding.search.index_lines import table_lines
from consultant.coding.search.routes import drug_cells, neoplasm_cells
from tests.factories.phrases import phrases, titled

KNOWN = WordIndex(phrases(titled("R21", "Rash and other nonspecific skin eruption"), titled("W19", "Unspecified fall")))
HEADS = ("Accidental (unintentional)", "Intentional self-harm", "Assault", "Undetermined")


def table(*terms: IndexTerm) -> Table:
    lines, cells = table_lines(terms)
    return Table(WordIndex(phrases(*lines)), cells)


DRUGS = table(
    *(
        IndexTerm(
            (name,),
            cells=(
                *((f"Poisoning {head}", f"{code}{place}") for place, head in enumerate(HEADS, 1)),
                ("Adverse effect", f"{code}5"),
                ("Underdosing", f"{code}6"),
            ),
        )
        for name, code in (("Acetaminophen", "T39.1X"), ("Penicillin (any)", "T36.0X"), ("Lithium", "T56.89"))
    ),
    *(
        IndexTerm((f"Substance{name}",), cells=(("Poisoning Accidental", "T50.991"),))
        for name in "abcdefghijklmnopqrstuvwxyz"
    ),
)
SITES = table(
    *(
        IndexTerm(
            ("Neoplasm", *path),
            cells=(
                ("Malignant Primary", f"C{code}"),
                ("Malignant Secondary", "C79.81"),
                ("Ca in situ", "D05.-"),
                ("Benign", "D24.-"),
            ),
        )
        for path, code in ((("breast",), "50.9-"), (("breast", "upper-outer quadrant"), "50.4-"), (("kidney",), "64.-"))
    )
)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("accidental overdose of acetaminophen", "T39.1X1"),
        ("took too much tylenol by mistake", "T39.1X1"),
        ("suicide attempt with acetominophen", "T39.1X2"),
        ("intentional tylenol overdose", "T39.1X2"),
        ("unintentional tylenol overdose", "T39.1X1"),
        ("poisoned with lithium by another person", "T56.893"),
        ("lithium overdose, undetermined intent", "T56.894"),
        ("rash, side effect of penicillin", "T36.0X5"),
        ("ran out of lithium", "T56.896"),
    ],
)
def test_a_substance_with_an_intent_is_a_cell(question, code):
    assert next(drug_cells(question, DRUGS, KNOWN)).code == code


@pytest.mark.parametrize("question", ["penicillin", "fall at home", "car accident on the highway", ""])
def test_without_an_intent_or_a_substance_there_is_no_cell(question):
    assert list(drug_cells(question, DRUGS, KNOWN)) == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("breast cancer", "C50.9"),
        ("cancer of the upper outer quadrant of breast", "C50.4"),
        ("mets to breast", "C79.81"),
        ("metastatic disease to the breast", "C79.81"),
        ("breast CIS", "D05"),
        ("benign breast tumor", "D24"),
        ("renal cancer", "C64"),
    ],
)
def test_a_site_with_a_behaviour_is_a_cell(question, code):
    assert next(neoplasm_cells(question, SITES, KNOWN)).code == code


def test_a_cell_says_its_line_and_its_column():
    cell = next(neoplasm_cells("benign breast tumor", SITES, KNOWN))

    assert (cell.line, cell.column) == ("breast", "benign")
    assert 0 < cell.score <= 1
