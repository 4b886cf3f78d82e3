from dataclasses import dataclass
from datetime import date

from consultant.coding.sets import System
from consultant.web.api.describing import answer, schema_of


@dataclass(frozen=True, slots=True)
class Inner:
    system: System
    pair: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outer:
    on: date | None
    inner: tuple[Inner, ...]
    score: float


def test_a_dataclass_is_described_with_everything_in_it():
    schema = schema_of(Outer)

    assert schema["required"] == ["on", "inner", "score"]
    assert schema["properties"]["on"] == {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
    inner = schema["properties"]["inner"]["items"]
    assert inner["properties"]["system"]["enum"] == [system.value for system in System]
    pair = inner["properties"]["pair"]
    assert pair["items"] == {"anyOf": [{"type": "string"}, {"type": "integer"}]}
    assert pair["minItems"] == pair["maxItems"] == 2


def test_an_answer_is_json_of_the_type():
    assert answer(Inner, "Words.")["content"]["application/json"]["schema"] == schema_of(Inner)
