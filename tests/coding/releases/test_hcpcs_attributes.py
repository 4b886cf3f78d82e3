from pathlib import Path

import pytest

from consultant.coding.releases.hcpcs_attributes import MULTIPLE_PRICING, PRICING, SERVICE_TYPES, betos_words, in_words
from consultant.coding.releases.hcpcs_contractor import read_contractor


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("D1E", "equipment and supplies: other durable equipment"),
        ("P0", "anesthesia"),
        ("M6", "consultation"),
        ("D1Q", ""),
        ("X9", ""),
        ("", ""),
    ],
)
def test_a_betos_class_has_words_and_an_unknown_one_has_none(code: str, words: str):
    assert betos_words(code) == words


def test_a_code_without_known_words_stands_alone():
    assert in_words("51", PRICING.get("51")) == "51: drugs"
    assert in_words("88", PRICING.get("88")) == "88"
    assert in_words("", None) == ""


@pytest.mark.shared
@pytest.mark.parametrize("name", ["HCPC2019_CONTR_ANWEB.txt", "HCPC2020_ANWEB_w_disclaimer.txt"])
def test_every_attribute_of_the_official_files_has_words(shared: Path, name: str):
    rows = list(read_contractor(shared / "hcpcs" / name))

    assert {code for row in rows for code in row.pricing} <= PRICING.keys()
    assert {row.multiple_pricing for row in rows if row.multiple_pricing} <= MULTIPLE_PRICING.keys()
    assert {code for row in rows for code in row.service_types} <= SERVICE_TYPES.keys()
    assert [row.betos for row in rows if row.betos and not betos_words(row.betos)] == []
