"""Why a database does not let us in, in words for whoever set its address. Nothing here repeats a password."""

import re
from dataclasses import dataclass

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError


@dataclass(frozen=True, slots=True)
class Away:
    """What is wrong. ``lasting``: it stays so until somebody changes the setting or the server."""

    words: str
    lasting: bool


_LASTING = (
    (r"password authentication failed", "the server refuses the password of user {user}"),
    (r"no password supplied", "the server wants a password of user {user}, and the address has none"),
    (r"role .* does not exist", "the server knows no user {user}"),
    (r"database .* does not exist", "the server has no database {database}"),
    (r"no pg_hba.conf entry", "the server lets user {user} in from elsewhere only; see its pg_hba.conf"),
)
_PASSING = (
    (r"resolve host|translate host name", "the host {host} has no address; its name cannot be resolved"),
    (r"Connection refused", "no server listens at {host}:{port}"),
    (r"No such file or directory", "no server listens at the socket of this host"),
    (r"timeout expired|timed out", "the server at {host}:{port} does not answer"),
)
"""Fixed words of libpq and of the server, which give no SQLSTATE to a connection that never came to be."""


def why_away(error: DBAPIError, url: URL) -> Away:
    """Say why a first connection failed. Other causes are told in the first line of the driver's own words."""
    said = str(error.orig).strip()
    if url.get_backend_name() == "sqlite":
        return Away(f"the file {url.database} cannot be used ({said})", lasting="locked" not in said)
    named = {
        "host": url.host or "this host",
        "port": url.port or 5432,
        "user": url.username or "of this process",
        "database": url.database or url.username,
    }
    for known, lasting in ((_LASTING, True), (_PASSING, False)):
        for pattern, words in known:
            if re.search(pattern, said):
                return Away(words.format_map(named), lasting)
    first = said.partition("\n")[0].rpartition(" failed: ")[2]
    return Away(f"the server cannot be used ({first})", lasting=not isinstance(error, OperationalError))
