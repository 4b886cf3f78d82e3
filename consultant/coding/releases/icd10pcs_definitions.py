"""Reader of the ICD-10-PCS definitions: what the values of an axis mean, and which parts and devices they take in.

Layout: ``section[@code] > axis[@pos] > title, terms(title+, definition, explanation, includes*)``; device keys are
``deviceAggregation > aggregate(device, operation, bodySys+, parent[@value])``.
Source: CMS, ``icd10pcs_definitions_YYYY.xml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.xml_files import elements, words

ROOT = "ICD10PCS.definitions"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a value of one axis in one section means. Several titles share one meaning; ``includes`` are its terms."""

    section: str
    position: int
    axis: str
    titles: tuple[str, ...]
    definition: str
    explanation: str
    includes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A device of its own that counts under a more general value in some operations and body systems."""

    device: str
    operation: str
    body_systems: tuple[str, ...]
    value: str
    parent: str


def version_of_definitions(path: Path) -> str | None:
    """Return the fiscal year that the definitions state, or None where they state none."""
    for _, element in elements(path, "end", what="the ICD-10-PCS definitions"):
        if element.tag in ("version", "section"):
            return words(element) if element.tag == "version" else None
    return None


def read_pcs_definitions(path: Path) -> Iterator[Definition | DeviceKey]:
    """Yield definitions, then device keys. Raises UnreadableRelease."""
    section = ""
    found = 0
    for event, element in elements(path, "start", "end", what="the ICD-10-PCS definitions"):
        if event == "start":
            section = element.get("code", "") if element.tag == "section" else section
        elif element.tag == "axis":
            for terms in element.findall("terms"):
                found += 1
                yield Definition(
                    section=section,
                    position=int(element.get("pos", "0")),
                    axis=words(element.find("title")),
                    titles=tuple(words(title) for title in terms.findall("title")),
                    definition=words(terms.find("definition")),
                    explanation=words(terms.find("explanation")),
                    includes=tuple(words(one) for one in terms.findall("includes")),
                )
            element.clear()
        elif element.tag == "aggregate":
            parent = element.find("parent")
            found += 1
            yield DeviceKey(
                device=words(element.find("device")),
                operation=words(element.find("operation")),
                body_systems=tuple(words(one) for one in element.findall("bodySys")),
                value="" if parent is None else parent.get("value", ""),
                parent=words(parent),
            )
    if not found:
        raise UnreadableRelease(path.name, 1, "sections of the ICD-10-PCS definitions")
