"""Fixtures of the library tests."""

import pytest

from consultant.adapters.library import fee_file, locality_file, mue_file
from tests.coding.shipped import catalogue, releases, shared

__all__ = ["catalogue", "releases", "shared"]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of a few rows count as whole."""
    monkeypatch.setattr(fee_file, "LEAST_ROWS", 1)
    monkeypatch.setattr(locality_file, "LEAST_LOCALITIES", 1)
    monkeypatch.setattr(mue_file, "LEAST_CODES", 1)
