import ssl
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPErrorProcessor, build_opener

import pytest

from consultant.adapters import oauth as module
from consultant.adapters.oauth import GrantRefused, authorise_address, exchange, refresh
from consultant.demo.processes import free_port
from consultant.errors import PermanentError, TransientError
from tests.servers.certificates import self_signed
from tests.servers.tokens import TokenServer

VERIFIER = "v" * 43


class _Stay(HTTPErrorProcessor):
    def http_response(self, _request: object, response: object) -> object:
        return response


def agree(address: str) -> dict[str, str]:
    """Agree on the provider's page; return what it says on the way back."""
    back = build_opener(_Stay).open(address, timeout=5).headers["Location"]
    return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}


def test_a_code_becomes_tokens_for_who_has_the_verifier_and_once(token_server: TokenServer):
    provider = token_server.provider()
    said = agree(authorise_address(provider, state="st", verifier=VERIFIER, username="q@desk.example"))

    grant = exchange(provider, said["code"], VERIFIER)

    assert said["state"] == "st"
    assert (grant.expires_in, grant.refresh_expires_in) == (timedelta(hours=1), None)
    assert token_server.script.good_access[grant.access_token] == "questions@desk.example"
    with pytest.raises(GrantRefused):
        exchange(provider, said["code"], VERIFIER)


def test_a_code_is_worth_nothing_without_its_verifier(token_server: TokenServer):
    provider = token_server.provider()
    said = agree(authorise_address(provider, state="st", verifier=VERIFIER, username="q@desk.example"))

    with pytest.raises(GrantRefused):
        exchange(provider, said["code"], "w" * 43)


def test_the_providers_page_is_asked_for_what_the_desk_needs_and_no_secret(token_server: TokenServer):
    provider = token_server.provider(more={"access_type": "offline"})
    address = authorise_address(provider, state="st", verifier=VERIFIER, username="q@desk.example")

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}

    assert (asked["scope"], asked["access_type"], asked["login_hint"]) == (
        "https://mail.google.com/", "offline", "q@desk.example",
    )  # fmt: skip
    assert asked["code_challenge_method"] == "S256"
    assert VERIFIER not in address
    assert provider.client_secret not in address
    assert provider.client_secret not in repr(provider)


def test_a_refresh_token_gives_the_next_one_or_stays(token_server: TokenServer):
    first = token_server.refresh_token()
    second = refresh(token_server.provider(), first)
    token_server.script.rotates = False

    third = refresh(token_server.provider(), second.refresh_token or "")

    assert second.refresh_token not in {None, first}
    assert third.refresh_token is None
    assert second.access_token not in repr(second)
    assert (second.refresh_token or "") not in repr(second)


def test_an_end_that_the_provider_names_is_read(token_server: TokenServer):
    token_server.script.refresh_life = 604_800

    grant = refresh(token_server.provider(), token_server.refresh_token())

    assert grant.refresh_expires_in == timedelta(days=7)


@pytest.mark.parametrize(
    ("mood", "kind", "words"),
    [
        ("down", TransientError, "answered 503"),
        ("busy", TransientError, "answered 429"),
        ("nonsense", TransientError, "sent no access token"),
        ("silent", TransientError, "did not answer"),
        ("moved", PermanentError, "refused (status 307)"),
        ("invalid_grant", GrantRefused, "Google no longer lets the desk in (invalid_grant, AADSTS70008); authorise again"),
        ("interaction_required", GrantRefused, "authorise again"),
        ("invalid_client", PermanentError, "check CONSULTANT_GOOGLE__CLIENT_ID and CONSULTANT_GOOGLE__CLIENT_SECRET"),
        ("temporarily_unavailable", TransientError, "is not ready"),
        ("invalid_scope", PermanentError, "refused (invalid_scope"),
    ],
)  # fmt: skip
def test_what_the_token_server_refuses_is_worded_without_what_was_sent(
    token_server: TokenServer, mood: str, kind: type[Exception], words: str
):
    token_server.script.mood = mood
    secret = token_server.refresh_token()

    with pytest.raises(kind) as raised:
        refresh(token_server.provider(), secret)

    assert words in str(raised.value)
    assert "zqsecret" not in repr(raised.value)
    assert raised.type is kind


def test_a_wrong_client_secret_is_named_by_its_setting(token_server: TokenServer):
    with pytest.raises(PermanentError, match="CONSULTANT_GOOGLE__CLIENT_SECRET"):
        refresh(token_server.provider(client_secret="wrong"), token_server.refresh_token())


def test_a_token_server_that_is_away_or_slow_is_asked_again_later(
    token_server: TokenServer, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(TransientError, match="did not answer"):
        refresh(token_server.provider(token_url=f"http://127.0.0.1:{free_port(0)}/token"), "x")
    monkeypatch.setattr(module, "SECONDS", 0.1)
    token_server.script.gate.clear()
    with pytest.raises(TransientError, match="did not answer"):
        refresh(token_server.provider(), token_server.refresh_token())


def test_a_provider_that_gives_no_lasting_access_is_told_so(token_server: TokenServer, monkeypatch: pytest.MonkeyPatch):
    provider = token_server.provider()
    said = agree(authorise_address(provider, state="st", verifier=VERIFIER, username="q@desk.example"))
    real = token_server.script.tokens
    monkeypatch.setattr(token_server.script, "tokens", lambda *, lasting: real(lasting=False))

    with pytest.raises(PermanentError, match="granted no lasting access"):
        exchange(provider, said["code"], VERIFIER)


@pytest.fixture
def tls_server(token_server: TokenServer, tmp_path: Path) -> Path:
    """The token server speaks TLS with a certificate that nobody vouches for; return its file."""
    context, certificate = self_signed(tmp_path)
    token_server.socket = context.wrap_socket(token_server.socket, server_side=True, do_handshake_on_connect=False)
    return certificate


def test_the_token_servers_certificate_is_checked(
    token_server: TokenServer, tls_server: Path, monkeypatch: pytest.MonkeyPatch
):
    provider = token_server.provider(token_url=f"https://127.0.0.1:{token_server.server_port}/token")
    secret = token_server.refresh_token()
    with pytest.raises(PermanentError, match="TLS: the certificate of the token server is not valid"):
        refresh(provider, secret)
    trusting = ssl.create_default_context(cafile=str(tls_server))
    monkeypatch.setattr(module.ssl, "create_default_context", lambda: trusting)

    assert refresh(provider, secret).refresh_token


@pytest.mark.parametrize(
    ("given", "seconds"),
    [(3599, 3599), ("3599", 3599), (0, None), (-5, None), (True, None), (1.5, None), ("x", None), (None, None), (10**10, 315_360_000), (10**11, None)],
)  # fmt: skip
def test_lengths_of_time_are_numbers_or_digits(given: object, seconds: int | None):
    found = module._seconds(given)

    assert found == (None if seconds is None else timedelta(seconds=seconds))
