"""How long a check of 10 lines and 12 diagnoses takes, beside a whole quarter of NCCI pairs.

    python -m bench.rules [--pairs FILE.release] [--rows 2633389] [--claims 200]

Without a built release of pairs one is written as long as a quarter's, built, and thrown away. Every claim differs, and
the first of each process counts too. Exits with 1 where the median is over the limit: of processor time, because other
work on the host is not the check's; time on the clock is printed beside it.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench.ptp_file import QUARTER, write
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.importing import build_shipped
from consultant.adapters.library.opening import AnyFile, open_release
from consultant.adapters.library.ptp_file import build_ptp
from consultant.adapters.library.release_file import ReleaseFile
from consultant.coding.rules import Case, Line, Patient, check_case
from consultant.coding.sets import System

LIMIT_MS = 5.0
LINES, DIAGNOSES = 10, 12
ON = date(2026, 8, 3)
MODIFIERS = ((), ("59",), ("RT",), ("LT", "XS"), ("25",))


def claims(files: list[AnyFile], count: int, seed: int) -> list[Case]:
    """Claims of codes that stand in pairs and of billable diagnoses, all different."""
    chance = random.Random(seed)
    cm = next(file for file in files if isinstance(file, ReleaseFile) and file.release.system is System.CM)
    diagnoses = [code for code, line in cm.lines(System.CM).items() if line.billable]
    procedures = [f"{number:05d}" for number in range(10_004, 69_000, 8)]
    return [
        Case(
            on=ON,
            diagnoses=tuple(chance.sample(diagnoses, DIAGNOSES)),
            lines=tuple(
                Line(System.CPT, code, chance.choice(MODIFIERS), 1) for code in chance.sample(procedures, LINES)
            ),
            sequenced=True,
            patient=Patient(54, "F"),
        )
        for _ in range(count)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, help="a built release of NCCI pairs, practitioner, third quarter of 2026")
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="further built releases")
    parser.add_argument("--rows", type=int, default=QUARTER)
    parser.add_argument("--claims", type=int, default=200)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        pairs = chosen.pairs or build_ptp(write(folder / "parts", rows=chosen.rows), folder).path
        files = [open_release(path) for path in (pairs, *chosen.more)]
        files += [open_release(built.path) for built in build_shipped(folder)]
        print(f"{sum(len(file.rows('SELECT 1 FROM column_one')) for file in files[:1]):,} codes with pairs")
        run(files, chosen.claims)


def run(files: list[AnyFile], count: int) -> None:
    """Check the claims one by one and print what they took; exits with 1 where the median is over the limit."""
    catalogue = LibraryCatalogue(files)
    worked, waited, found = [], [], 0
    for case in claims(files, count, seed=7):
        began, clock = time.process_time(), time.perf_counter()
        found += len(check_case(case, catalogue))
        worked.append((time.process_time() - began) * 1000)
        waited.append((time.perf_counter() - clock) * 1000)
    print(f"{LINES} lines, {DIAGNOSES} diagnoses, {count} claims: {found / count:.1f} findings each")
    for name, took in (("processor", worked), ("clock", waited)):
        slowest = sorted(took)[int(len(took) * 0.99)]
        print(f"{name}: median {statistics.median(took):.2f} ms, p99 {slowest:.2f} ms, first {took[0]:.2f} ms")
    if statistics.median(worked) > LIMIT_MS:
        sys.exit(f"over the limit of {LIMIT_MS} ms")


if __name__ == "__main__":
    main()
