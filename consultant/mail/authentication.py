"""What our own mail server found out about a sender (RFC 8601). What others claim in the same header is not believed."""

import re
from collections.abc import Iterable

from consultant.mail.parsed import Authentication

_RESULT = re.compile(r"\s*(spf|dkim|dmarc)\s*(?:/\s*\d+\s*)?=\s*([a-z]+)", re.IGNORECASE)


def read_authentication(values: Iterable[str], authserv_id: str) -> Authentication:
    """Return SPF, DKIM and DMARC of the first header whose authserv-id is ours; empty when there is none or no id is set.

    Several DKIM signatures: one that passes is enough (RFC 6376, section 6.1).
    """
    wanted = authserv_id.strip().casefold()
    if not wanted:
        return Authentication()
    for value in values:
        head, *results = _bare(value).split(";")
        words = head.split()
        if not words or words[0].casefold() != wanted:
            continue
        found: dict[str, str] = {}
        for result in results:
            match = _RESULT.match(result)
            if match is None:
                continue
            method, verdict = match[1].lower(), match[2].lower()
            if method not in found or (method == "dkim" and verdict == "pass"):
                found[method] = verdict
        # Servers add at the top; a header of our name further down may have come with the mail.
        return Authentication(found.get("spf", ""), found.get("dkim", ""), found.get("dmarc", ""))
    return Authentication()


def _bare(value: str) -> str:
    """Return a header without its comments and with its quoted texts blanked: a sender chooses what stands in them.

    A local part may be quoted and hold ``;`` or ``(`` (RFC 5321, section 4.1.2), and servers repeat it in their results.
    """
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in value:
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif quoted:
            quoted = char != '"'
        elif char == '"' and not depth:
            quoted = True
            kept.append(" ")
        elif char == "(":
            depth += 1
            kept.append(" ")
        elif char == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(char)
    return "".join(kept)
