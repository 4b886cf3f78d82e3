"""``consultant codes mentions --jsonl`` and ``codes search --jsonl``: many questions, one a line, answered as they come."""

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, BinaryIO

import click

from consultant.cli.json_lines import answer_each
from consultant.cli.library import library
from consultant.coding.catalogue import Catalogue
from consultant.coding.finding import find_codes
from consultant.coding.mentions import find_mentions
from consultant.coding.sets import System
from consultant.coding.wire import SEARCHED, hit_json, mention_json
from consultant.errors import UserError

LIMIT, MOST = 10, 100
Answer = Callable[[Mapping[str, Any]], dict[str, Any]]


@click.command()
@click.option("--jsonl", is_flag=True, help="JSON lines, which is what this command always reads and prints.")
@click.argument("source", type=click.File("rb"), default="-")
def mentions(source: BinaryIO, *, jsonl: bool) -> None:
    """Read JSON lines {"id", "text"} and print {"id", "mentions"} for each: the codes that the text writes."""
    del jsonl
    answer_each(source, mentioning(library()))


def answer_searches(source: BinaryIO) -> None:
    """Read JSON lines {"id", "query", "system"?, "date"?, "limit"?} and print {"id", "ms", "codes"} for each."""
    catalogue = library()
    # The first question does not pay for opening the indexes.
    find_codes("pain", catalogue, on=date.today(), limit=1)
    answer_each(source, searching(catalogue))


def mentioning(catalogue: Catalogue) -> Answer:
    """What answers a line with the codes that its text mentions."""

    def answer(given: Mapping[str, Any]) -> dict[str, Any]:
        found = find_mentions(_words(given, "text"), catalogue, date.today())
        return {"mentions": [mention_json(mention) for mention in found]}

    return answer


def searching(catalogue: Catalogue) -> Answer:
    """What answers a line with the codes for its query."""

    def answer(given: Mapping[str, Any]) -> dict[str, Any]:
        query, on, limit = _words(given, "query"), _date(given), _limit(given)
        systems = _systems(given)
        began = time.perf_counter()
        hits = find_codes(query, catalogue, on=on, limit=limit, systems=systems)
        took = (time.perf_counter() - began) * 1000
        return {"ms": round(took, 3), "codes": [hit_json(hit) for hit in hits]}

    return answer


def _words(given: Mapping[str, Any], name: str) -> str:
    words = given.get(name)
    if not isinstance(words, str):
        raise UserError(f'"{name}" must be given, as text')
    return words


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
