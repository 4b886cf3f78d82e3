from datetime import date

import pytest

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.policies import CodeList, Policy
from consultant.coding.sets import Reference

RELEASE = ReferenceRelease("a" * 64, Reference.COVERAGE, "Policies", date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("LCD", "lcd.aspx?lcdid=36668&ver=45"),
        ("article", "article.aspx?articleid=36668&ver=45"),
        ("NCD", "ncd.aspx?ncdid=36668&ncdver=45"),
    ],
)
def test_a_policy_links_to_its_page(kind: str, page: str):
    policy = Policy(kind, "36668", "45", "L36668", "Title", None, None, True, (), (), (), RELEASE)

    assert policy.url == f"https://www.cms.gov/medicare-coverage-database/view/{page}"


def test_lists_are_named_for_people():
    assert [str(one) for one in CodeList] == ["procedures", "covered diagnoses", "diagnoses not covered"]
