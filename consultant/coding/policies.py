"""Medicare coverage policies on a date, as values and as the port that answers.

Code lists live in articles and, in older documents, in local determinations; national ones name no codes. Source: CMS,
Medicare Coverage Database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import NotHeld

NCD, LCD, ARTICLE = "NCD", "LCD", "article"
_VIEW = "https://www.cms.gov/medicare-coverage-database/view"
_PAGES = {
    NCD: "ncd.aspx?ncdid={id}&ncdver={version}",
    LCD: "lcd.aspx?lcdid={id}&ver={version}",
    ARTICLE: "article.aspx?articleid={id}&ver={version}",
}


class CodeList(StrEnum):
    """How a list of a policy takes a code. The values are said to people."""

    PROCEDURES = "procedures"
    COVERED = "covered diagnoses"
    NOT_COVERED = "diagnoses not covered"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of a policy that names the code; ``group`` is its paragraph's number, ``starred``: a foot note applies."""

    codes: CodeList
    group: str
    starred: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one document. ``kind`` is NCD, LCD or article; ``display`` is what people write (L34567).

    ``begun``: whether this version was in force on the day asked; if not, an earlier one may have been that the release
    does not hold. ``states`` are letters of those that its contractors serve, empty for a document of the whole country
    and where the release does not say. ``listed`` is empty unless a code was asked for.
    """

    kind: str
    id: str
    version: str
    display: str
    title: str
    effective: date | None
    ends: date | None
    begun: bool
    contractors: tuple[str, ...]
    states: tuple[str, ...]
    listed: tuple[Listing, ...]
    release: ReferenceRelease

    @property
    def url(self) -> str:
        """The document's page at cms.gov."""
        return f"{_VIEW}/{_PAGES[self.kind].format(id=self.id, version=self.version)}"


@dataclass(frozen=True, slots=True)
class Found:
    """Policies, by kind and number; ``missing`` are sets that were asked and of which nothing is installed."""

    policies: tuple[Policy, ...]
    missing: tuple[NotHeld, ...]


class Policies(Protocol):
    """Coverage policies of the active releases. An export holds what is in force when it is made, so the newest begun by
    the date answers, else the oldest; documents that ended before the date are left out.
    """

    def policies(self, code: str, state: str | None, on: date) -> Found:
        """Articles and local determinations whose lists name ``code`` (CPT, HCPCS or ICD-10-CM in normal form).

        ``state`` (two letters) leaves those whose contractors serve it.
        """
        ...

    def policies_about(self, words: str, on: date, *, limit: int = 50) -> Found:
        """Documents of every kind, those of the index of titles too, whose title has all ``words``."""
        ...
