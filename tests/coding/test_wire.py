from consultant.coding.mentions import Mention, Role
from consultant.coding.rules import Finding, Severity
from consultant.coding.search.index import RowKind
from consultant.coding.search.rank import Hit
from consultant.coding.sets import System
from consultant.coding.wire import NAMES, SEARCHED, SEVERITIES, finding_json, hit_json, mention_json


def test_every_system_has_a_name_of_its_own():
    assert set(NAMES) == set(System)
    assert SEARCHED == {"icd10cm": System.CM, "icd10pcs": System.PCS, "hcpcs": System.HCPCS, "cpt": System.CPT}


def test_a_mention_is_told_without_its_evidence():
    mention = Mention(System.CPT, "99213", ("25",), None, Role.ASKED, 5, 13, "carries a modifier")

    assert mention_json(mention) == {
        "system": "cpt", "code": "99213", "modifiers": ["25"], "units": None, "role": "asked", "start": 5, "end": 13,
    }  # fmt: skip


def test_a_hit_is_told_with_its_why():
    hit = Hit(System.PCS, "0SR90JZ", "a title", True, 0.123456, 1.0, 0.0, 1.0, RowKind.TITLE, "a phrase")

    assert hit_json(hit) == {"system": "icd10pcs", "code": "0SR90JZ", "score": 0.1235, "why": "a phrase"}


def test_a_hit_of_cpt_is_told_with_the_notice_of_its_words():
    hit = Hit(System.CPT, "69981", "Invented one", True, 1.0, 1.0, 0.0, 1.0, RowKind.TITLE, "Invented one", "A notice.")

    assert hit_json(hit)["notice"] == "A notice."


def test_a_finding_is_told_with_its_point_and_reason():
    finding = Finding("ptp-denied", Severity.STOP, "The point", "The reason.", "a source", ("20610", "20611"))

    assert set(SEVERITIES) == set(Severity)
    assert finding_json(finding) == {
        "rule": "ptp-denied", "codes": ["20610", "20611"], "severity": "error",
        "message": "The point. The reason.", "source": "a source",
    }  # fmt: skip
