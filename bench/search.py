"""How well the code search finds what people ask: a set of our own, and questions drawn from the official files.

Run: ``CONSULTANT_DATA_DIR=... python -m bench.search [SET] [--drawn FILE ...] [--missed]``. The set was written as billers,
coders and nurses write, without a look at the search. ``--drawn`` takes official files as they were imported (tabular list,
index of external causes, tables of drugs and neoplasms, list of ICD-10-PCS codes) and draws 300 questions of each kind from
them. ``--missed`` lists what was not among ten, with the first three codes that were.

A question is hit when a code that answers it is among the first 1, 5 or 10, with all its characters; it is near when the
first five characters agree, or all where an answer has fewer. Times are those of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import search_sets
from consultant.cli.library import library
from consultant.coding.catalogue import Catalogue
from consultant.coding.finding import find_codes
from consultant.coding.releases.code_lists import read_code_list
from consultant.coding.releases.icd10_index import IndexKind, describe_index, read_index
from consultant.coding.releases.icd10cm_tabular import read_tabular
from consultant.coding.releases.kinds import Kind, kind_of
from consultant.coding.sets import System
from consultant.coding.systems import NORMALISE

SET = Path(__file__).with_name("search_questions.jsonl")
SYSTEMS = {"icd10cm": System.CM, "icd10pcs": System.PCS, "hcpcs": System.HCPCS}
ON = date(2026, 4, 20)
DEPTHS = (1, 5, 10)
DRAWN = 300
SEED = 20260420
CATEGORY = 5
"""Characters, without the dot, in which a near code agrees."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and the codes that a coder would accept for them, without dots. No system: all are asked."""

    name: str
    kind: str
    words: str
    system: System | None
    codes: frozenset[str]
    on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came first for a question: codes without dots and their titles, and the milliseconds of processor it took."""

    question: Question
    codes: tuple[str, ...]
    titles: tuple[str, ...]
    ms: float

    def hit(self, depth: int) -> bool:
        return any(code in self.question.codes for code in self.codes[:depth])

    def near(self, depth: int) -> bool:
        return any(code.startswith(want[:CATEGORY]) for code in self.codes[:depth] for want in self.question.codes)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("set", nargs="?", type=Path, default=SET)
    parser.add_argument("--drawn", nargs="+", type=Path, default=[], metavar="FILE")
    parser.add_argument("--missed", action="store_true")
    chosen = parser.parse_args()

    catalogue = library()
    load_ms, memory = _load(catalogue)
    questions = [*written(chosen.set), *drawn(chosen.drawn, catalogue)]
    outcomes = [ask(question, catalogue) for question in questions]
    figures = {name: _figures(some) for name, some in _groups(outcomes).items()}
    Console(width=120).print(_table(figures))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"indexes loaded in {load_ms:,.0f} ms, {memory:+} MB; memory at the end {peak} MB")
    if chosen.missed:
        _list_missed(outcomes)
    print(json.dumps({"bench": "search", "load_ms": round(load_ms), "index_mb": memory, "memory_mb": peak, **figures}))


def written(path: Path) -> Iterator[Question]:
    """The questions of a set, a JSON object a line."""
    for line in path.read_text("utf-8").splitlines():
        said = json.loads(line)
        yield Question(
            said["id"],
            said["kind"],
            said["query"],
            None if said["system"] is None else SYSTEMS[said["system"]],
            frozenset(code.replace(".", "") for code in said["codes"]),
            date.fromisoformat(said["date"]),
        )


def drawn(paths: Sequence[Path], catalogue: Catalogue) -> Iterator[Question]:
    """Questions from official files with a fixed seed; those whose code is in no installed release are left out."""
    chance = random.Random(SEED)
    for path in paths:
        for kind, system, asked in _draw(path, chance):
            for place, one in enumerate(asked, 1):
                if any(catalogue.listed(system, NORMALISE[system](code) or code) for code in one.codes):
                    codes = frozenset(code.replace(".", "") for code in one.codes)
                    yield Question(f"{kind} {place}", f"drawn {kind}", one.words, system, codes, ON)


def _draw(path: Path, chance: random.Random) -> Iterator[tuple[str, System, list[search_sets.Asked]]]:
    match kind_of(path):
        case Kind.TABULAR:
            rows = list(read_tabular(path))
            terms = search_sets.sampled(list(search_sets.inclusion_terms(rows)), DRAWN, chance)
            yield "index", System.CM, [_as_people_write("index", term, chance) for term in terms]
            leaves = search_sets.sampled([(row.text, row.code) for row in rows if row.billable], DRAWN, chance)
            told = [(search_sets.rephrased(text, chance), code) for text, code in leaves]
            yield "leaf", System.CM, [search_sets.Asked("leaf", text, frozenset({code})) for text, code in told]
        case Kind.INDEX:
            lines = list(read_index(path))
            match describe_index(path).kind:
                case IndexKind.DRUGS:
                    yield "drug", System.CM, list(search_sets.drug_questions(lines, DRAWN, chance, slips=True))
                case IndexKind.NEOPLASMS:
                    yield "neoplasm", System.CM, list(search_sets.neoplasm_questions(lines, DRAWN, chance))
                case _:
                    terms = search_sets.sampled(list(search_sets.index_lines(lines)), DRAWN, chance)
                    yield "external", System.CM, [_as_people_write("external", term, chance) for term in terms]
        case Kind.CODES:
            titles = search_sets.sampled([(row.long, row.code) for row in read_code_list(path)], DRAWN, chance)
            told = [(search_sets.pcs_rephrased(text, chance), code) for text, code in titles]
            yield "pcs", System.PCS, [search_sets.Asked("pcs", text, frozenset({code})) for text, code in told]
        case other:
            raise SystemExit(f"{path.name}: no questions are drawn from {other or 'an unknown file'}")


def _as_people_write(kind: str, term: tuple[str, str], chance: random.Random) -> search_sets.Asked:
    text, code = term
    return search_sets.Asked(kind, search_sets.as_written_by_people(text, chance), frozenset({code}))


def ask(question: Question, catalogue: Catalogue) -> Outcome:
    systems = None if question.system is None else frozenset({question.system})
    began = time.process_time()
    hits = find_codes(question.words, catalogue, on=question.on, limit=max(DEPTHS), systems=systems)
    ms = (time.process_time() - began) * 1000
    codes = tuple(hit.code.replace(".", "") for hit in hits)
    return Outcome(question, codes, tuple(hit.text for hit in hits), ms)


def _load(catalogue: Catalogue) -> tuple[float, int]:
    """Milliseconds of processor until the indexes have answered a first question of each system, and their megabytes."""
    before = _resident()
    began = time.process_time()
    for system in SYSTEMS.values():
        find_codes("pain", catalogue, on=ON, limit=1, systems=frozenset({system}))
    return (time.process_time() - began) * 1000, _resident() - before


def _resident() -> int:
    """Megabytes of this process that lie in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() // 2**20


def _groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes by kind, and those of the written set by system and in all."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.question.kind].append(outcome)
    for outcome in outcomes:
        if not outcome.question.kind.startswith("drawn "):
            groups[f"system {outcome.question.system or 'any'}"].append(outcome)
            groups["all written"].append(outcome)
    return groups


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    count = len(outcomes)
    times = [outcome.ms for outcome in outcomes]
    hits = {f"hit{depth}": sum(outcome.hit(depth) for outcome in outcomes) / count for depth in DEPTHS}
    near = {f"near{depth}": sum(outcome.near(depth) for outcome in outcomes) / count for depth in DEPTHS}
    p99 = statistics.quantiles(times, n=100, method="inclusive")[98] if count > 1 else times[0]
    figures = {**hits, **near, "median_ms": statistics.median(times), "p99_ms": p99}
    return {"count": count, **{name: round(value, 3) for name, value in figures.items()}}


def _table(figures: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table("questions", title="hit and near among the first 1, 5 and 10")
    for head in ("number", "hit@1", "hit@5", "hit@10", "near@1", "near@5", "near@10", "median ms", "p99 ms"):
        table.add_column(head, justify="right")
    for name, row in figures.items():
        shares = [f"{row[f'{what}{depth}']:.3f}" for what in ("hit", "near") for depth in DEPTHS]
        table.add_row(name, f"{row['count']:.0f}", *shares, f"{row['median_ms']:.1f}", f"{row['p99_ms']:.1f}")
    return table


def _list_missed(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.hit(max(DEPTHS)):
            question = outcome.question
            words = " ".join(question.words.split())[:160]
            near = "near" if outcome.near(max(DEPTHS)) else "missed"
            found = [f"{code} {title[:40]}" for code, title in zip(outcome.codes[:3], outcome.titles, strict=False)]
            first = "; ".join(found) or "nothing"
            print(f"{near:6} {question.name}: {words} | wanted {' '.join(sorted(question.codes))} | found {first}")


if __name__ == "__main__":
    main()
