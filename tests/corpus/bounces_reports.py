"""Machine-readable delivery reports in all their variants, and how a report is put together; of our own writing."""

from collections.abc import Iterator

D, E, Q = "dana@northfork.example", "lee@southfork.example", "questions@desk.example"
RETURNED = f"Received: from desk.example by mx.desk.example\nFrom: Desk <{Q}>\nTo: {D}\nSubject: Re: Knee\nMessage-ID: <cq.4711@desk.example>\n\nSend a corrected claim to claims@payer.example.\n"


def plain(
    text: str,
    *,
    sender: str = "MAILER-DAEMON@mx.example",
    subject: str = "failure notice",
    headers: str = "Return-Path: <>\n",
) -> bytes:
    return f"{headers}From: {sender}\nTo: {Q}\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}".encode()


def report(
    status: str,
    *,
    told: str = "Your message could not be delivered.",
    kind: str = "message/delivery-status",
    returned: str = RETURNED,
) -> bytes:
    return (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\nTo: {Q}\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n"
        f'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{told}\n\n--b\nContent-Type: {kind}\n\n{status}\n\n'
        f"--b\nContent-Type: message/rfc822\n\n{returned}\n--b--\n"
    ).encode()


_MTA = "Reporting-MTA: dns; mx.example\nArrival-Date: Mon, 23 Nov 2026 09:12:44 -0500\n"


def status_cases() -> Iterator[tuple[str, bytes, str, tuple[str, ...]]]:
    yield "RFC 3464", report(f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1"), "bounce", (D,)
    yield (
        "two recipients",
        report(
            f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; {E}\nAction: failed\nStatus: 5.2.2"
        ),
        "bounce",
        (D, E),
    )
    yield (
        "one failed, one relayed",
        report(
            f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; {E}\nAction: relayed\nStatus: 2.1.9"
        ),
        "bounce",
        (D,),
    )
    yield (
        "one failed, one delayed",
        report(
            f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; {E}\nAction: delayed\nStatus: 4.4.1"
        ),
        "bounce",
        (D,),
    )
    yield (
        "delayed",
        report(
            f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sat, 28 Nov 2026 09:12:44 -0500"
        ),
        "delay",
        (D,),
    )
    yield (
        "gave up on a temporary fault",
        report(f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 4.4.7"),
        "bounce",
        (D,),
    )
    yield "no action", report(f"{_MTA}\nFinal-Recipient: rfc822; {D}\nStatus: 5.1.1"), "bounce", (D,)
    yield (
        "no address type, in brackets",
        report(f"{_MTA}\nFinal-Recipient: <{D}>\nAction: Failed\nStatus: 5.0.0"),
        "bounce",
        (D,),
    )
    yield "folded", report(f"{_MTA}\nFinal-Recipient: rfc822;\n  {D}\nAction:\n failed\nStatus: 5.1.1"), "bounce", (D,)
    yield (
        "a final recipient that is no address",
        report(
            f"{_MTA}\nOriginal-Recipient: rfc822;{D}\nFinal-Recipient: x400; /G=Dana/\nAction: failed\nStatus: 5.1.1"
        ),
        "bounce",
        (D,),
    )
    yield (
        "an address of Exchange's own",
        report(
            f"{_MTA}\nFinal-Recipient: rfc822;IMCEASMTP-dana+40northfork+2Eexample@org.example\nAction: failed\nStatus: 5.1.1"
        ),
        "bounce",
        (D,),
    )
    yield (
        "only the original recipient",
        report(f"{_MTA}\nOriginal-Recipient: rfc822;{D}\nAction: failed\nStatus: 5.1.1"),
        "bounce",
        (D,),
    )
    yield (
        "no blank line between groups",
        report(
            f"{_MTA}Final-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; {E}\nAction: failed\nStatus: 5.1.1"
        ),
        "bounce",
        (D, E),
    )
    yield (
        "status typed as plain text",
        report(f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1", kind="text/plain"),
        "bounce",
        (D,),
    )
    yield (
        "status typed as a file",
        report(
            f"{_MTA}\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1",
            kind='application/octet-stream; name="details.dat"',
        ),
        "bounce",
        (D,),
    )
    yield "a status without any recipient", report(_MTA, told=f"<{D}>: user unknown"), "bounce", (D,)
    yield (
        "the returned mail alone names the receiver",
        report(_MTA, told="The mail could not be delivered."),
        "bounce",
        (D,),
    )
    yield (
        "Office 365",
        report(
            f"Reporting-MTA: dns;AM0PR01.prod.outlook.com\n\nFinal-Recipient: rfc822;{D}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {D} not found by SMTP address lookup",
            told=f"Delivery has failed to these recipients or groups:\n\n{D}<mailto:{D}>\nThe email address you entered couldn't be found.\n",
        ),
        "bounce",
        (D,),
    )
