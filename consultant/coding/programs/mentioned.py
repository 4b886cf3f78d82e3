"""Texts as JSON objects, answered with the codes that they mention."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from consultant.coding.catalogue import Catalogue
from consultant.coding.mentions import find_mentions
from consultant.coding.wire import mention_json
from consultant.errors import UserError


def mentioning(catalogue: Catalogue) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """What answers a line with the codes that its text mentions."""

    def answer(given: Mapping[str, Any]) -> dict[str, Any]:
        found = find_mentions(words(given, "text"), catalogue, date.today())
        return {"mentions": [mention_json(mention) for mention in found]}

    return answer


def words(given: Mapping[str, Any], name: str) -> str:
    """The text that ``given`` has under ``name``. Raises UserError where there is none."""
    said = given.get(name)
    if not isinstance(said, str):
        raise UserError(f'"{name}" must be given, as text')
    return said
