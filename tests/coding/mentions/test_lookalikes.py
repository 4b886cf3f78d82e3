import pytest

from consultant.coding.mentions.lookalikes import claimed, look_alikes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("503-555-0142", "phone"),
        ("(503)555-0142", "phone"),
        ("+1 503 555 0142 ext 20610", "phone"),
        ("555-0142", "phone"),
        ("97205-1234", "zip code"),
        ("Salem, OR 97301", "zip code"),
        ("Dayton OH 45402", "zip code"),
        ("TX 75001", "zip code"),
        ("Oregon 97301", "zip code"),
        ("ZIP code 99213", "zip code"),
        ("NPI 1234567893", "person's number"),
        ("MRN# 48213", "person's number"),
        ("claim no. 84521", "person's number"),
        ("Suite 99213", "person's number"),
        ("12345 Oak Street", "street"),
        ("$20,610.00", "amount"),
        ("20610 dollars", "amount"),
        ("allowed 20610.55", "amount"),
        ("00023-1145-01", "ndc"),
        ("03/14/1962", "date"),
        ("Sept 9, 2026", "date"),
        ("14:30", "time"),
        ("CO-97", "carc"),
        ("CO 97, N115", "rarc"),
        ("DRG 470", "drg"),
        ("rev code 0636", "revenue code"),
        ("POS 11", "place of service"),
        ("A1c 7.2", "measure"),
        ("500 mg", "measure"),
        ("45 minutes", "measure"),
        ("250.00", "icd-9"),
        ("CQ-120418", "reference"),
        ("https://x.example/99213", "address"),
        ("ann99213@x.example", "address"),
        ("1234567893", "long number"),
    ],
)
def test_a_look_alike_is_told_by_its_kind(text, kind):
    whole = [found for found in look_alikes(f"see {text} there") if found.end - found.start >= len(text)]

    assert kind in {found.kind for found in whole}


@pytest.mark.parametrize(
    "text",
    [
        "99213-25",
        "E11.9",
        "20610,50",
        "L03.115,119",
        "M25.561",
        "S42.132G",
        "V2632",
        "claim 99213-25",
        "J1100",
        "99213 OR 99214",
    ],
)
def test_codes_are_claimed_by_nobody(text):
    assert not any(claimed(f"bill {text} please"))


def test_kinds_can_be_left_unclaimed():
    text = "diabetes type 2"

    assert any(claimed(text))
    assert not any(claimed(text, frozenset({"model"})))
