import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.attributions import attribution_end, introduces_quotation, names_a_mail
from consultant.mail.quote_marks import flatten
from tests.corpus.attributions import ATTRIBUTIONS


def end(text):
    return attribution_end([flatten(line) for line in text.split("\n")], 0)


@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_an_attribution_ends_where_its_colon_stands(language):
    assert end(f"{ATTRIBUTIONS[language]}\nolder words") == ATTRIBUTIONS[language].count("\n") + 1


def test_an_attribution_may_be_folded_over_four_lines():
    assert end("On Mon, Nov 23, 2026 at 9:12 AM\nCoding Desk of Northfork <\nquestions@desk.example>\nwrote:\nold") == 4
    assert end("On Mon, Nov 23, 2026 at 9:12 AM\nDesk\nof\nNorthfork\n<q@desk.example> wrote:") is None


@pytest.mark.parametrize(
    "text",
    ["", "Thanks.\nOn Mon, Nov 23, 2026 at 9:12 AM Desk <q@desk.example> wrote:", "On Monday I wrote:", "See these codes:",
     "On Nov 23, 2026 the patient came.\n\nDr. Lee <lee@x.example> wrote:", "On Nov 23, 2026\n> Dr. Lee <lee@x.example> wrote:"],
)  # fmt: skip
def test_own_words_are_no_attribution(text):
    assert end(text) is None


def test_only_an_address_or_a_whole_date_in_words_speaks_of_a_mail_for_sure():
    assert names_a_mail("Desk <q@desk.example> wrote:")
    assert names_a_mail("On Thursday, March 3, 2011 at 7:07 PM, Desk wrote:")
    assert not names_a_mail("On 11/23/2026 at 9:12 Dr. Lee wrote:")
    assert not names_a_mail("On 23 Nov 2026 Dr. Lee wrote:")


def test_a_name_alone_may_introduce_quoted_lines():
    assert introduces_quotation("Dana Whitlock wrote:")
    assert not introduces_quotation("Yesterday I wrote:")
    assert not introduces_quotation("Dana Whitlock wrote")


@given(st.lists(st.text(alphabet="On 2026:@<>wrote\u00a0年写道：-a", max_size=60), min_size=1, max_size=6))
def test_any_lines_are_survived(lines):
    found = end("\n".join(lines))

    assert found is None or 1 <= found <= 4


@pytest.mark.timeout(60)
def test_a_line_of_dashes_without_end_names_no_mail():
    assert not names_a_mail("Il" + "-" * 20_000 + ", Dana ha scritto")
