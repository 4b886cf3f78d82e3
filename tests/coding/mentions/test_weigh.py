import pytest

from consultant.coding.mentions.candidates import candidates
from consultant.coding.mentions.scene import scene
from consultant.coding.mentions.weigh import weigh
from consultant.coding.sets import System


def weighed(catalogue, text: str):
    seen = scene(text, catalogue)
    (candidate,) = candidates(text, seen.mask)
    return weigh(seen, candidate)


@pytest.mark.parametrize(
    ("text", "system", "code", "why"),
    [
        ("M17.11", System.CM, "M17.11", "listed"),
        ("bill 20610", System.CPT, "20610", "the sentence speaks of coding"),
        ("20610-RT", System.CPT, "20610", "carries a modifier"),
        ("99213", System.CPT, "99213", "an evaluation and management number"),
        ("we saw 20610", System.CPT, "20610", ""),
        ("J7325", System.HCPCS, "J7325", "listed"),
        ("fee sched says 22612", System.CPT, "22612", "the sentence speaks of coding"),
        ("dx J1100", System.CM, "J11.00", "listed, written without its dot"),
        ("code E9999", System.HCPCS, "E9999", "written like a HCPCS code where coding is spoken of"),
        ("E9999", System.HCPCS, "E9999", ""),
        ("is 0275T different?", System.CPT, "0275T", "the sentence speaks of coding"),
        ("the 0275T here", System.CPT, "0275T", ""),
        ("denied E11.99", System.CM, "E11.99", "written like a code of a listed category"),
        ("E11.99", System.CM, "E11.99", ""),
        ("dx I10", System.CM, "I10", "listed, where coding is spoken of"),
        ("I10", System.CM, "I10", ""),
    ],
)
def test_a_candidate_is_weighed_with_its_evidence(catalogue, text, system, code, why):
    found = weighed(catalogue, text)

    assert (found.system, found.code, found.why) == (system, code, why)


@pytest.mark.parametrize("text", ["N95 masks", "thanks,\n99213", "thanks,\nE9999"])
def test_masks_and_signatures_are_no_codes(catalogue, text):
    assert weighed(catalogue, text) is None
