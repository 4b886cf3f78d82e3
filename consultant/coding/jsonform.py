"""Frozen dataclasses to plain JSON content and back, by their type hints."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> Any:
    """``value`` as dicts, lists, strings, numbers, booleans and None; dates as YYYY-MM-DD, enums as their value."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}


def decode(kind: type[T], content: Any) -> T:
    """The value of type ``kind`` that ``encode`` wrote as ``content``. Raises ValueError for another shape."""
    try:
        return cast("T", _decode(kind, content))
    except (KeyError, TypeError) as error:
        raise ValueError(f"this is no {kind.__name__}: {error}") from error


def _decode(kind: Any, content: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if content is None:
            return None
        (inner,) = (option for option in get_args(kind) if option is not type(None))
        return _decode(inner, content)
    if origin is tuple:
        return _decode_tuple(get_args(kind), content)
    if dataclasses.is_dataclass(kind):
        if not isinstance(content, Mapping):
            raise TypeError(f"{content!r} is no object")
        return cast("Any", kind)(
            **{name: _decode(hint, content[name]) for name, hint in _hints(cast("Any", kind)).items()}
        )
    return _decode_plain(kind, content)


def _decode_plain(kind: Any, content: Any) -> Any:
    if kind is date:
        return date.fromisoformat(content)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(content)
    return content


def _decode_tuple(inner: tuple[Any, ...], content: Any) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_decode(inner[0], item) for item in content)
    return tuple(_decode(hint, item) for hint, item in zip(inner, content, strict=True))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
