"""What kind of mail this is: written by a person, by a machine, about a mail of ours, or our own come back."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from consultant.mail.parsed import Address, Kind, Own, Recipient, address_key
from consultant.mail.reports import Report

_RECEIVED = 60
"""Received lines after which a mail has gone in circles (servers stop at 50 to 100)."""

_REPORTER = re.compile(
    r"(?:mailer-?daemon|postmaster|mail-?delivery(?:-subsystem)?|mdaemon|microsoftexchange[0-9a-f]+|bounces?)(?:[+=-].*)?",
    re.IGNORECASE,
)
_BOUNCE_SUBJECT = re.compile(
    r"(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed|report)|mail delivery (?:failed|failure|system)"
    r"|returned mail|failure notice|delivery failed|message (?:undeliverable|not delivered)|non ?-?delivery|nondeliverable|undelivered mail"
    r"|mail system error|warning: could not send|could ?n[o']t be delivered|unzustellbar|nicht zustellbar|zustellung fehlgeschlagen"
    r"|non remis|échec de la remise|no se puede entregar|no entregado|mensagem não entregue|onbestelbaar|non recapitabile"
    r"|mancato recapito|kunde inte levereras|ikke leveres|niedostarczon|не доставлен|недоставлен|未送达|退信|配信不能)",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"delayed|delay\)|(?:still )?(?:be|being) (?:retried|delayed)|will (?:be retried|keep trying|continue to try|retry)|warning: (?:could not send|message)"
    r"|not yet been delivered|delivery incomplete|verzögert|retardée?|retrasad|temporary (?:failure|problem)|4\.\d+\.\d+ ",
    re.IGNORECASE,
)
_AUTO_SUBJECT = re.compile(
    r"\s*(?:(?:re|aw|sv|antw)\s*:\s*)?(?:\[?(?:auto(?:matic|mated)?[ -]?(?:reply|response|answer|acknowledge?ment)|out of (?:the )?office|out of office autoreply"
    r"|autoreply|auto:|ooo\b|away from (?:my|the) (?:mail|desk|office)|on vacation|vacation (?:reply|notice|message|response)|i am (?:away|out of)"
    r"|automatische antwort|automatisch antwoord|abwesenheit(?:snotiz|sassistent|smeldung)?|abwesend|nicht im büro|réponse automatique|absence du bureau"
    r"|absent du bureau|respuesta automática|fuera de (?:la )?oficina|ausente|resposta automática|fora do escritório|ausência temporária"
    r"|afwezig(?:heid)?|niet aanwezig|risposta automatica|fuori sede|fuori ufficio|automatisk svar|autosvar|fraværende|ikke til stede|frånvaro"
    r"|frånvarande|automatiskt svar|odpowiedź automatyczna|autoodpowiedź|poza biurem|автоответ|автоматический ответ|вне офиса|trả lời tự động"
    r"|自动回复|自動回覆|自动答复|自動返信|不在通知|不在))",
    re.IGNORECASE,
)
_AUTO_SENDER = re.compile(r"(?:auto-?(?:reply|responder|answer)|autoresponse|vacation)(?:[+=-].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What the kind of a mail is read from. ``values`` gives the values of a header by its lower-case name."""

    values: Callable[[str], Iterable[str]]
    from_: tuple[Address, ...]
    return_path: str | None
    subject: str
    text: str
    content_type: str
    report_type: str
    report: Report

    def value(self, name: str) -> str:
        """Return the first value of a header, trimmed and in lower case, or ""."""
        return next(iter(self.values(name)), "").strip().lower()

    def has(self, name: str) -> bool:
        """Tell whether a header is there."""
        return next(iter(self.values(name)), None) is not None


def classify(signs: Signs, own: Own) -> Kind:
    """Return the kind of a mail; reports first, for they carry the marks of the other kinds too."""
    if signs.report.feedback_type or signs.report_type == "feedback-report":
        return Kind.COMPLAINT
    if is_report(signs):
        return _kind_of_report(signs)
    if _is_loop(signs, own):
        return Kind.LOOP
    if _is_auto_reply(signs, own):
        return Kind.AUTO_REPLY
    if _is_list(signs, own):
        return Kind.LIST
    return Kind.HUMAN


def is_report(signs: Signs) -> bool:
    """Tell whether a mail reports on the delivery of another one."""
    if signs.report_type == "delivery-status" or signs.report.recipients:
        return True
    if signs.report_type == "disposition-notification":
        return False
    if signs.has("x-failed-recipients"):
        return True
    local = signs.from_[0].address.rpartition("@")[0] if signs.from_ else ""
    from_reporter = bool(_REPORTER.fullmatch(local)) or (not signs.from_ and signs.return_path == "")
    speaks_of_failure = bool(_BOUNCE_SUBJECT.search(signs.subject))
    return speaks_of_failure and (from_reporter or signs.return_path == "")


def _kind_of_report(signs: Signs) -> Kind:
    actions = {one.action for one in signs.report.recipients if one.action}
    statuses = {one.status[:1] for one in signs.report.recipients if one.status}
    if actions:
        return Kind.DELAY if actions <= _NOT_FAILED and "delayed" in actions else _unfailed(actions)
    if statuses:
        return Kind.DELAY if statuses == {"4"} else Kind.BOUNCE
    if _DELAY.search(signs.subject) or (
        not _BOUNCE_SUBJECT.search(signs.subject) and _DELAY.search(signs.text[:4_000])
    ):
        return Kind.DELAY
    return Kind.BOUNCE


_NOT_FAILED = {"delayed", "delivered", "relayed", "expanded"}


def _unfailed(actions: set[str]) -> Kind:
    """A report of success alone is a machine's word, not a failure."""
    return Kind.AUTO_REPLY if actions <= _NOT_FAILED else Kind.BOUNCE


def _is_loop(signs: Signs, own: Own) -> bool:
    marks = {address_key(value) for value in signs.values("x-loop")}
    if any(own.has(mark) for mark in marks if mark):
        return True
    if any(own.has(one.address) for one in signs.from_):
        return True
    return sum(1 for _ in signs.values("received")) > _RECEIVED


def _is_auto_reply(signs: Signs, own: Own) -> bool:
    # RFC 3834, section 5: any value but "no" says that a machine wrote it; comments and parameters do not count.
    submitted = re.split(r"[;\s(]", signs.value("auto-submitted"), maxsplit=1)[0]
    if submitted == "no":
        return False
    if submitted:
        return not _is_own_group(signs, own)
    return _has_vendor_mark(signs) or bool(_AUTO_SUBJECT.match(signs.subject)) or _is_machine_sender(signs)


def _has_vendor_mark(signs: Signs) -> bool:
    if signs.report_type == "disposition-notification" or signs.content_type == "message/disposition-notification":
        return True
    if signs.value("precedence").strip("\"'") in {"auto_reply", "auto-reply"} or (
        signs.value("precedence") in {"bulk", "junk"} and not _has_list_mark(signs)
    ):
        return True
    if any(
        signs.has(name)
        for name in ("x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply", "x-autoresponder")
    ):
        return signs.value("x-autoreply") not in {"no", "false"}
    if signs.value("x-ms-exchange-generated-message-source") or signs.value("x-ms-exchange-inbox-rules-loop"):
        return True
    if signs.value("preference") == "auto_reply" or signs.value("delivered-to") == "autoresponder":
        return True
    return signs.value("x-facebook-notify") != "" or signs.value("x-fc-machinegenerated") == "true"


def _is_machine_sender(signs: Signs) -> bool:
    local = signs.from_[0].address.rpartition("@")[0] if signs.from_ else ""
    if _AUTO_SENDER.fullmatch(local) or _REPORTER.fullmatch(local):
        return True
    return signs.return_path == "" and bool(signs.from_)


def _has_list_mark(signs: Signs) -> bool:
    return any(signs.has(f"list-{name}") for name in ("id", "post", "unsubscribe", "help", "owner", "archive")) or (
        signs.value("precedence") == "list" or signs.has("mailing-list")
    )


def _is_list(signs: Signs, own: Own) -> bool:
    return _has_list_mark(signs) and not _is_own_group(signs, own)


def _is_own_group(signs: Signs, own: Own) -> bool:
    """Whether the list is a group of the desk's own, whose mail counts as written to the desk."""
    listed = signs.value("list-id")
    found = re.search(r"<([^<>]+)>", listed)
    plain = (found[1] if found else listed).strip().casefold()
    return bool(plain) and plain in {one.strip().strip("<>").casefold() for one in own.list_ids}


def failed(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Return the recipients that will never get the mail."""
    return tuple(one for one in recipients if one.action == "failed" or (not one.action and one.status.startswith("5")))
