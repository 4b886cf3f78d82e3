"""Queries as JSON objects, answered with the codes that they find."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from consultant.coding.catalogue import Catalogue
from consultant.coding.finding import find_codes
from consultant.coding.programs.mentioned import words
from consultant.coding.sets import System
from consultant.coding.wire import SEARCHED, hit_json
from consultant.errors import UserError

LIMIT, MOST = 10, 100


def searching(catalogue: Catalogue) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What answers a line with the codes for its query."""

    def answer(given: Mapping[str, Any]) -> dict[str, Any]:
        query, on, limit = words(given, "query"), _date(given), _limit(given)
        systems = _systems(given)
        began = time.perf_counter()
        hits = find_codes(query, catalogue, on=on, limit=limit, systems=systems)
        took = (time.perf_counter() - began) * 1000
        return {"ms": round(took, 3), "codes": [hit_json(hit) for hit in hits]}

    return answer


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
