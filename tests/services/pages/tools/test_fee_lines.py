from datetime import date
from decimal import Decimal

import pytest

from consultant.coding.calculators.fee_estimate import Asked
from consultant.coding.calculators.fee_session import MOST_LINES, Procedure
from consultant.coding.catalogue import Catalogue
from consultant.coding.fees import Fee
from consultant.coding.sections import localities
from consultant.services.pages.check import TypedLine
from consultant.services.pages.tools import fee_lines
from consultant.services.pages.tools.fee_lines import others_of, read_others
from tests.services.pages.tools.conftest import TODAY


def read(word: str, catalogue: Catalogue) -> tuple[list[str], dict[str, str]]:
    wrong: dict[str, str] = {}
    lines = read_others(word, catalogue, wrong, today=TODAY)
    return [f"{'-'.join((line.code, *line.modifiers))} {line.units}" for line in lines], wrong


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("", []),
        ("45380", ["45380 None"]),
        ("45380-59, 43239 x2", ["45380-59 None", "43239 2"]),
        ("45380 59; 20610 RT", ["45380-59 None", "20610-RT None"]),
    ],
)
def test_the_field_is_read_line_by_line(catalogue: Catalogue, word: str, lines: list[str]):
    assert read(word, catalogue) == (lines, {})


@pytest.mark.parametrize("word", ["45380 and so on", "45380 M17.11", "45380 DOS 3/4/2026", "45380 x9999", "nothing"])
def test_what_is_no_procedure_is_wrong(catalogue: Catalogue, word: str):
    lines, wrong = read(word, catalogue)

    assert lines == []
    assert "Write them as 45380-59, 43239 x2" in wrong["others"]


def test_a_session_has_an_end(catalogue: Catalogue):
    assert "At most" in read(", ".join(["45380-59"] * MOST_LINES), catalogue)[1]["others"]


def test_what_a_ticket_tells_fills_the_field_without_drugs():
    lines = (TypedLine("45380", "59", "1"), TypedLine("J7325", "", "48"), TypedLine("20610", "", "2"))

    assert others_of(lines) == "45380-59, 20610 x2"


@pytest.fixture
def priced_first(priced: Catalogue) -> Procedure:
    fee = priced.fees.fee("45385", "", date(2026, 8, 27))
    assert isinstance(fee, Fee)
    return Procedure(fee, Asked((), facility=False))


def test_the_base_of_a_family_is_looked_up_and_what_is_not_listed_is_named(priced_first: Procedure, priced: Catalogue):
    place = next(one for one in localities(priced, TODAY) if one.state == "AL")
    lines = read_others("45380, 43239", priced, {}, today=TODAY)

    found = fee_lines.priced(priced_first, lines, place, priced, date(2026, 8, 27), quality=False)

    assert [one.name for one in found.lines] == ["45385", "45380"]
    assert found.unlisted == ("43239",)
    assert (found.total, found.apart) == (Decimal("196.70"), Decimal("339.63"))
