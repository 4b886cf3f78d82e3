"""A mixed corpus: plain, HTML, replies with history, and one mail in ten with a 200 kB attachment; sixty people write."""

import random
from email.message import EmailMessage
from email.policy import SMTP

WORDS = [
    "patient",
    "seen",
    "in",
    "the",
    "office",
    "for",
    "right",
    "knee",
    "arthritis",
    "injection",
    "under",
    "ultrasound",
    "denied",
    "claim",
    "modifier",
    "units",
    "billed",
    "diagnosis",
    "unspecified",
    "follow",
    "up",
    "visit",
    "Medicare",
    "plan",
    "note",
    "documentation",
    "supports",
    "medical",
    "necessity",
    "which",
    "code",
    "applies",
]
ATTACHMENT_BYTES = 200_000


def mixed(count: int, seed: int = 1) -> list[bytes]:
    """Return ``count`` mails, the same for the same seed."""
    chance = random.Random(seed)
    return [_mail(chance, number) for number in range(count)]


def _mail(chance: random.Random, number: int) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Return-Path"] = f"<biller{number % 60}@practice{number % 20}.example>"
    mail["Received"] = "from mx.example by mail.desk.example; Mon, 23 Nov 2026 15:00:00 +0000"
    mail["From"] = f"Biller {number % 60} <biller{number % 60}@practice{number % 20}.example>"
    mail["To"] = "questions@desk.example"
    mail["Subject"] = f"Question {number}: " + " ".join(chance.choices(WORDS, k=5))
    mail["Date"] = "Mon, 23 Nov 2026 15:00:00 +0000"
    mail["Message-ID"] = f"<{number}.{chance.getrandbits(64):x}@practice.example>"
    text = _paragraphs(chance, 4)
    kind = number % 10
    if kind in {3, 4, 5}:
        mail.set_content(text)
        body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
        mail.add_alternative(
            f"<html><body style='font-family:Calibri'>{body}<br><b>Biller</b></body></html>", subtype="html"
        )
    elif kind in {6, 7, 8}:
        history = "\n".join(f"> {line}" for line in _paragraphs(chance, 6).splitlines())
        mail["In-Reply-To"] = f"<{chance.getrandbits(64):x}@elsewhere.example>"
        mail["References"] = f"<{chance.getrandbits(64):x}@elsewhere.example> {mail['In-Reply-To']}"
        mail.set_content(
            f"{text}\n\nOn Mon, Nov 23, 2026 at 9:12 AM Somebody <somebody@practice.example> wrote:\n{history}\n"
        )
    else:
        mail.set_content(text + "\n\n-- \nBiller\nPractice\n(614) 555-0142\n")
    if kind == 9:
        mail.add_attachment(
            chance.randbytes(ATTACHMENT_BYTES * 3 // 4), maintype="application", subtype="pdf", filename="note.pdf"
        )
    return mail.as_bytes()


def _paragraphs(chance: random.Random, count: int) -> str:
    return "\n\n".join(
        " ".join(chance.choices(WORDS, k=40)) + f" Was M17.11 with 20611-RT right on 11/0{chance.randint(1, 9)}/2026?"
        for _ in range(count)
    )
