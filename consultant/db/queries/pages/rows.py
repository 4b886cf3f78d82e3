"""The type of a row of columns, as queries hand it to page views."""

from typing import Any, TypeAlias

from sqlalchemy import Row

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A row whose columns are read by name; the page view gives each its type."""
