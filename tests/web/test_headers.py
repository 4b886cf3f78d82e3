import re

from flask import Flask

from consultant.web import headers
from tests.web.conftest import Browser


def test_scripts_of_a_page_carry_the_nonce_of_its_policy_and_no_page_has_inline_script_or_style(coder: Browser, make):
    ticket_id = make.ticket()
    for address in (
        "/",
        "/?view=unassigned",
        f"/tickets/{ticket_id}",
        "/outbox",
        "/parked",
        "/codes",
        "/search?q=x",
        "/me",
        "/login",
    ):
        answer = coder.client.get(address, follow_redirects=True)
        policy = answer.headers["Content-Security-Policy"]
        nonce = re.search(r"script-src 'nonce-([^']+)'", policy)
        assert nonce is not None
        for script in re.findall(r"<script[^>]*>", answer.text):
            assert f'nonce="{nonce[1]}"' in script
            assert " src=" in script
        assert not re.search(r"<[^>]* style=", answer.text)
        assert "<style" not in answer.text
        assert not re.search(r"<[^>]* on[a-z]+=", answer.text)


def test_every_answer_has_its_own_nonce(coder: Browser):
    first, second = (coder.client.get("/").headers["Content-Security-Policy"] for _ in range(2))

    assert first != second


def test_pages_are_kept_by_no_cache_and_framed_by_nobody(coder: Browser):
    answer = coder.client.get("/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in answer.headers


def test_a_desk_on_https_says_so_for_a_year():
    app = Flask("secure")
    headers.install(app, https=True)
    app.add_url_rule("/", "home", lambda: "x")

    assert app.test_client().get("/").headers["Strict-Transport-Security"].startswith("max-age=31536000")
