"""JSON files of code sets: small, so read whole, but never larger than such a file can be."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypeVar

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.lines import refuse_foreign
from consultant.coding.releases.sheets import day
from consultant.coding.releases.sources import Readable, head_of, name_of, opened

_LARGEST = 64 * 1024 * 1024

T = TypeVar("T", dict[str, Any], list[Any])


def is_json(source: Readable) -> bool:
    """Whether the first sign is the brace of an object."""
    return head_of(source, 512).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_json(source: Readable, key: str, kind: type[T], what: str) -> T:
    """The part ``key`` of the object in the file, of the ``kind`` that is meant and not empty. Raises UnreadableRelease."""
    whole = _whole(source, what)
    part = whole.get(key) if isinstance(whole, dict) else None
    if not isinstance(part, kind) or not part:
        raise UnreadableRelease(name_of(source), 1, f"{what} under {key!r}")
    return part


def retrieved(source: Readable) -> date | None:
    """The day on which the collection says it was taken from the publisher, or None. Raises UnreadableRelease."""
    whole = _whole(source, "a collection")
    stated = whole.get("retrieved") if isinstance(whole, dict) else None
    return day(stated) if isinstance(stated, str) else None


def _whole(source: Readable, what: str) -> Any:
    name = name_of(source)
    with opened(source) as stream:
        raw = stream.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise UnreadableRelease(name, 1, f"{what} in less than 64 MB")
    refuse_foreign(name, raw[:4096])
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise UnreadableRelease(name, error.lineno, "well-formed JSON", column=error.colno) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableRelease(name, line, "UTF-8 text") from None
    except RecursionError:
        raise UnreadableRelease(name, 1, "JSON that is not nested without end") from None
