"""Mails as bytes, for tests that care about one thing in them."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

ASKER = "dana@northfork-ortho.example"
DESK = "questions@desk.example"


def mail(
    text: str = "Is M17.11 right for right knee arthritis, seen 08/27/2026?",
    *,
    sender: str = f"Dana Whitlock <{ASKER}>",
    to: str = DESK,
    subject: str = "Knee question",
    message_id: str | None = None,
    in_reply_to: str | None = None,
    references: str | None = None,
    files: tuple[tuple[str, bytes], ...] = (),
    html: str | None = None,
    **headers: str,
) -> bytes:
    """Return a well-formed mail; ``headers`` are written as given, with _ for -."""
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = to
    made["Subject"] = subject
    made["Date"] = "Mon, 23 Nov 2026 15:00:00 +0000"
    made["Message-ID"] = f"<{message_id}>" if message_id else make_msgid(domain="northfork-ortho.example")
    if in_reply_to:
        made["In-Reply-To"] = f"<{in_reply_to}>"
    if references or in_reply_to:
        made["References"] = references or f"<{in_reply_to}>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()
