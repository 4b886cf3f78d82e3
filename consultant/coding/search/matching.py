"""Add up what each official phrase, and each code with what stands above it, explains of a reading."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from consultant.coding.search.index import Weights, WordIndex
from consultant.coding.search.question import FORM, Reading
from consultant.coding.search.spoken import SITES
from consultant.coding.search.words import ASSUMED

INHERITED = 0.85
"""What a word of a code above is worth."""


def matched(reading: Reading, index: WordIndex) -> tuple[Weights, Weights]:
    """For each row the weight of the question that it explains, and of its own words that are explained."""
    explained: Weights = np.zeros(index.rows, np.float32)
    covered: Weights = np.zeros(index.rows, np.float32)
    earned: Weights = np.zeros(index.rows, np.float32)
    counted: set[str] = set()
    for term in reading.terms:
        touched: list[Any] = []
        for option in term.options:
            posting = index.posting(option.word)
            if posting is None:
                continue
            rows = posting.rows
            worth = np.float32(term.weight * option.share)
            if len(term.options) == 1:
                explained[rows] += worth
            else:
                gain = np.maximum(worth - earned[rows], 0)
                explained[rows] += gain
                earned[rows] += gain
                touched.append(rows)
            if option.word not in counted:
                counted.add(option.word)
                covered[posting.essential] += np.float32(posting.cost * (1 if option.share >= FORM else option.share))
        for rows in touched:
            earned[rows] = 0
    return explained, covered


def bags(reading: Reading, index: WordIndex) -> tuple[Weights, NDArray[np.bool_]]:
    """For each code the weight of the question that its rows and those above it hold, and whether they hold a word of
    what is asked about, not of where it is alone.
    """
    sums: Weights = np.zeros(index.size, np.float32)
    about: NDArray[np.bool_] = np.zeros(index.size, np.bool_)
    asked = [term for term in reading.terms if term.word.removeprefix("~") not in SITES and term.word not in ASSUMED]
    for term in reading.terms:
        options = (option.word for option in term.options if option.share >= FORM)
        postings = [posting for word in options if (posting := index.posting(word)) is not None]
        if not postings:
            continue
        rows = postings[0].rows if len(postings) == 1 else np.concatenate([posting.rows for posting in postings])
        carriers, above = index.bag(rows)
        worth = np.float32(term.weight)
        if above is None:
            sums[carriers] += worth
        else:
            inherited = worth * np.float32(INHERITED)
            sums += inherited * above
            sums[carriers] += worth - inherited * above[carriers]
        if term in asked:
            about[carriers] = True
            if above is not None:
                about |= above
    return sums, about if any(term.options for term in asked) else ~about
