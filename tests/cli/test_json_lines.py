import io
import json

import pytest

from consultant.cli.json_lines import answer_each, json_line, read_object
from consultant.errors import UserError


def answered(capsys, *lines: bytes):
    def length(given):
        if "text" not in given:
            raise UserError('"text" is missing')
        return {"length": len(given["text"])}

    answer_each(io.BytesIO(b"\n".join(lines)), length)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_object_is_answered_with_its_id(capsys):
    assert answered(capsys, b'{"id": 1, "text": "ab"}', b'{"text": "abc"}') == [{"id": 1, "length": 2}, {"length": 3}]


def test_what_is_missing_or_fails_is_said_in_the_place_of_the_line(capsys):
    shown = answered(capsys, b'{"id": 1}', b"no json", b'{"id": 3, "text": 5}', b'{"id": 4, "text": ""}')

    assert shown == [
        {"id": 1, "error": '"text" is missing'},
        {"error": "Line 2 is no JSON object."},
        {"id": 3, "error": "It could not be read (TypeError)."},
        {"id": 4, "length": 0},
    ]


@pytest.mark.parametrize("line", [b"", b"[1]", b"\xff", b'{"id": NaN}', b'{"id": 1e999}', b"[" * 100_000])
def test_what_is_no_object_of_json_is_none(line):
    assert read_object(line) is None


def test_a_line_has_one_end_for_every_reader():
    assert json_line({"a": "\u2028\ud800é"}) == '{"a": "\\u2028\\ud800é"}\n'.encode()
