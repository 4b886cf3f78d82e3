"""How well codes are found in mails: a set of cruel mails of our own, written before the finder was looked at.

Run: ``CONSULTANT_DATA_DIR=... python -m bench.mentions [SET] [--show]``. A mention counts as found when system, code
and place agree; modifiers and units are counted over all that the mails say, so that those of a missed code are missed.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from consultant.adapters.library.shelf import Shelf
from consultant.coding.mentions import find_mentions
from consultant.coding.wire import mention_json
from consultant.config import load

SET = Path(__file__).with_name("mentions_set.jsonl")
SYSTEMS = ("icd10cm", "icd10pcs", "hcpcs", "cpt", "modifier")
ON = date(2026, 5, 1)

Said = Mapping[str, Any]
Pair = tuple[Said | None, Said | None]


def paired(expected: Sequence[Said], found: Sequence[Said]) -> Iterator[Pair]:
    """Each expected mention with the one that was found in its place, and each found one that nobody expected."""
    left = list(found)
    for one in expected:
        match = next((other for other in left if _same(one, other)), None)
        if match is not None:
            left.remove(match)
        yield one, match
    for other in left:
        yield None, other


def _same(one: Said, other: Said) -> bool:
    named = (one["system"], one["code"]) == (other["system"], other["code"])
    return named and one["start"] < other["end"] and other["start"] < one["end"]


def tally(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """Counts of ``hit``, ``miss`` and ``false`` for each system, for all codes, modifiers, units and roles."""
    counts: Counter[tuple[str, str]] = Counter()
    for expected, found in pairs:
        outcome = "false" if expected is None else "miss" if found is None else "hit"
        some = expected or found or {}
        counts.update((what, outcome) for what in (some["system"], "all"))
        for what, said, read in (
            ("modifiers", _modifiers(expected), _modifiers(found)),
            ("units", _units(expected), _units(found)),
        ):
            counts[what, "hit"] += (said & read).total()
            counts[what, "miss"] += (said - read).total()
            counts[what, "false"] += (read - said).total()
        if expected and found:
            counts["role", "hit" if expected["role"] == found["role"] else "miss"] += 1
    return counts


def _modifiers(mention: Said | None) -> Counter[str]:
    return Counter(mention["modifiers"] if mention else ())


def _units(mention: Said | None) -> Counter[int]:
    return Counter() if mention is None or mention["units"] is None else Counter([mention["units"]])


def main() -> None:
    names = [name for name in sys.argv[1:] if not name.startswith("--")]
    mails = [json.loads(line) for line in Path(names[0] if names else SET).read_text("utf-8").splitlines()]
    shelf = Shelf(load().data_dir / "releases")
    catalogue = shelf.catalogue(shelf.noted())
    pairs: list[Pair] = []
    began = time.perf_counter()
    for mail in mails:
        found = [{**mention_json(one), "why": one.why} for one in find_mentions(mail["text"], catalogue, ON)]
        read = list(paired(mail["mentions"], [one for one in found if one["system"] in SYSTEMS]))
        pairs += read
        if "--show" in sys.argv:
            show(mail, read)
    took = (time.perf_counter() - began) * 1000 / len(mails)
    counts = tally(pairs)
    print(f"{len(mails)} mails, {took:.1f} ms each")
    for what in (*SYSTEMS, "all", "modifiers", "units", "role"):
        hit, miss, false = (counts[what, outcome] for outcome in ("hit", "miss", "false"))
        precision, recall = hit / max(1, hit + false), hit / max(1, hit + miss)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"{what:10} precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}   of {hit + miss}, {false} false"
        )


def show(mail: Said, pairs: Sequence[Pair]) -> None:
    """Print what differs in one mail."""
    kept = ("system", "code", "modifiers", "units", "role", "why")
    for expected, found in pairs:
        parts = [{name: one.get(name) for name in kept} if one else None for one in (expected, found)]
        if (
            expected is None
            or found is None
            or any(parts[0][name] != parts[1][name] for name in ("modifiers", "units"))
        ):  # type: ignore[index]
            print(mail["id"], "expected", parts[0], "found", parts[1], "in", (mail["text"])[:150].replace("\n", " / "))


if __name__ == "__main__":
    main()
