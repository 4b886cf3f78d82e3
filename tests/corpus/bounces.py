"""Delivery reports in the forms of mail servers, of our own writing: (server, bytes, kind, failed or delayed addresses).

D is whom the desk wrote to; the desk itself (Q) is never the failed one.
"""

from collections.abc import Iterator

from tests.corpus.bounces_abroad import abroad_cases
from tests.corpus.bounces_rare import rare_cases
from tests.corpus.bounces_reports import RETURNED, D, Q, plain, status_cases
from tests.corpus.bounces_words import office_cases, unix_cases

__all__ = ["Q", "bounces"]


def _service_cases() -> Iterator[tuple[str, bytes, str, tuple[str, ...]]]:
    yield (
        "Gmail",
        plain(
            f"Delivery to the following recipient failed permanently:\n\n     {D}\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the recipient domain. The error that the other server returned was: 550 550 5.1.1 User unknown (state 14).\n\n----- Original message -----\n\n{RETURNED}",
            sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            subject="Delivery Status Notification (Failure)",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Gmail, newer",
        plain(
            f"** Address not found **\n\nYour message wasn't delivered to {D} because the address couldn't be found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.1.1 No such user\n",
            sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            subject="Delivery Status Notification (Failure)",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Gmail, delay",
        plain(
            f"** Delivery incomplete **\n\nThere was a temporary problem delivering your message to {D}. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n",
            sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            subject="Delivery Status Notification (Delay)",
        ),
        "delay",
        (D,),
    )
    yield (
        "Yahoo",
        plain(
            f"Sorry, we were unable to deliver your message to the following address.\n\n<{D}>:\n554: delivery error: dd This user doesn't have a yahoo.com account ({D}) [0]\n\n--- Below this line is a copy of the message.\n\n{RETURNED}",
            sender="MAILER-DAEMON@yahoo.com",
        ),
        "bounce",
        (D,),
    )
    yield (
        "AOL",
        plain(
            f"Your mail to the following recipients could not be delivered because they are not accepting mail from questions@desk.example:\n\tdana\n\n{D}: mailbox unavailable\n",
            sender="Mail Delivery Subsystem <MAILER-DAEMON@aol.com>",
            subject="Mail Delivery Problem",
        ),
        "bounce",
        (D,),
    )
    yield (
        "mail.ru",
        plain(
            f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {D}\n    SMTP error from remote mail server after end of data: 550 spam message rejected\n",
            sender="mailer-daemon@corp.mail.ru",
            subject="Mail failure.",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Yandex",
        plain(
            f"This is the mail system at host yandex.ru.\n\nI'm sorry to have to inform you that your message could not be delivered to one or more recipients. It's attached below.\n\n<{D}>: host mx said: 550 5.7.1 No such user!\n",
            sender="mailer-daemon@yandex.ru",
            subject="Недоставленное сообщение",
        ),
        "bounce",
        (D,),
    )
    yield (
        "GMX and web.de",
        plain(
            f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address\nfailed:\n\n{D}:\nSMTP error from remote server for RCPT TO command, host: mx (192.0.2.1) reason: 550 unknown\n\n--- The header of the original message is following. ---\n\n{RETURNED}",
            sender="GMX Mailer Daemon <mailer-daemon@gmx.de>",
            subject="Mail delivery failed: returning message to sender",
        ),
        "bounce",
        (D,),
    )
    yield (
        "QQ",
        plain(
            f"很抱歉您发送的邮件被退回，以下是该邮件的相关信息：\n\n被退回邮件\n主题：Knee\n时间：2026-11-23 09:12:44\n无法发送到 {D}\n退信原因 收件人邮件地址（{D}）不存在，邮件无法送达。\n",
            sender="PostMaster@qq.com",
            subject="系统退信",
        ),
        "bounce",
        (D,),
    )
    yield (
        "163",
        plain(
            f"抱歉，您的邮件被退回来了……\n\n收件人：{D}\n退信原因：550 User not found\n",
            sender="Postmaster@163.com",
            subject="系统退信",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Postfix in Japanese",
        plain(
            f"これはメールシステム mx.example からの自動通知です。\n\n以下の宛先にメールを配信できませんでした。\n\n<{D}>: 宛先不明です。\n",
            sender="MAILER-DAEMON@mx.example",
            subject="配信エラー",
        ),
        "bounce",
        (D,),
    )
    yield (
        "German provider",
        plain(
            f"Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger: {D}\nGrund: Benutzer unbekannt\n",
            sender="postmaster@provider.example",
            subject="Unzustellbar: Knie",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Amazon SES",
        plain(
            f"An error occurred while trying to deliver the mail to the following recipients:\n{D}\n",
            sender="MAILER-DAEMON@amazonses.com",
            subject="Delivery Status Notification (Failure)",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Mimecast",
        plain(
            f"The message you sent to {D} was rejected: invalid recipient.\n",
            sender="postmaster@mimecast.example",
            subject="[Postmaster] Email Delivery Failure",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Barracuda",
        plain(
            f"Your message to: {D}\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Knee\n",
            sender="MAILER-DAEMON@barracuda.example",
            subject="**Message you sent blocked by our bulk email filter**",
        ),
        "bounce",
        (D,),
    )
    yield (
        "MessageLabs",
        plain(
            f"This is the mail delivery agent at messagelabs.com.\nI was unable to deliver your message to the following addresses:\n\n{D}\n\nReason: 550 No such user\n\nThe message subject was: Knee\nThe message date was: Mon, 23 Nov 2026\n",
            sender="MAILER-DAEMON@messagelabs.com",
            subject="Mail Delivery Failure",
        ),
        "bounce",
        (D,),
    )
    yield (
        "McAfee",
        plain(
            f"Following is a list of recipients of your mail which could not be delivered:\n\n   <{D}>   550 Unknown user {D}\n",
            sender="McAfee Mail Gateway <postmaster@x.example>",
            subject="Undeliverable mail",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Zoho",
        plain(
            f"This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n{D} Invalid Address, ERROR_CODE :550, ERROR_CODE :User unknown\n\n{RETURNED}",
            sender="mailer-daemon@mail.zoho.com",
            subject="Undelivered Mail Returned to Sender",
        ),
        "bounce",
        (D,),
    )
    yield (
        "iCloud and others by header alone",
        plain(
            "The mail could not be delivered.\n",
            subject="Undelivered Mail",
            headers=f"Return-Path: <>\nX-Failed-Recipients: {D}\n",
        ),
        "bounce",
        (D,),
    )
    yield (
        "an ordinary mailbox, no null sender",
        plain(
            f"Delivery has failed to the following recipient:\n\n{D}\n\nUser unknown.\n",
            sender="it@northfork.example",
            subject="Undeliverable: Knee",
            headers="",
        ),
        "bounce",
        (D,),
    )
    yield (
        "the receiver's own mailbox is full",
        plain(
            f"Your message could not be delivered: the mailbox of {D} is over quota.\n",
            sender=D,
            subject="Undeliverable: mailbox full",
        ),
        "bounce",
        (D,),
    )
    yield (
        "the address is in the envelope alone",
        plain("Sorry, your message could not be delivered.\n", subject="failure notice").replace(
            f"To: {Q}".encode(), b"To: bounces+dana=northfork.example@desk.example"
        ),
        "bounce",
        (D,),
    )


def bounces() -> list[tuple[str, bytes, str, tuple[str, ...]]]:
    """Return every case."""
    return [*status_cases(), *unix_cases(), *office_cases(), *_service_cases(), *rare_cases(), *abroad_cases()]
