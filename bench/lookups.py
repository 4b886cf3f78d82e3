"""What look-ups cost: building and opening releases, asking, searching over all codes, reading a usual mail.

Run: ``python -m bench.lookups``. Prints one table and one line of JSON. Questions are drawn from the installed release
with a fixed seed: titles as they stand, titles with a letter lost, and pairs of their words.
"""

import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from consultant.adapters.library.importing import build_shipped
from consultant.adapters.library.release_file import ReleaseFile
from consultant.adapters.library.shelf import Shelf
from consultant.coding.lookup import read_case
from consultant.coding.mentions import find_mentions
from consultant.coding.search.rank import search
from consultant.coding.sets import System

ON = date(2026, 5, 1)
SEED = 20260401
MAIL = """Hello,
Medicare patient, 71, seen 04/27/2026 in the office for right knee arthritis and low back pain. The doctor gave
Synvisc-One into the right knee under ultrasound and saved the pictures. We billed 20611-RT, 76942-59, J7325 x 48 and
M25.561. The 76942 came back CO-97, N115. He also changed her blood pressure pills at the same visit, so we would like to
add 99214-25 with {title}. What should the corrected claim say?
My direct line is (503) 555-0142, fax 503-555-0199.
Thanks, Dana
Northfork Orthopedics, Portland OR 97205, NPI 1234567893
"""


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=100)[98]


def main() -> None:
    chance = random.Random(SEED)
    rows: list[tuple[str, float, float, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        built = []
        build_ms = timed(lambda: built.extend(build_shipped(folder)))
        keys = [release.sha256 for release in built]
        size = sum(release.size for release in built) / 1e6
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        shelf = Shelf(folder)
        open_ms = timed(lambda: [index.size for _, index in shelf.catalogue(keys).word_indexes(ON)])
        catalogue = shelf.catalogue(keys)
        file = ReleaseFile(built[0].path)
        leaves = file.rows("SELECT code, text FROM entry WHERE role = 'code' AND billable ORDER BY id")
        drawn = chance.sample(leaves, 1000)

        asked = [timed(lambda code=code: catalogue.ask(System.CM, code, ON)) for code, _ in drawn]
        rows.append(("ask about a code, notes inherited", *spread(asked), f"{len(asked)} codes"))

        questions = [question(chance, text) for _, text in drawn]
        found = [timed(lambda words=words: search(words, catalogue, on=ON)) for words in questions]
        rows.append((f"search {len(leaves):,} leaves and HCPCS", *spread(found), f"{len(found)} questions"))
        hits = [[hit.code for hit in search(text, catalogue, on=ON)] for _, text in drawn]
        first = sum(bool(hit) and hit[0] == code for hit, (code, _) in zip(hits, drawn, strict=True)) / len(drawn)
        ten = sum(code in hit for hit, (code, _) in zip(hits, drawn, strict=True)) / len(drawn)

        mails = [MAIL.format(title=text) for _, text in drawn[:300]]
        rows.append(
            (
                "mentions of a mail",
                *spread([timed(lambda mail=mail: find_mentions(mail, catalogue, ON)) for mail in mails]),
                f"{len(mails)} mails",
            )
        )
        rows.append(
            (
                "read_case of a mail",
                *spread([timed(lambda mail=mail: read_case(mail, catalogue, received=ON)) for mail in mails]),
                f"{len(mails)} mails",
            )
        )
        decoys = {"97205", "50355", "12345", "55501", "23456"}
        shown = sum(card.code in decoys for mail in mails for card in read_case(mail, catalogue, received=ON).cards)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    print(f"build {len(keys)} releases: {build_ms:,.0f} ms, {size:.1f} MB; open with indexes: {open_ms:.1f} ms")
    print(f"{'what':42}{'median ms':>11}{'p99 ms':>10}   of")
    for what, median, p99, of in rows:
        print(f"{what:42}{median:11.2f}{p99:10.2f}   {of}")
    print(
        f"official titles found first {first:.3f}, among ten {ten:.3f}; decoys shown {shown}; memory {peak / 1024:.0f} MB ({(peak - before) / 1024:+.0f} since built)"
    )
    figures = {
        what.split(",")[0]: {"median_ms": round(median, 3), "p99_ms": round(p99, 3)} for what, median, p99, _ in rows
    }
    print(
        json.dumps(
            {
                "bench": "lookups",
                "build_ms": round(build_ms),
                "open_ms": round(open_ms, 1),
                "release_mb": round(size, 1),
                "first": first,
                "ten": ten,
                "decoys": shown,
                "memory_mb": peak // 1024,
                **figures,
            }
        )
    )


def question(chance: random.Random, title: str) -> str:
    """A title as it stands, with a letter lost, or a pair of its words."""
    match chance.randrange(3):
        case 0:
            return title
        case 1:
            at = chance.randrange(len(title))
            return title[:at] + title[at + 1 :]
        case _:
            words = [word for word in title.replace(",", "").split() if len(word) > 3] or [title]
            return " ".join(chance.sample(words, min(2, len(words))))


if __name__ == "__main__":
    main()
