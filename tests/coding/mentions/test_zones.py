import pytest

from consultant.coding.mentions.zones import PARTING, zones


def test_quoted_lines_and_what_follows_a_quote_header_are_quoted():
    text = "New\n> old\nMore\nOn Mon, Sep 1, 2026 Desk wrote:\nolder"
    parts = zones(text)

    assert not parts.is_quoted(text.index("New"))
    assert parts.is_quoted(text.index("old"))
    assert not parts.is_quoted(text.index("More"))
    assert parts.is_quoted(text.index("older"))


@pytest.mark.parametrize("closing", ["Thanks,", "Thanks, Ann", "Best regards,", "-- ", "Many thanks!"])
def test_a_closing_begins_the_signature(closing):
    text = f"Question 99213?\n\n{closing}\nAnn\n97205"
    parts = zones(text)

    assert parts.in_signature(text.index("97205"))
    assert not parts.in_signature(0)


def test_thanks_far_above_the_end_are_politeness():
    text = "Thanks\n" + "A long story about a claim. " * 40

    assert not zones(text).in_signature(len(text) - 5)


def test_sentences_end_at_stops_and_not_inside_codes():
    text = "Is M17.11 right? We billed 99213. Then"
    parts = zones(text)

    assert text[slice(*parts.sentence(5, len(text)))].strip() == "Is M17.11 right?"
    assert text[slice(*parts.sentence(20, len(text)))].strip() == "We billed 99213."


def test_a_signature_ends_with_its_mail_and_the_next_one_is_read():
    text = PARTING.join(
        ["Knee", "Is 99213 right?\n\nThanks, Ann\n97205", "The date was 08/28/2026.", "Once more.\n-- \nAnn"]
    )
    parts = zones(text)

    assert parts.in_signature(text.index("97205"))
    assert not parts.in_signature(text.index("08/28/2026"))
    assert not parts.in_signature(text.index("Once more"))
    assert parts.in_signature(len(text) - 1)


def test_a_quote_ends_with_its_mail():
    text = PARTING.join(["New\nOn Mon, Sep 1, 2026 Desk wrote:\nolder", "Newer"])
    parts = zones(text)

    assert parts.is_quoted(text.index("older"))
    assert not parts.is_quoted(text.index("Newer"))


def test_a_sentence_does_not_reach_into_the_next_mail():
    text = PARTING.join(["Claim 99213", "then this"])

    assert text[slice(*zones(text).sentence(0, len(text)))].strip() == "Claim 99213"
