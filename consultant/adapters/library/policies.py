"""Coverage policies over the active release files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from consultant.adapters.library.choosing import nearest, nearest_of, only
from consultant.adapters.library.policy_file import PolicyFile
from consultant.coding.edits import NotHeld
from consultant.coding.policies import ARTICLE, LCD, NCD, Found, Policy
from consultant.coding.sets import Reference

_SETS = {NCD: Reference.COVERAGE_NCD, LCD: Reference.COVERAGE_LCD, ARTICLE: Reference.COVERAGE_ARTICLES}
_INDEX = Reference.COVERAGE_INDEX


class LibraryPolicies:
    """Implements ``coding.policies.Policies``; frozen, so that a check ends with the releases it began with."""

    def __init__(self, files: Iterable[object]) -> None:
        self._files = only(PolicyFile, files)

    def policies(self, code: str, state: str | None, on: date) -> Found:
        found = self._asked((LCD, ARTICLE), on, lambda file: file.of_code(code, on))
        if state is None:
            return found
        served = tuple(policy for policy in found.policies if state.upper() in policy.states)
        return Found(served, found.missing)

    def policies_about(self, words: str, on: date, *, limit: int = 50) -> Found:
        given = words.split()
        if not given:
            return Found((), ())
        found = self._asked((NCD, LCD, ARTICLE), on, lambda file: file.about(given, on))
        index = nearest(self._files, _INDEX, on)
        if isinstance(index, NotHeld):
            return Found(found.policies[:limit], found.missing)
        known = {(policy.kind, policy.id) for policy in found.policies}
        further = [policy for policy in index.about(given, on) if (policy.kind, policy.id) not in known]
        # Titles of the index stand in for what else is missing.
        return Found(_ordered([*found.policies, *further])[:limit], ())

    def _asked(self, kinds: Iterable[str], on: date, ask: Callable[[PolicyFile], list[Policy]]) -> Found:
        """Ask for each kind of document the release that speaks for it: one of its own, or one of several kinds."""
        found: list[Policy] = []
        missing: list[NotHeld] = []
        for kind in kinds:
            file = self._speaking(kind, on)
            if isinstance(file, NotHeld):
                missing.append(file)
            else:
                found.extend(policy for policy in ask(file) if policy.kind == kind)
        return Found(_ordered(found), tuple(missing))

    def _speaking(self, kind: str, on: date) -> PolicyFile | NotHeld:
        holding = [file for file in self._files if kind in file.kinds and file.release.system is not _INDEX]
        return nearest_of(holding, on) or NotHeld(f"no release of “{_SETS[kind].title}” is installed")


def _ordered(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    return tuple(sorted(policies, key=lambda policy: (policy.kind, policy.display, policy.effective or date.min)))
