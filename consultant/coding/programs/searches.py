"""Queries as JSON objects, answered with the codes that they find."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from consultant.coding.catalogue import Catalogue
from consultant.coding.finding import ITSELF, find_codes
from consultant.coding.mentions import Mention, find_mentions
from consultant.coding.programs.mentioned import words
from consultant.coding.sets import System
from consultant.coding.wire import MENTIONED, NAMES, SEARCHED, hit_json
from consultant.errors import UserError

LIMIT, MOST = 10, 100
SHORT = 14
"""Words of a query at most; the codes of a longer note are the writer's and not what is looked for."""


def searching(catalogue: Catalogue) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What answers a line with the codes for its query."""

    def answer(given: Mapping[str, Any]) -> dict[str, Any]:
        query, on, limit = words(given, "query"), _date(given), _limit(given)
        systems = _systems(given)
        began = time.perf_counter()
        written = _written(query, catalogue, on, systems)
        said = _without(query, written)
        codes = [_written_json(mention) for mention in written]
        known = {(mention.system, mention.code) for mention in written}
        hits = find_codes(said, catalogue, on=on, limit=limit, systems=systems)
        codes += [hit_json(hit) for hit in hits if (hit.system, hit.code) not in known]
        took = (time.perf_counter() - began) * 1000
        return {"ms": round(took, 3), "codes": codes[:limit]}

    return answer


def _written(query: str, catalogue: Catalogue, on: date, systems: frozenset[System] | None) -> list[Mention]:
    """Listed codes that a short query writes beside words, each once; a lone word is looked up by its beginning."""
    if not 1 < len(query.split()) <= SHORT or not any(letter.isdigit() for letter in query):
        return []
    found: dict[tuple[System, str], Mention] = {}
    for mention in find_mentions(query, catalogue, on):
        wanted = mention.system in (systems or SEARCHED.values())
        if wanted and catalogue.listed(mention.system, mention.code):
            found.setdefault((mention.system, mention.code), mention)
    return list(found.values())


def _without(query: str, written: list[Mention]) -> str:
    """The words of a query beside the codes that it writes."""
    letters = list(query)
    for mention in written:
        letters[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(letters)


def _written_json(mention: Mention) -> dict[str, Any]:
    return {"system": NAMES[mention.system], "code": mention.code, "score": MENTIONED, "why": ITSELF}


def _systems(given: Mapping[str, Any]) -> frozenset[System] | None:
    name = given.get("system")
    if name is None:
        return None
    if not isinstance(name, str) or name not in SEARCHED:
        raise UserError(f'"system" must be one of {", ".join(SEARCHED)}')
    return frozenset({SEARCHED[name]})


def _date(given: Mapping[str, Any]) -> date:
    written = given.get("date")
    if written is None:
        return date.today()
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        raise UserError('"date" must be a day, YYYY-MM-DD') from None


def _limit(given: Mapping[str, Any]) -> int:
    limit = given.get("limit")
    if limit is None:
        return LIMIT
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST:
        raise UserError(f'"limit" must be a number from 1 to {MOST}')
    return limit
