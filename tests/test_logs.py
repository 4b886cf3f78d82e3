import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from consultant import logs

MARKER = "marker of a patient"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Where the lines go that are written from here on."""
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stderr", stream)
        logs.configure("INFO")
    yield stream
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_is_one_json_object_with_part_level_and_time(written: io.StringIO):
    logs.get("poller").info("mail taken", inbound_id=7)

    [line] = lines(written)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"part": "poller", "level": "info", "event": "mail taken", "inbound_id": 7}


def test_lines_below_the_level_are_not_written(written: io.StringIO):
    logs.get("poller").debug("too much")

    assert lines(written) == []


@pytest.mark.parametrize("key", sorted(logs.FORBIDDEN_KEYS))
def test_what_a_mail_or_a_form_holds_is_withheld(written: io.StringIO, key: str):
    logs.get("x").warning("a", **{key: MARKER})

    assert lines(written)[0][key] == "[withheld]"


def test_an_error_is_its_class_and_its_places(written: io.StringIO):
    def fail() -> None:
        raise ValueError(MARKER)

    try:
        fail()
    except ValueError as error:
        logs.get("x").error("failed", exc_info=error)
        logs.get("x").exception("failed")
        logs.get("x").error("failed", exc_info=sys.exc_info())

    found = lines(written)
    assert [line["error"] for line in found] == ["ValueError"] * 3
    assert all("test_logs.py:" in line["at"] for line in found)
    assert MARKER not in written.getvalue()


def test_no_error_is_no_error(written: io.StringIO):
    logs.get("x").error("failed", exc_info=True)

    assert "error" not in lines(written)[0]


def test_other_libraries_are_heard_from_warnings_on_without_their_arguments(written: io.StringIO):
    foreign = logging.getLogger("some.library")
    foreign.info("quiet")
    foreign.warning("could not read %s", MARKER)
    try:
        {}[MARKER]
    except KeyError:
        foreign.exception("failed " + "x" * 500)

    first, second = lines(written)
    assert first == {"logger": "some.library", "level": "warning", "event": "could not read %s"}
    assert (second["error"], len(second["event"])) == ("KeyError", 200)
    assert MARKER not in written.getvalue()
