"""A provider on loopback: it asks its user, gives codes and tokens, and tells an IMAP server whose token it was given."""

import base64
import json
import threading
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from consultant.adapters.oauth import Provider
from consultant.config import Google, Microsoft

CLIENT_ID = "desk-client"
CLIENT_SECRET = "desk-client-secret"


@dataclass
class Script:
    """How the provider behaves, and what it has given.

    ``mood``: kind, or what the token endpoint does instead: down (503), busy (429), nonsense, moved (a redirect), silent.
    """

    user: str = "questions@desk.example"
    agrees: bool = True
    mood: str = "kind"
    rotates: bool = True
    life: int = 3600
    refresh_life: int | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    good_refresh: set[str] = field(default_factory=set)
    good_access: dict[str, str] = field(default_factory=dict)
    refreshed: int = 0
    spent: int = 0
    """How often a refresh token was used that was no longer good."""
    gate: threading.Event = field(default_factory=threading.Event)
    """Held closed by a test that wants an answer to wait."""
    waiting: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()
        self.numbers = count(1)
        self.lock = threading.Lock()

    def tokens(self, *, lasting: bool) -> dict[str, Any]:
        number = next(self.numbers)
        given: dict[str, Any] = {
            "access_token": f"zqsecret-access-{number}",
            "expires_in": self.life,
            "token_type": "Bearer",
        }
        self.good_access[given["access_token"]] = self.user
        if lasting:
            given["refresh_token"] = f"zqsecret-refresh-{number}"
            self.good_refresh.add(given["refresh_token"])
        if self.refresh_life is not None:
            given["refresh_token_expires_in"] = self.refresh_life
        return given


class TokenServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.script = Script()
        super().__init__(("127.0.0.1", 0), _Request)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def google(self) -> Google:
        return Google(
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            authorise_url=f"{self.address}/authorise",
            token_url=f"{self.address}/token",
        )

    def microsoft(self) -> Microsoft:
        return Microsoft(
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            tenant="northfork.example",
            authorise_url=f"{self.address}/{{tenant}}/authorise",
            token_url=f"{self.address}/{{tenant}}/token",
        )

    def provider(self, **change: Any) -> Provider:
        usual = {
            "title": "Google",
            "settings": "CONSULTANT_GOOGLE__",
            "authorise_url": f"{self.address}/authorise",
            "token_url": f"{self.address}/token",
            "scope": "https://mail.google.com/",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "redirect_uri": "http://127.0.0.1:8000/mailboxes/authorised",
        }
        return Provider(**{**usual, **change})

    def refresh_token(self) -> str:
        """Return a refresh token that is good."""
        given: str = self.script.tokens(lasting=True)["refresh_token"]
        return given

    def stop(self) -> None:
        self.script.gate.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Request(BaseHTTPRequestHandler):
    server: TokenServer

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path.endswith("/authorise"):
            self._authorise(asked)
        else:
            user = self.server.script.good_access.get(asked.get("token", ""))
            self._answer(200, {"username": user, "active": True}) if user else self._answer(
                401, {"error": "invalid_token"}
            )

    def _authorise(self, asked: dict[str, str]) -> None:
        script = self.server.script
        back = {"state": asked["state"]}
        if script.agrees:
            code = f"zqsecret-code-{next(script.numbers)}"
            script.codes[code] = asked
            back["code"] = code
        else:
            back["error"] = "access_denied"
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        script = self.server.script
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(raw).items()}
        script.waiting.set()
        script.gate.wait(30)
        match script.mood:
            case "down":
                self._answer(503, {"error": "down"})
            case "busy":
                self._answer(429, {})
            case "nonsense":
                self._answer(200, ["zqsecret"])
            case "moved":
                self.send_response(307)
                self.send_header("Location", f"{self.server.address}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "silent":
                self.close_connection = True
            case "kind":
                with script.lock:
                    self._answer(*self._judge(script, asked))
            case error:
                self._answer(400, {"error": error, "error_description": f"AADSTS70008: {raw}"})

    def _judge(self, script: Script, asked: dict[str, str]) -> tuple[int, Any]:
        if (asked.get("client_id"), asked.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        if asked["grant_type"] == "authorization_code":
            begun = script.codes.pop(asked["code"], None)
            made = base64.urlsafe_b64encode(sha256(asked["code_verifier"].encode()).digest()).rstrip(b"=").decode()
            if begun is None or made != begun["code_challenge"] or asked["redirect_uri"] != begun["redirect_uri"]:
                return 400, {"error": "invalid_grant"}
            return 200, script.tokens(lasting=True)
        if asked["refresh_token"] not in script.good_refresh:
            script.spent += 1
            return 400, {
                "error": "invalid_grant",
                "error_description": f"AADSTS70008: {asked['refresh_token']} is spent",
            }
        if script.rotates:
            script.good_refresh.remove(asked["refresh_token"])
        script.refreshed += 1
        return 200, script.tokens(lasting=script.rotates)

    def _answer(self, status: int, said: Any) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
