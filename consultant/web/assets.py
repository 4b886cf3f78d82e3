"""Static files under an address that holds the hash of them all, so that browsers may keep them for a year.

They are answered before the application: no session is opened for them, no cookie renewed, no database asked. One hash
over the whole folder lets modules import each other by relative address.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.utils import send_from_directory

FOLDER = Path(__file__).parent / "static"
PREFIX = "/static/"
YEAR = 31_536_000


def digest(folder: Path) -> str:
    """Return 12 hexadecimal digits over names and bytes of all files below ``folder``."""
    total = hashlib.sha256()
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


class Files:
    """Answers ``/static/<digest>/<name>``; an address of another digest is answered too, but not to be kept."""

    def __init__(self, application: WSGIApplication, folder: Path, current: str) -> None:
        self._application = application
        self._folder = folder
        self._current = current

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        version, slash, name = path.removeprefix(PREFIX).partition("/")
        if not path.startswith(PREFIX) or not slash or environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        try:
            response = send_from_directory(self._folder, name, environ)
        except HTTPException:
            return self._application(environ, start_response)  # the application has the page for what is not there
        kept = version == self._current
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if kept else "no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response(environ, start_response)


def install(app: Flask) -> None:
    """Serve the files and give templates ``asset(name)``."""
    current = digest(FOLDER)
    app.wsgi_app = Files(app.wsgi_app, FOLDER, current)  # type: ignore[method-assign]  # Flask's own way to wrap
    app.jinja_env.globals["asset"] = lambda name: f"{PREFIX}{current}/{name}"
