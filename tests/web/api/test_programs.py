"""What programs send to the API is answered as the command line answers it."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from consultant.bootstrap import Services
from consultant.db.models import ReadLog
from tests.factories import rows

pytestmark = pytest.mark.usefixtures("library")

Send = Callable[..., Any]
CLAIM: dict[str, Any] = {
    "id": "c1",
    "date": "2026-05-01",
    "setting": "practitioner",
    "lines": [{"code": "20610", "modifiers": ["RT", "LT"], "units": 1}],
    "diagnoses": ["E11.9", "E10.9"],
    "patient": {"age": 61, "sex": "F"},
}
MAIL = (
    b"From: Dana <dana@clinic.example>\r\nSubject: Re: 20611?\r\nDate: Mon, 27 Apr 2026 10:00:00 -0500\r\n\r\n"
    b"Medicare, seen 04/21/2026 in Texas. We billed 20611-RT with M17.11.\r\n"
)


@pytest.fixture
def send(app: Flask, secret: str) -> Send:
    """Post to an address; return its JSON. Fails on another status than the one expected."""

    def sends(address: str, body: object, status: int = 200, token: str = secret) -> Any:
        given = {"data": body} if isinstance(body, bytes) else {"json": body}
        headers = {"Authorization": f"Bearer {token}"}
        answer = app.test_client().post(f"/api/v1{address}", headers=headers, **given)
        assert answer.status_code == status, answer.text[:300]
        assert answer.mimetype == "application/json"
        return answer.get_json()

    return sends


def test_a_text_is_answered_with_its_mentions(send: Send):
    answer = send("/codes/mentions", {"id": 7, "text": "Bill 99213-25 for m1711"})

    assert answer["id"] == 7
    assert [(one["system"], one["code"]) for one in answer["mentions"]] == [("cpt", "99213"), ("icd10cm", "M17.11")]
    assert answer["mentions"][0]["modifiers"] == ["25"]


def test_a_query_is_answered_and_leaves_a_line_without_words_in_the_read_log(send: Send, desk: Services):
    answer = send("/codes/search", {"query": "M17.11", "date": "2026-05-01", "limit": 2})

    assert answer["codes"][0]["code"] == "M17.11"
    assert [row.what for row in rows.every(desk, ReadLog)] == ["search"]


def test_a_claim_is_answered_with_its_findings(send: Send):
    answer = send("/codes/check", CLAIM)

    assert answer["id"] == "c1"
    assert {"excludes1", "modifier-conflict"} <= {one["rule"] for one in answer["findings"]}


def test_a_mail_is_answered_with_its_preview(send: Send):
    answer = send("/tickets/preview", MAIL)

    assert answer["facts"]["date_of_service"] == "2026-04-21"
    assert [one["code"] for one in answer["lookups"][:2]] == ["20611", "M17.11"]


@pytest.mark.parametrize(
    ("address", "body", "status", "words"),
    [
        ("/codes/mentions", {}, 422, "text: Missing data"),
        ("/codes/mentions", b"{", 422, "text: Missing data"),
        ("/tickets/preview", b"", 400, "empty"),
        ("/codes/search", {"query": "knee", "system": "icd"}, 422, "system: Must be one of"),
        ("/codes/search", {"query": "knee", "limit": 1000}, 422, "limit: "),
        ("/codes/check", {**CLAIM, "date": "May"}, 422, "date: Not a valid date"),
        ("/codes/check", {**CLAIM, "setting": "home"}, 422, "setting: Must be one of"),
        ("/codes/check", {**CLAIM, "lines": [{}]}, 422, "lines: 0: code: Missing data"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(send: Send, address: str, body: object, status: int, words: str):
    assert words in send(address, body, status=status)["error"]


@pytest.mark.parametrize("address", ["/codes/mentions", "/codes/search", "/codes/check", "/tickets/preview"])
def test_a_stranger_is_refused(send: Send, address: str):
    assert "token" in send(address, {}, status=401, token="consultant_x")["error"]


def test_a_body_beyond_the_limit_is_refused(send: Send):
    send("/tickets/preview", b"x" * 2_000_001, status=413)


def test_nothing_that_was_sent_is_logged(send: Send, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        send("/codes/mentions", {"text": "Bill 99213 for Wilhelmina"})
        send("/tickets/preview", MAIL)

    assert "Wilhelmina" not in caplog.text
    assert "Dana" not in caplog.text
