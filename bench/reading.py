"""Mails a second read by ``parse`` beside the standard library reading the same fields, and peak memory for a large mail.

The standard library: ``email.policy.default``; addresses, ids, date, text of all parts, and the bytes and hash of each file.
Run: ``python -m bench.reading [MAILS]``.
"""

import email
import email.policy
import gc
import hashlib
import json
import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.corpus import WORDS
from consultant.mail.parse import parse

ROUNDS = 5
LARGE_BYTES = 25_000_000
AIMS = {"plain": 3.0, "reply": 3.0, "html": 2.0, "attachments": 1.2}


def mails(kind: str, count: int) -> list[bytes]:
    """Return ``count`` mails of one kind, the same ones every time."""
    chance = random.Random(kind)
    return [_mail(kind, chance, number) for number in range(count)]


def _mail(kind: str, chance: random.Random, number: int) -> bytes:
    mail = EmailMessage(policy=email.policy.SMTP)
    for hop in range(3):
        mail["Received"] = f"from mx{hop}.practice.example by mx{hop + 1}.desk.example with ESMTPS id {chance.random()}"
    mail["From"] = f"Biller {number} <biller{number}@practice.example>"
    mail["To"] = "Coding Desk <questions@desk.example>, billing@practice.example"
    mail["Cc"] = '"Lee, Ann" <ann.lee@practice.example>'
    mail["Subject"] = f"Question {number}: " + " ".join(chance.choices(WORDS, k=5)) + (" – geprüft" * (number % 4 == 0))
    mail["Date"] = "Mon, 23 Nov 2026 15:00:00 -0500"
    mail["Message-ID"] = f"<{number}.{chance.getrandbits(64):x}@practice.example>"
    text = _paragraphs(chance, 5)
    if kind == "reply":
        mail["In-Reply-To"] = f"<{chance.getrandbits(64):x}@desk.example>"
        mail["References"] = f"<{chance.getrandbits(64):x}@practice.example> {mail['In-Reply-To']}"
        history = "\n".join(f"> {line}" for line in _paragraphs(chance, 6).splitlines())
        text += f"\n\nOn Mon, Nov 23, 2026 at 9:12 AM Coding Desk <questions@desk.example> wrote:\n{history}\n"
    mail.set_content(text)
    if kind == "html":
        rows = "".join(f"<tr><td>{code}</td><td>{units}</td></tr>" for code, units in (("20611", 1), ("J7325", 48)))
        body = "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in text.splitlines())
        mail.add_alternative(
            f"<html><head><style>p {{margin:0}}</style></head><body>{body}<table>{rows}</table></body></html>",
            subtype="html",
        )
    if kind == "attachments":
        for name in ("note.pdf", "scan.pdf"):
            mail.add_attachment(chance.randbytes(150_000), maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def _paragraphs(chance: random.Random, count: int) -> str:
    return "\n\n".join(
        "\n".join(" ".join(chance.choices(WORDS, k=10)) for _ in range(4)) + " Was M17.11 with 20611-RT right?"
        for _ in range(count)
    )


def by_standard_library(raw: bytes) -> dict[str, Any]:
    """Read the same fields with ``email.policy.default``."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    lists = {
        name: [(one.display_name, one.addr_spec) for header in mail.get_all(name, []) for one in header.addresses]
        for name in ("from", "to", "cc", "reply-to", "sender")
    }
    texts, html, files = [], "", []
    for part in mail.walk():
        if part.is_multipart():
            continue
        if part.get_content_type() == "text/plain" and not part.is_attachment():
            texts.append(part.get_content())
        elif part.get_content_type() == "text/html" and not part.is_attachment():
            html = part.get_content()
        else:
            data = part.get_payload(decode=True)
            files.append((part.get_filename(), part.get_content_type(), hashlib.sha256(data).hexdigest(), data))
    ids = {name: str(mail[name] or "").split() for name in ("message-id", "in-reply-to", "references")}
    date = mail["date"].datetime if mail["date"] else None
    headers = [(name, str(value)) for name, value in mail.items()]
    return {**lists, **ids, "subject": mail["subject"], "date": date, "texts": texts, "html": html, "files": files, "headers": headers}  # fmt: skip


def measure(kind: str, count: int) -> dict[str, float]:
    """Mails a second of both, and their ratio: the best of several rounds, one beside the other."""
    raws = mails(kind, count)
    best = {"parse": 0.0, "email": 0.0}
    for _ in range(ROUNDS):
        for name, read in (("email", by_standard_library), ("parse", parse)):
            best[name] = max(best[name], count / _seconds(read, raws))
    return {**best, "ratio": best["parse"] / best["email"]}


def _seconds(read: Callable[[bytes], object], raws: list[bytes]) -> float:
    gc.collect()
    began = time.perf_counter()
    for raw in raws:
        read(raw)
    return time.perf_counter() - began


def peak(size: int) -> float:
    """The most memory held while a mail of ``size`` bytes is read, its own bytes included, as a multiple of its size."""
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"] = "biller@practice.example"
    mail.set_content("Is 20611 right?")
    data = random.Random(1).randbytes(size * 3 // 4)
    mail.add_attachment(data, maintype="application", subtype="pdf", filename="scan.pdf")
    source = mail.as_bytes()
    del mail, data
    tracemalloc.start()
    raw = bytes(bytearray(source))
    read = parse(raw)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del read
    return most / len(raw)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    table = Table(
        "kind", "email.policy.default, mails/s", "parse, mails/s", "ratio", "aim", title=f"Best of {ROUNDS} rounds"
    )
    result: dict[str, Any] = {}
    for kind, aim in AIMS.items():
        result[kind] = measure(kind, count)
        rates = (f"{result[kind][name]:.0f}" for name in ("email", "parse"))
        table.add_row(kind, *rates, f"{result[kind]['ratio']:.2f}", f"{aim:.1f}")
    result["peak"] = peak(LARGE_BYTES)
    console = Console()
    console.print(table)
    console.print(
        f"Peak memory for a mail of {LARGE_BYTES // 1_000_000} MB: {result['peak']:.2f} times its size (aim: under 4)"
    )
    print(json.dumps({"bench": "reading", "mails": count, **result}))


if __name__ == "__main__":
    main()
