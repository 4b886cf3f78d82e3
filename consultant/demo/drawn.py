"""Questions made on the spot from the installed release, with decoys beside the codes: what must be found, and what must not."""

import random
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from consultant.adapters.library.release_file import ReleaseFile
from consultant.adapters.library.shelf import Shelf
from consultant.coding.catalogue import Catalogue
from consultant.coding.sets import System
from consultant.demo.questions import DOMAIN
from consultant.errors import PermanentError

ASKER = f"billing@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question with the codes that its ticket must show and the digits that it must not show as codes."""

    mail: EmailMessage
    mentioned: tuple[str, ...]
    described: str
    decoys: tuple[str, ...]


def draw(shelf: Shelf, library: Catalogue, to: str, now: datetime, count: int, seed: int) -> list[Drawn]:
    """Return ``count`` questions about codes and phrases drawn at random (``seed`` makes them again).

    Raises PermanentError where no release of ICD-10-CM is installed that this desk can read.
    """
    chance = random.Random(seed)  # noqa: S311 - samples, not secrets
    release = next((release for release in library.releases if release.system is System.CM), None)
    if release is None:
        raise PermanentError("no ICD-10-CM release of this version of the desk is installed; run: consultant setup")
    leaves = ReleaseFile(shelf.folder / f"{release.sha256}.release").rows(
        "SELECT code, text FROM entry WHERE role = 'code' AND billable AND length(text) BETWEEN 8 AND 200 ORDER BY id"
    )
    drawn = chance.sample(leaves, 3 * count)
    return [_question(chance, library, drawn[3 * place : 3 * place + 3], to, now) for place in range(count)]


def _question(
    chance: random.Random, library: Catalogue, leaves: list[tuple[str, str]], to: str, now: datetime
) -> Drawn:
    (first, _), (second, _), (described, phrase) = leaves
    plain = _plain(second, library)
    area, line = chance.randint(201, 989), chance.randint(0, 199)
    phone = f"({area}) 555-{line:04d}"
    post = f"{chance.randint(10000, 99499)}"
    npi = _npi(chance)
    mail = EmailMessage()
    mail["From"] = f"Dana Whitlock <{ASKER}>"
    mail["To"] = to
    mail["Subject"] = f"Diagnosis question of {now:%H:%M:%S}"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=DOMAIN)
    mail.set_content(
        f"Hello,\n\nwe billed {first} for the visit of {now:%m/%d/%Y} and our software also offers {plain}. Which one fits?\n"
        f"A second patient has: {phrase}. What is the code for that?\n\n"
        f"Dana\nCall me at {phone}\nNorthfork Orthopedics, Columbus OH {post}\nNPI {npi}\n"
    )
    digits = {f"555{line:04d}", f"{area}555{line:04d}", post, npi, npi[:5], f"{area}55", f"{line:04d}"}
    return Drawn(mail, (first, second), described, tuple(sorted(digits)))


def _plain(code: str, library: Catalogue) -> str:
    """Return ``code`` in small letters without its dot, save where that is a HCPCS code: G04.39 and G0439."""
    bare = code.replace(".", "")
    return (code if library.listed(System.HCPCS, bare) else bare).lower()


def _npi(chance: random.Random) -> str:
    """Return a number with the check digit of an NPI (Luhn over 80840 and nine digits; CMS)."""
    body = "1" + "".join(str(chance.randint(0, 9)) for _ in range(8))
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
        for place, digit in enumerate(reversed("80840" + body))
    )
    return body + str(-total % 10)
