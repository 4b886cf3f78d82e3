"""Two hashes of a mail: of its bytes, and of what it says, for copies that took different ways."""

import hashlib

from consultant.mail.parsed import ParsedMail


def raw_hash(raw: bytes) -> str:
    """Return the SHA-256 of the very bytes, hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def content_hash(mail: ParsedMail) -> str:
    """Return the SHA-256 of Message-ID, From, Date, Subject, text and files, hexadecimal.

    Trace headers, transfer encodings, line ends and blanks at line ends do not count: servers change them on the way.
    """
    date = mail.date.isoformat() if mail.date else ""
    written = (
        mail.message_id,
        ",".join(one.key for one in mail.from_),
        date,
        mail.subject,
        "\n".join(line.rstrip() for line in mail.text.strip().split("\n")),
        *sorted(one.sha256 for one in mail.attachments),
    )
    digest = hashlib.sha256()
    for field in written:
        data = field.encode("utf-8", "replace")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
