"""Delivery reports in the shapes and languages that lists of known ones leave out, of our own writing."""

from collections.abc import Iterator

from tests.corpus.bounces_reports import D, E, Q, plain, report

_SERVER = "MAILER-DAEMON@mx.example"
# The subject and the words of a language, for one address.
_FAILED = (
    ("Messages in Greek", "Δεν ήταν δυνατή η παράδοση: Γόνατο", f"Η παράδοση στους παρακάτω παραλήπτες απέτυχε:\n{D}\n"),
    ("A language that nobody listed", "ส่งไม่สำเร็จ", f"ไม่สามารถส่งข้อความถึง {D} ได้: 550 5.1.1\n"),
    ("Hebrew", "הודעה לא נמסרה", f"ההודעה אל {D} לא נמסרה: 550 5.1.1\n"),
    ("Arabic", "فشل تسليم الرسالة", f"تعذر تسليم رسالتك إلى {D}: 550 5.1.1\n"),
    ("Hebrew without a status", "לא ניתן למסירה: ברך", f"המסירה לנמענים הבאים נכשלה:\n\n{D}\n"),
    ("Arabic without a status", "تعذر التسليم: ركبة", f"تعذر تسليم رسالتك إلى المستلمين التاليين:\n\n{D}\n"),
    ("Hungarian without a status", "Kézbesíthetetlen: Térd", f"A következő címzettnek nem sikerült kézbesíteni:\n\n{D}\n"),
    ("Turkish without a status", "Teslim edilemedi: Diz", f"Bu alıcılara teslim başarısız oldu:\n\n{D}\n"),
    ("Czech provider", "Nedoručitelná zpráva", f"Vaši zprávu se nepodařilo doručit příjemci {D}.\nDůvod: schránka neexistuje.\n"),
    ("GroupWise, a name without a domain", "Mail System Error - Returned Mail", f"Undeliverable to the following:\n\n\t{D.partition('@')[0]} (user not found)\n\nPossibly truncated original message follows:\n\nFrom: {Q}\nTo: {D}\nSubject: Knee\n"),
    ("Romanian", "Mesajul nu a fost livrat", f"Mesajul către {D} nu a putut fi livrat: 550 5.1.1\n"),
    ("the address in the subject alone", f"Returned mail: unreachable recipients: {D}", "Your mail could not be delivered. Giving up.\n"),
    ("an address within a link", "Problems delivering your mail", f"We tried to send your mail from {Q} to {D} but the server refused it with:\n554 5.7.1 Rejected. See https://block.example/?addr=lee@block.example\n"),
    ("a mailbox that is not there", "Mail error", f"There is no such mailbox: {D}\n"),
    ("the start of the copy marked with one word", "Undelivered Mail Returned to Sender", f"<{D}>: 550 5.1.1 unknown\n\n------ original ------\nFrom: {Q}\nTo: lee@x.example\n"),
    ("a server that answers", "Re: Knee", f"Hi. This is the James mail server at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n{D}\n\n550 5.1.1 unknown\n"),
)  # fmt: skip
_DELAYED = (
    ("French", "Retard de remise", f"Votre message n'a pas encore été remis à : {D}. Nous allons réessayer.\n"),
    ("Italian", "Consegna ritardata", f"Il messaggio per {D} non è stato ancora consegnato.\n"),
    ("Spanish", "Aviso de retraso", f"Su mensaje a {D} todavía no se ha entregado.\n"),
    ("Russian", "Доставка задерживается", f"Письмо для {D} ещё не доставлено.\n"),
    ("Chinese", "邮件延迟投递通知", f"发往 {D} 的邮件尚未送达，系统将继续尝试。\n"),
)  # fmt: skip


def abroad_cases() -> Iterator[tuple[str, bytes, str, tuple[str, ...]]]:
    for rule, subject, text in _FAILED:
        yield rule, plain(text, subject=subject, sender=_SERVER), "bounce", (D,)
    for language, subject, text in _DELAYED:
        yield f"a delay in {language}", plain(text, subject=subject, sender=_SERVER), "delay", (D,)
    listed = f"Mail to the following users could not be delivered:\n\n    {D}, {E}\n"
    lists = f"Failed addresses:\n  {D}\nDelivered addresses:\n  ok@x.example\n"
    yield "addresses that have the mail below", plain(lists, subject="Undeliverable", sender=_SERVER), "bounce", (D,)
    held = f"Your message to {D} was quarantined and has not been delivered."
    yield "a mail held back", plain(held, subject="Message quarantined", sender=_SERVER), "bounce", (D,)
    table = f"|{D}|550 5.1.1|unknown|\n|{E}|552 5.2.2|full|\n"
    yield "a table of bars", plain(table, subject="Failure", sender=_SERVER), "bounce", (D, E)
    yield "two addresses in a line", plain(listed, subject="Mail failure", sender=_SERVER), "bounce", (D, E)
    for rule, address, action in (
        ("an action that the standard does not know", D, "error"),
        ("a comment behind the address", f"{D} (Dana)", "failed"),
        ("a source route", f"@relay.example:{D}", "failed"),
    ):
        yield rule, report(f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: 5.1.1"), "bounce", (D,)
    numbered = "Final-Recipient: utf-8; jos\\x{E9}@x.example\nAction: failed\nStatus: 5.6.7"
    yield "an address in numbers (RFC 6533)", report(numbered), "bounce", ("josé@x.example",)
    fault = f"Reporting-MTA: dns; x\nno field\n\nFinal-Recipient: rfc822; {D}\nAction: failed\nStatus: 5.1.1"
    yield "a line that is no field", report(fault), "bounce", (D,)
