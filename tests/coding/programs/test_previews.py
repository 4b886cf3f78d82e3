from datetime import date

from consultant.coding.lookup import read_case
from consultant.coding.programs.previews import preview_json


def test_a_reading_is_told_with_facts_mentions_lookups_and_findings(catalogue):
    text = "Seen 04/21/2026 in Texas. Is M17.11 right beside M17.12?"

    shown = preview_json(text, read_case(text, catalogue, received=date(2026, 4, 27)))

    assert sorted(shown) == ["facts", "findings", "lookups", "mentions"]
    assert (shown["facts"]["date_of_service"], shown["facts"]["state"]) == ("2026-04-21", "TX")
    assert shown["facts"]["payer"] is None
    assert [one["code"] for one in shown["lookups"][:2]] == ["M17.11", "M17.12"]
