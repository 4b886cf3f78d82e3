"""Message-IDs of headers: in angle brackets, folded, bare, several, or beside words."""

import re

from consultant.mail.storable import one_line

_BRACKETED = re.compile(r"<([^<>]{1,900})>")
_BARE = re.compile(r"(?<![^\s<>,;\"])[^\s<>,;\"]{1,500}@[^\s<>,;\"]{1,400}")
_COMMENT = re.compile(r"\([^()<>]*\)")
_EITHER = re.compile(rf"{_BRACKETED.pattern}|({_BARE.pattern})")


def read_ids(text: str, limit: int = 1_000) -> tuple[str, ...]:
    """Return the distinct ids of a header without their angle brackets, in order; of too many the first and the last."""
    found = [re.sub(r"\s+", "", one) for one in _BRACKETED.findall(text)]
    bare = _COMMENT.sub(" ", _BRACKETED.sub(" ", text)).replace("<", " ").replace(">", " ").replace(",", " ").split()
    # Beside ids in brackets a bare one is an id only where no words stand, which would name an address.
    if bare and (not found or all(_BARE.fullmatch(one) for one in bare)):
        found = [re.sub(r"\s+", "", match[1] or match[2]) for match in _EITHER.finditer(_COMMENT.sub(" ", text))]
    ids = list(dict.fromkeys(one_line(one) for one in found if one.strip()))
    return tuple(ids if len(ids) <= limit else [ids[0], *ids[1 - limit :]])


def read_id(text: str) -> str:
    """Return the one id of a header, as written where it has no shape of an id, or ""."""
    ids = read_ids(text) if "<" in text or "@" in text else ()
    return ids[0] if ids else one_line(text).strip("<> ")[:900]
