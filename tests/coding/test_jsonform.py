import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from consultant.coding import jsonform


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Outer:
    colour: Colour
    inners: tuple[Inner, ...]
    pair: tuple[str, int]
    share: float | None
    sure: bool


VALUE = Outer(Colour.RED, (Inner("a", date(2026, 4, 1)), Inner("b", None)), ("x", 3), None, sure=True)


def test_a_value_survives_the_way_through_json():
    assert jsonform.decode(Outer, json.loads(json.dumps(jsonform.encode(VALUE)))) == VALUE


def test_the_content_is_plain():
    assert jsonform.encode(VALUE) == {
        "colour": "red",
        "inners": [{"name": "a", "day": "2026-04-01"}, {"name": "b", "day": None}],
        "pair": ["x", 3],
        "share": None,
        "sure": True,
    }


@pytest.mark.parametrize("content", [{}, {"colour": "blue"}, [], None, "x", {**jsonform.encode(VALUE), "inners": [1]}])
def test_content_of_another_shape_is_refused(content):
    with pytest.raises(ValueError):
        jsonform.decode(Outer, content)
