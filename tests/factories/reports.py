"""Reports of mail servers on mail of ours, for tests that care about what they change."""

from collections.abc import Sequence
from itertools import count

from tests.factories.mails import ASKER

_numbers = count(1)


def report(
    of: str = "",
    *,
    action: str = "failed",
    status: str = "5.1.1",
    who: Sequence[str] = (ASKER,),
    original: str = "",
    diagnostic: str = "",
    envelope_id: object = "",
) -> bytes:
    """Return a delivery report (RFC 3464) on the mail with the Message-ID ``of``, or the envelope id."""
    number = next(_numbers)
    groups = "".join(
        f"\r\n{f'Original-Recipient: rfc822; {original}' + chr(13) + chr(10) if original else ''}"
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n"
        + (f"Diagnostic-Code: smtp; {diagnostic}\r\n" if diagnostic else "")
        for address in who
    )
    return (
        "From: Mail Delivery <mailer-daemon@relay.example>\r\nTo: questions@desk.example\r\nReturn-Path: <>\r\n"
        f"Subject: Report {number}\r\nDate: Mon, 23 Nov 2026 16:00:00 +0000\r\nMessage-ID: <report{number}@relay.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\nThis is report {number}.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n"
        + (f"Original-Envelope-Id: {envelope_id}\r\n" if envelope_id else "")
        + groups
        + "\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        + (f"Message-ID: <{of}>\r\n" if of else "")
        + "Subject: Re: Knee question\r\n\r\n--b--\r\n"
    ).encode()


def complaint(of: str, *, who: str = "") -> bytes:
    """Return a feedback report (RFC 5965) on the mail with the Message-ID ``of``; most hide the address."""
    number = next(_numbers)
    named = f"Original-Rcpt-To: {who}\r\n" if who else ""
    return (
        "From: feedback@provider.example\r\nTo: questions@desk.example\r\nSubject: FW: Knee\r\n"
        f"Date: Mon, 23 Nov 2026 16:00:00 +0000\r\nMessage-ID: <complaint{number}@provider.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\nAn abuse report, number {number}.\r\n"
        "--b\r\nContent-Type: message/feedback-report\r\n\r\n"
        f"Feedback-Type: abuse\r\nUser-Agent: Provider/1\r\nVersion: 1\r\n{named}\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{of}>\r\nSubject: Knee\r\n\r\nx\r\n--b--\r\n"
    ).encode()
