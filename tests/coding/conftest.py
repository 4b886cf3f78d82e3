"""Fixtures of the coding tests."""

from tests.coding.shipped import catalogue, releases, shared

__all__ = ["catalogue", "releases", "shared"]
