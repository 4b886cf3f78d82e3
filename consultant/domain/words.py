"""Words as people search for them: small letters, without accents."""

import re
import unicodedata

LONGEST = 40
MOST = 3000
"""Different words of one ticket that are kept."""
_WORD = re.compile(r"[^\W_]{2,}")
_WITH_DOTS = re.compile(r"[^\W_]+(?:[.-][^\W_]+)+")


def words_of(text: str) -> list[str]:
    """Return the different words of ``text`` in their order, codes with dots and dashes also as a whole ("m17.11")."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )
    found = (match[0] for pattern in (_WITH_DOTS, _WORD) for match in pattern.finditer(plain))
    return list(dict.fromkeys(word[:LONGEST] for word in found))[:MOST]
