"""Who asks the API: the person of the token in the Authorization header."""

from flask import g, request

from consultant.services import api_tokens
from consultant.web.desk import services


def enter() -> bool:
    """Let the person of a good token act in this request; False without one."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        return False
    database, clock = services().database, services().clock
    with database.reading() as tx:
        found = api_tokens.holder(tx, secret.strip(), clock=clock)
    if found is None:
        return False
    if not found.noted:
        with database.transaction() as tx:
            api_tokens.note_use(tx, found.token_id, clock=clock)
    g.person = found.person
    return True
