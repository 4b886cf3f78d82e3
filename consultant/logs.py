"""Structured logs without patient data: keys that could carry it are dropped before anything is written."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# What a mail or a form holds never reaches a log line, whatever a caller passes (docs/security.md, "Logs").
FORBIDDEN_KEYS = frozenset(
    {"subject", "body", "text", "html", "visible", "address", "addresses", "sender", "recipient", "recipients", "to", "cc",
     "from", "name", "filename", "raw", "query", "answer", "detail", "headers", "email"}
)  # fmt: skip


def drop_patient_data(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Return ``event`` without the keys that may carry what a person wrote or who a person is."""
    for key in FORBIDDEN_KEYS & event.keys():
        event[key] = "[withheld]"
    return event


def reduce_exception(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its class and its places in the code: its message may quote a mail."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        frames = []
        trace = info[2]
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["error"] = info[0].__name__
        event["at"] = " > ".join(frames[-6:])
    return event


class ForeignFormatter(logging.Formatter):
    """Format records of other libraries: their arguments may quote mail, so only the fixed part of the message is kept."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "logger": record.name,
            "level": record.levelname.lower(),
            "event": str(record.msg)[:200],
        }
        if record.exc_info:
            event["exc_info"] = record.exc_info
        return str(structlog.processors.JSONRenderer()(None, "", reduce_exception(None, "", event)))


def configure(level: str = "INFO") -> None:
    """Send every log line of this process to standard error as one JSON object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ForeignFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            drop_patient_data,
            reduce_exception,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def get(name: str) -> Any:
    """Return a logger whose lines carry ``part=name``."""
    return structlog.get_logger(part=name)
