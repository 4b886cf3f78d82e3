"""JSON lines in, JSON lines out: each line is answered as it comes, and a faulty one does not stop the next."""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import click

from consultant.errors import UserError


def answer_each(source: BinaryIO, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Answer each JSON object with its id; a line that is none is answered with its fault, and the rest goes on.

    What ``answer`` raises as UserError is said in its words. Every line is written out before the next one is read.
    """
    for number, line in enumerate(source, start=1):
        given = read_object(line)
        if given is None:
            click.echo(json_line({"error": f"Line {number} is no JSON object."}), nl=False)
        else:
            # An id that was not given is not made up.
            known = {"id": given["id"]} if "id" in given else {}
            click.echo(json_line({**known, **_answered(given, answer)}), nl=False)


def read_object(line: bytes) -> dict[str, Any] | None:
    """Return the JSON object that a line holds, None for anything else."""
    try:
        given = json.loads(line, parse_float=_number, parse_constant=_number)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


def json_line(value: Mapping[str, Any]) -> bytes:
    """Return ``value`` as one line of UTF-8."""
    # A lone surrogate (of a file name, of an id) goes out as the JSON escape that it can be written as.
    text = json.dumps(value, ensure_ascii=False)
    # Some readers end a line at these too.
    for end in ("\u0085", "\u2028", "\u2029"):
        text = text.replace(end, f"\\u{ord(end):04x}")
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _answered(given: Mapping[str, Any], answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Mapping[str, Any]:
    try:
        return answer(given)
    except UserError as error:
        return {"error": str(error)}
    except Exception as error:  # noqa: BLE001 - no line may stop the next one
        return {"error": f"It could not be read ({type(error).__name__})."}


def _number(written: str) -> float:
    """A number that JSON has; what is beyond every number could not be written back. Raises ValueError."""
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number
