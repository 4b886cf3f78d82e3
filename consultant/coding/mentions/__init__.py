"""Codes that a mail mentions, told apart from everything that only looks like one."""

from __future__ import annotations

from consultant.coding.mentions.find import find_mentions
from consultant.coding.mentions.values import Mention, Role

__all__ = ["Mention", "Role", "find_mentions"]
