"""JSON Schema of frozen dataclasses, for the OpenAPI document; the JSON itself is ``coding.jsonform``'s."""

import dataclasses
import types
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

_PLAIN: dict[Any, dict[str, Any]] = {
    object: {},
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def schema_of(kind: Any) -> dict[str, Any]:
    """Return the schema of what ``jsonform.encode`` makes of a value of this type."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [{"type": "null"} if one is type(None) else schema_of(one) for one in inner]}
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": schema_of(inner[0])}
    if origin is tuple:
        items = {"anyOf": [schema_of(one) for one in dict.fromkeys(inner)]}
        return {"type": "array", "items": items, "minItems": len(inner), "maxItems": len(inner)}
    if dataclasses.is_dataclass(kind):
        return _object(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [one.value for one in kind]}
    return dict(_PLAIN[kind])


def answer(kind: Any, words: str) -> dict[str, Any]:
    """Return an OpenAPI response of this type."""
    return {"description": words, "content": {"application/json": {"schema": schema_of(kind)}}}


def _object(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = {field.name: schema_of(hints[field.name]) for field in dataclasses.fields(kind)}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
