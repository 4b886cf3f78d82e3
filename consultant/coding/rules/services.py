"""Kinds of services by their numbers: visits, surgery, preventive services, vaccines and their administration."""

from __future__ import annotations

_DIGITS = 5
_VISITS = ((99202, 99499), (92002, 92014), (98000, 98016))
_VISITS_HCPCS = frozenset({"G0101", "G0245", "G0246", "G0402", "G0438", "G0439", "G0463", "S0610", "S0612", "T1015"})
_NO_VISITS = ((99453, 99458), (99473, 99474))
_SURGERY = ((10004, 69990),)
# Anesthesia, imaging, laboratory; of medicine: infusions, cardiography, breathing, allergy, therapy.
_NEVER_VISITS = (
    (100, 1999),
    *_SURGERY,
    (70010, 89398),
    (93000, 93998),
    (94002, 94799),
    (95004, 95199),
    (96360, 96549),
    (97010, 97546),
)
_SUPPLIES = ("A", "B", "E", "J", "K", "L", "P", "R")
_VACCINES = ((90476, 90759), (91300, 91330))
_VACCINATIONS = ((90460, 90474), (90480, 90480))
_VACCINES_HCPCS = frozenset({"G0008", "G0009", "G0010", *(f"Q{number}" for number in range(2034, 2040))})
_PREVENTIVE = ((99381, 99397), (99406, 99407), (77063, 77063), (77067, 77067), (71271, 71271), (76706, 76706))
_PREVENTIVE_HCPCS = frozenset(
    {
        *("G0101", "G0102", "G0103", "G0104", "G0105", "G0108", "G0109", "G0117", "G0118", "G0121", "G0123", "G0124"),
        *("G0130", "G0136", "G0270", "G0271", "G0296", "G0328", "G0402", "G0403", "G0404", "G0405", "G0438", "G0439"),
        *("G0442", "G0443", "G0444", "G0445", "G0446", "G0447", "G0472", "G0473", "G0475", "G0476", "G0499", "G0513"),
        *("G0514", "Q0091"),
    }
)


def is_visit(code: str) -> bool:
    """Whether ``code`` is an evaluation and management service, or one that carries its modifiers."""
    return code in _VISITS_HCPCS or (_within(code, _VISITS) and not _within(code, _NO_VISITS))


def is_surgery(code: str) -> bool:
    """Whether ``code`` stands in the surgical section."""
    return _within(code, _SURGERY)


def is_never_visit(code: str) -> bool:
    """Whether ``code`` is a procedure, a test, a drug or a supply, whatever the payer."""
    return _within(code, _NEVER_VISITS) or code.startswith(_SUPPLIES)


def is_preventive(code: str) -> bool:
    """Whether ``code`` is a vaccine, its administration, or a preventive service of Part B.

    Source: CMS, Medicare preventive services; 42 CFR 410.152(l).
    """
    return code in _PREVENTIVE_HCPCS or _within(code, _PREVENTIVE) or is_vaccination(code)


def is_vaccination(code: str) -> bool:
    """Whether ``code`` is a vaccine or its administration."""
    return code in _VACCINES_HCPCS or _within(code, (*_VACCINES, *_VACCINATIONS))


def _within(code: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    if len(code) != _DIGITS or not code.isdigit():
        return False
    number = int(code)
    return any(low <= number <= high for low, high in ranges)
