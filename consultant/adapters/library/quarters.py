"""Quarters of the calendar, in which CMS publishes edits and fees."""

from __future__ import annotations

import calendar
from datetime import date


def quarter_of(begins: date) -> str:
    """A quarter as people say it: ``third quarter of 2026``."""
    return f"{('first', 'second', 'third', 'fourth')[(begins.month - 1) // 3]} quarter of {begins.year}"


def last_day(begins: date) -> date:
    """The last day of the quarter in which ``begins`` lies."""
    month = (begins.month - 1) // 3 * 3 + 3
    return date(begins.year, month, calendar.monthrange(begins.year, month)[1])
