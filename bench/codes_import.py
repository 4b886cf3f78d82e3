"""What the largest import costs, and what its release file answers: NCCI pairs of a whole quarter, 2,633,389 rows.

Run: ``python -m bench.codes_import [--rows N] [--rounds N]``. Prints one table and one line of JSON. Each figure of time is
that of a process of its own from its start to its end, the best of the rounds, which take turns:

- bare: lines are split at tabs and inserted by ``executemany`` into one plain SQLite table of text with the same key
  (column 1, column 2, effective), journal and flushes off; nothing is checked, hashed, compressed or indexed further;
- import: ``consultant codes import`` of the four files: told by content, every cell checked, both columns packed, the
  file hashed, compressed, flushed and activated.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from bench import ptp_file
from consultant.adapters.library.edits import LibraryEdits
from consultant.adapters.library.ptp_file import PtpFile
from consultant.coding.edits import Column, PairEdit, Setting

ASKED = 20_000
COMMAND = Path(sys.executable).with_name("consultant")
PROCESSES = 50
ASKED_EACH = 1_000
MUSTS = {"ratio": 0.4, "peak_mb": 300, "file_mb": 150, "p99_ms": 0.2}


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: seconds by the clock and of processors, and peak memory in MB."""

    seconds: float
    cpu: float
    peak: float


def bare(files: Sequence[Path], target: Path) -> None:
    """The floor: every row into one table, as SQLite takes them from Python."""

    def rows() -> Iterator[list[str]]:
        for path in files:
            with path.open(encoding="utf-8", newline="") as lines:
                for line in islice(lines, len(ptp_file.HEADINGS), None):
                    yield line.rstrip("\r\n").split("\t")

    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;")
    connection.execute(
        "CREATE TABLE pair (one TEXT, two TEXT, before TEXT, effective TEXT, deletion TEXT, modifier TEXT, rationale TEXT,"
        " PRIMARY KEY (one, two, effective)) WITHOUT ROWID"
    )
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?)", rows())
    connection.execute("COMMIT")
    connection.close()


def process(*words: str | Path, **environment: str) -> Cost:
    """Run Python with ``words`` and wait."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *map(str, words)], env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} ended with {child.returncode}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def imported(files: Sequence[Path], data: Path) -> Cost:
    """The command, on a desk of its own."""
    environment = {
        "CONSULTANT_DATA_DIR": str(data),
        "CONSULTANT_DATABASE_URL": f"sqlite:///{data / 'desk.db'}",
        "CONSULTANT_LOG_LEVEL": "WARNING",
    }
    data.mkdir()
    process(COMMAND, "db", "upgrade", **environment)
    return process(COMMAND, "codes", "import", *files, **environment)


def drawn(files: Sequence[Path], count: int, chance: random.Random) -> list[tuple[str, str]]:
    """As many pairs of codes: every other one stands in the files, the rest are any two of their codes."""
    seen = [
        line.split("\t", 2)[:2]
        for path in files
        for line in islice(path.read_text("ascii").splitlines(), len(ptp_file.HEADINGS), None, 50)
    ]
    codes = sorted({code for pair in seen for code in pair})
    held = [(one, two) for one, two in chance.choices(seen, k=count // 2)]
    return held + [(chance.choice(codes), chance.choice(codes)) for _ in range(count - len(held))]


def asked(edits: LibraryEdits, pairs: Sequence[tuple[str, str]], chance: random.Random) -> tuple[list[float], int]:
    """Milliseconds of each look-up on a random date, in random order of the codes, and how many found an edit."""
    times, hits = [], 0
    for one, two in pairs:
        on = date(1996, 1, 1) + timedelta(days=chance.randrange(11_000))
        began = time.perf_counter_ns()
        found = edits.pair(one, two, on, Setting.PRACTITIONER)
        times.append((time.perf_counter_ns() - began) / 1e6)
        hits += isinstance(found, PairEdit)
    return times, hits


def paged(edits: LibraryEdits, pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Milliseconds of the first page of partners, for both columns in turn."""
    times = []
    for at, (one, two) in enumerate(pairs):
        column = (Column.ONE, Column.TWO)[at % 2]
        began = time.perf_counter_ns()
        edits.partners((one, two)[at % 2], date(2026, 7, 1), Setting.PRACTITIONER, column, 0, 50)
        times.append((time.perf_counter_ns() - began) / 1e6)
    return times


def private_kb() -> int:
    """Memory that this process alone holds."""
    return sum(map(int, re.findall(r"^Private_\w+: +(\d+)", Path("/proc/self/smaps_rollup").read_text(), re.MULTILINE)))


def mapped_kb(path: Path) -> tuple[int, int]:
    """How much of the file's map is in memory here: shared with others, and private."""
    maps = re.split(r"^(?=[0-9a-f]+-[0-9a-f]+ )", Path("/proc/self/smaps").read_text(), flags=re.MULTILINE)
    ours = "".join(one for one in maps if path.name in one.split("\n", 1)[0])
    shared, private = (re.findall(rf"^{word}_\w+: +(\d+)", ours, re.MULTILINE) for word in ("Shared", "Private"))
    return sum(map(int, shared)), sum(map(int, private))


def one_of_many(path: Path, pairs: Sequence[tuple[str, str]], all_there: Barrier, line: Connection, seed: int) -> None:
    """Open the file, ask, and say what that cost while all others have it open too."""
    chance = random.Random(seed)
    mine = chance.choices(pairs, k=ASKED_EACH)
    before = private_kb()
    edits = LibraryEdits([PtpFile(path)])
    asked(edits, mine, chance)
    all_there.wait()
    said = (private_kb() - before, *mapped_kb(path))
    all_there.wait()
    line.send(said)


def many(path: Path, pairs: Sequence[tuple[str, str]]) -> list[tuple[int, int, int]]:
    """Of each process in KB: more private memory than before opening, and of the map what is shared and what private."""
    context = multiprocessing.get_context("fork")
    all_there = context.Barrier(PROCESSES)
    lines = []
    gc.freeze()  # or each child would copy what the parent left behind, only to count it
    for seed in range(PROCESSES):
        ours, theirs = context.Pipe()
        context.Process(target=one_of_many, args=(path, pairs, all_there, theirs, seed)).start()
        lines.append(ours)
    return [line.recv() for line in lines]


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=100)[98]


def best(costs: Sequence[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=ptp_file.QUARTER)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--bare", nargs="+", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.bare:
        bare(chosen.bare[1:], chosen.bare[0])
        return
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), chosen.rows, chosen.rounds)


def measure(folder: Path, rows: int, rounds: int) -> None:
    files = ptp_file.write(folder / "official", rows=rows)
    floors, imports = [], []
    for turn in range(rounds):
        floors.append(process("-m", "bench.codes_import", "--bare", folder / f"bare{turn}.db", *files))
        imports.append(imported(files, folder / f"desk{turn}"))
    floor, whole = best(floors), best(imports)
    (release,) = (folder / "desk0" / "releases").glob("*.release")
    kept = next((folder / "desk0" / "blobs").glob(f"*/{release.stem[1:]}"))

    chance = random.Random(rows)
    pairs = drawn(files, ASKED, chance)
    edits = LibraryEdits([PtpFile(release)])
    times, hits = asked(edits, chance.sample(pairs, len(pairs)), chance)
    pages = paged(edits, pairs[:2000])
    shared = many(release, pairs)
    figures = {
        "bench": "codes_import",
        "rows": rows,
        "bare_s": round(floor.seconds, 2),
        "bare_cpu_s": round(floor.cpu, 2),
        "import_s": round(whole.seconds, 2),
        "import_cpu_s": round(whole.cpu, 2),
        "ratio": round(floor.seconds / whole.seconds, 2),
        "ratio_cpu": round(floor.cpu / whole.cpu, 2),
        "peak_mb": round(whole.peak),
        "file_mb": round(release.stat().st_size / 1e6, 1),
        "bare_file_mb": round((folder / "bare0.db").stat().st_size / 1e6, 1),
        "kept_mb": round(kept.stat().st_size / 1e6, 1),
        "p50_ms": round(spread(times)[0], 4),
        "p99_ms": round(spread(times)[1], 4),
        "hits": hits,
        "asked": len(times),
        "page_p50_ms": round(spread(pages)[0], 3),
        "page_p99_ms": round(spread(pages)[1], 3),
        "processes": len(shared),
        "private_mb": round(sum(one[0] for one in shared) / 1024, 1),
        "map_private_mb": round(sum(one[2] for one in shared) / 1024, 1),
        "map_shared_mb": round(sum(one[1] for one in shared) / 1024, 1),
    }
    tell(figures)


def tell(of: dict[str, object]) -> None:
    lines = (
        (
            "bare bulk insert",
            f"{of['bare_s']} s, {of['bare_cpu_s']} s of processors, a file of {of['bare_file_mb']} MB",
        ),
        ("codes import, start to end", f"{of['import_s']} s, {of['import_cpu_s']} s of processors"),
        ("ratio", f"{of['ratio']} by the clock, {of['ratio_cpu']} by processors (must {MUSTS['ratio']}, aim 0.6)"),
        ("peak memory of the import", f"{of['peak_mb']} MB (must be under {MUSTS['peak_mb']})"),
        ("release file", f"{of['file_mb']} MB, kept {of['kept_mb']} MB (must be under {MUSTS['file_mb']}, aim 80)"),
        ("look-up of a pair", f"p50 {of['p50_ms']} ms, p99 {of['p99_ms']} ms (must be under {MUSTS['p99_ms']})"),
        ("", f"{of['asked']:,} asked, {of['hits']:,} with an edit in force"),
        ("a page of 50 partners", f"p50 {of['page_p50_ms']} ms, p99 {of['page_p99_ms']} ms"),
        (f"{of['processes']} processes, one file", f"{of['private_mb']} MB of their own in all, opening and asking"),
        ("", f"of the map: {of['map_private_mb']} MB private, {of['map_shared_mb']} MB shared (counted in each)"),
    )
    print(f"NCCI pairs, {of['rows']:,} rows")
    for what, said in lines:
        print(f"{what:30}{said}")
    print(json.dumps(of))


if __name__ == "__main__":
    main()
