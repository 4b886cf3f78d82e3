"""What kind of mail this is: written by a person, by a machine, about a mail of ours, or our own come back."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from consultant.mail import kind_words as words
from consultant.mail.absences import is_receipt_note, is_vacation_note, requests, says_received, speaks_of_the_matter
from consultant.mail.note_score import read_signals, says_no_more, sounds_automatic
from consultant.mail.notices import is_case_notice, is_form, is_held, is_notice_sender, speaks_for_itself, tells_of_item
from consultant.mail.parsed import Address, Kind, Own, Recipient, address_key
from consultant.mail.plain_reports import gives_status, names_reason, speaks_of_your_mail, still_tries, tells_of_failure
from consultant.mail.reports import Report
from consultant.mail.signatures import without_signature
from consultant.mail.unattended import is_unread_note
from consultant.mail.vendor_marks import has_vendor_header

_RECEIVED = 60
"""Received lines after which a mail has gone in circles (servers stop at 50 to 100)."""

_SHORT = 300
"""Characters of a text that only adds to what the subject said."""
_NOTE = 900
"""Characters that no note needs whose words alone tell what it is."""
_HEAD = 1_500
"""Characters of a text in which a machine says what it is."""
_ANSWERING, _ABSENT, _EXPECTED, _ALONE, _MATTER = 4, 2, 3, 4, 3
"""Points of a note: that answers a mail; that answers by an absence and no more; whose subject is one; of any other; and
what more it needs where it also says what people say."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What the kind of a mail is read from. ``values`` gives the values of a header by its lower-case name, ``parts``
    are the content types of what came with the text (of a calendar with its method: "text/calendar").
    """

    values: Callable[[str], Iterable[str]]
    from_: tuple[Address, ...]
    return_path: str | None
    subject: str
    text: str
    content_type: str
    report_type: str
    parts: frozenset[str]
    report: Report
    names: frozenset[str]
    """The lower-case names of all headers."""

    def value(self, name: str) -> str:
        """Return the first value of a header, trimmed and in lower case, or ""."""
        return next(iter(self.values(name)), "").strip().lower() if name in self.names else ""

    def has(self, name: str) -> bool:
        """Tell whether a header is there."""
        return name in self.names

    @property
    def title(self) -> str:
        """The subject without what filters and lists set before it."""
        tags = words.TAGS.match(self.subject)
        return self.subject[tags.end() :] if tags else self.subject

    @property
    def local(self) -> str:
        """The local part of the sender."""
        return self.from_[0].address.rpartition("@")[0] if self.from_ else ""

    @property
    def head(self) -> str:
        """The text before anything quoted, as far as machines say in it what they are, in lower case."""
        return words.own_words(self.text[:_HEAD])

    @property
    def quotes(self) -> bool:
        """Whether something is quoted below: people's programs do so, and few machines."""
        return words.QUOTE.search(self.text[:_HEAD]) is not None

    @property
    def answers(self) -> bool:
        """Whether a mail is an answer to another one."""
        title = self.title
        named = self.has("in-reply-to") or self.has("references")
        return (named or bool(words.ANSWERS.match(title))) and not words.FORWARDS.match(title)


def classify(signs: Signs, own: Own) -> Kind:
    """Return the kind of a mail; reports first, for they carry the marks of the other kinds too."""
    if _is_complaint(signs):
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


def _is_complaint(signs: Signs) -> bool:
    if signs.report.feedback_type or signs.report_type == "feedback-report":
        return True
    return bool(words.COMPLAINT_SUBJECT.match(signs.subject)) and "message/rfc822" in signs.parts


def is_report(signs: Signs) -> bool:
    """Tell whether a mail reports on the delivery of another one."""
    if signs.report_type == "delivery-status" or signs.report.recipients:
        return True
    if signs.report_type == "disposition-notification" or _says_automatic(signs):
        return False
    if "@" in signs.value("x-failed-recipients"):
        return True
    if words.ANSWERS.match(signs.subject):
        # Some servers answer with the subject of what they return.
        return _is_daemon(signs) and tells_of_failure(signs.head) and not speaks_of_the_matter(signs.head)
    return _reports_in_words(signs)


def _reports_in_words(signs: Signs) -> bool:
    # The words are looked for last: that costs more than all else here, and a person's mail never comes so far.
    if _is_reporter(signs):
        named = words.DAEMON.fullmatch(signs.local) or words.BOUNCE_SUBJECT.search(signs.subject)
        says = (tells_of_failure, gives_status, names_reason)
        return bool(named) or any(one(signs.head) for one in says) or still_tries(signs.subject, signs.head)
    if "@" not in signs.text:
        return False
    # Nobody asks for help in a report, or speaks of a mailbox of his own.
    of_people = speaks_of_the_matter(signs.head) or words.FIRST_PERSON.search(signs.head)
    tells = words.BOUNCE_SUBJECT.match(signs.title) and not of_people
    if tells and tells_of_failure(signs.text) and (_returns_mail(signs) or speaks_of_your_mail(signs.text)):
        return True
    return _is_machine(signs) and tells_of_failure(signs.head)


def _returns_mail(signs: Signs) -> bool:
    return not signs.parts.isdisjoint({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"})


def _says_automatic(signs: Signs) -> bool:
    """Whether the subject is that of a vacation note, which may speak of mail that was not delivered to anyone."""
    return _is_sure(signs) or bool(words.AWAY_SUBJECT.match(signs.title) and _is_machine(signs))


def _is_sure(signs: Signs) -> bool:
    """Whether the subject alone says that a machine answers."""
    forms = (words.SURE_SUBJECT, words.AWAY_BEFORE)
    return any(form.match(one) for one in {signs.subject, signs.title} for form in forms) or (
        not words.ANSWERS.match(signs.title) and words.SURE_AFTER.match(signs.title) is not None
    )


def _is_daemon(signs: Signs) -> bool:
    return signs.return_path == "" or bool(words.REPORTER.fullmatch(signs.local))


def _is_reporter(signs: Signs) -> bool:
    """Whether a mail server speaks: by its address or name, or because no answer may come back to it."""
    if signs.return_path == "" or not signs.from_ or not any(one.address or one.name for one in signs.from_):
        return True
    return bool(words.REPORTER.fullmatch(signs.local)) or any(
        words.REPORTER_NAME.match(one.name) for one in signs.from_
    )


def _is_machine(signs: Signs) -> bool:
    return (
        signs.has("auto-submitted")
        or signs.value("precedence") in {"bulk", "junk"}
        or bool(words.NO_REPLY.fullmatch(signs.local))
    )


def _kind_of_report(signs: Signs) -> Kind:
    actions = {one.action for one in signs.report.recipients if one.action}
    statuses = {one.status[:1] for one in signs.report.recipients if one.status}
    if actions:
        return Kind.DELAY if actions <= _NOT_FAILED and "delayed" in actions else _unfailed(actions)
    if statuses:
        return Kind.DELAY if statuses == {"4"} else Kind.BOUNCE
    return Kind.DELAY if still_tries(signs.subject, signs.text) else Kind.BOUNCE


_NOT_FAILED = {"delayed", "delivered", "relayed", "expanded"}


def _unfailed(actions: set[str]) -> Kind:
    """A report of success alone is a machine's word, not a failure."""
    return Kind.AUTO_REPLY if actions <= _NOT_FAILED else Kind.BOUNCE


def _is_loop(signs: Signs, own: Own) -> bool:
    marks = {address_key(value.strip(" <>")) for value in signs.values("x-loop")}
    if any(own.has(mark) for mark in marks if mark):
        return True
    if any(own.has(one.address) for one in signs.from_):
        return True
    return sum(1 for _ in signs.values("received")) > _RECEIVED


def _is_auto_reply(signs: Signs, own: Own) -> bool:
    # RFC 3834, section 5: any value but "no" says that a machine wrote it; comments and parameters do not count.
    submitted = re.split(r"[;\s]", re.sub(r"\([^()]*\)", " ", signs.value("auto-submitted")).strip(" \"'"), maxsplit=1)[
        0
    ].strip("\"',")
    if submitted == "no":
        return False
    if submitted:
        return not _is_own_group(signs, own)
    if signs.has("x-list-administrivia"):
        return True
    return _is_receipt(signs) or _has_vendor_mark(signs) or _is_machine_sender(signs) or _speaks_like_a_machine(signs)


def _is_receipt(signs: Signs) -> bool:
    """Whether a mail program tells that a mail was opened, or that an invitation was answered."""
    if signs.report_type == "disposition-notification" or "message/disposition-notification" in signs.parts | {
        signs.content_type
    }:
        return True
    if words.RECEIPT.match(signs.subject) and words.RECEIPT_BODY.search(signs.head):
        return True
    return "text/calendar;reply" in signs.parts


def _has_vendor_mark(signs: Signs) -> bool:
    precedence = signs.value("precedence").strip("\"' ")
    if precedence in {"auto_reply", "auto-reply", "autoreply"} or (
        precedence in {"bulk", "junk"} and not _has_list_mark(signs) and not _asks_itself(signs.head)
    ):
        return True
    return has_vendor_header(signs.names, signs.value)


def _asks_itself(head: str) -> bool:
    """Whether a text asks, and of what only a person has to say; some programs of practices send all mail as bulk."""
    if words.ASKS_TO_BILL.search(head):
        return True
    return bool(words.ASKS.search(head) and (words.CODE.search(head) or read_signals(head).is_personal))


def _is_machine_sender(signs: Signs) -> bool:
    if words.AUTO_SENDER.fullmatch(signs.local) or words.DAEMON.fullmatch(signs.local):
        return True
    if words.REPORTER.fullmatch(signs.local):
        # A postmaster who asks something is a person.
        return signs.return_path == "" or not speaks_of_the_matter(signs.head)
    if words.NO_REPLY.fullmatch(signs.local):
        # A form on a web page names the person who filled it in.
        return not signs.has("reply-to") and not is_form(signs.head)
    if is_notice_sender(signs.local) and not _has_list_mark(signs):
        return speaks_for_itself(signs.head) and not is_form(signs.head)
    return signs.return_path == "" and bool(signs.from_)


def _speaks_like_a_machine(signs: Signs) -> bool:
    """Whether subject and text are those of a vacation note; a person's answer to one carries a prefix before it."""
    subject, head = signs.title, signs.head
    asks = words.ASKS.search(head) is not None
    if _is_sure(signs) and not (_is_of_people(signs) and (asks or requests(head))):
        return True
    if _says_so(head) or words.challenges(head):
        return True
    if _has_list_mark(signs):
        return False  # a list hands on what people write
    if _is_notice(signs, subject, head) or _is_absence(signs, subject, head):
        return True
    if _is_receipt_of_desk(subject, head, asks=asks):
        return True
    likely = not asks and (words.AWAY_SUBJECT.match(subject) or words.ANYWHERE_SUBJECT.search(subject.lower()))
    return bool(likely) and bool(words.PHRASE.search(head)) and not speaks_of_the_matter(head)


def _is_absence(signs: Signs, subject: str, head: str) -> bool:
    away = words.AWAY_ALONE.match(subject) or words.AWAY_AFTER.match(subject)
    if away and (is_vacation_note(head, expected=True) or _adds_nothing(subject, head)):
        return True
    answers = words.ANSWERS.match(subject) or signs.has("in-reply-to") or signs.has("references")
    told = head if answers else f"{subject.lower()}\n{head}"
    if not is_vacation_note(told, expected=False) or read_signals(head).is_personal:
        return False
    # A note answers a mail, or speaks of one.
    return bool(answers or away or words.AWAY_SUBJECT.match(subject) or words.YOUR_MAIL.search(told))


def _is_notice(signs: Signs, subject: str, head: str) -> bool:
    if is_held(head):
        return True
    if is_case_notice(signs.subject, head) and not words.ANSWERS.match(subject):
        return not ("?" in head and read_signals(head).is_personal)
    longer = len(head) > _NOTE and not any(word in head for word in words.ENDS)
    if longer or any(mark in head for mark in "?？؟") or signs.quotes:
        return False
    matter = speaks_of_the_matter(head)
    if not matter and tells_of_item(head if signs.answers else f"{subject.lower()}\n{head}"):
        return True
    written = "\n".join(without_signature(head.split("\n")))
    unread = not matter and is_unread_note(written)
    return unread or _adds_up(signs, subject, written, more=_MATTER if matter else 0)


def _adds_up(signs: Signs, subject: str, head: str, *, more: int) -> bool:
    if any(part.startswith("application/") and "signature" not in part for part in signs.parts):
        return False  # whoever sends a file has something to say
    if signs.answers:
        reading = read_signals(head)
        enough = _ABSENT if says_no_more(head, reading) else _ANSWERING
        return sounds_automatic(reading, enough + more)
    if words.ANSWERS.match(subject):
        return False
    told = f"{subject.lower()}\n{head}"
    away = any(form.match(subject) for form in (words.AWAY_ALONE, words.AWAY_AFTER, words.AWAY_SUBJECT))
    expected = away or words.ANYWHERE_SUBJECT.search(subject.lower())
    if not expected and not speaks_for_itself(told):
        return False
    reading = read_signals(told)
    enough = _EXPECTED if expected else _ALONE
    return sounds_automatic(reading, enough + more) and (bool(expected) or not reading.is_personal)


def _is_receipt_of_desk(subject: str, head: str, *, asks: bool) -> bool:
    received = words.RECEIVED_SUBJECT.match(subject)
    told = head if words.ANSWERS.match(subject) else f"{subject.lower()}\n{head}"
    expected = received or words.RECEIVED_ABROAD.match(subject)
    if is_receipt_note(told, expected=bool(expected)):
        return True
    if expected and len(head) < _SHORT and says_received(head) and not read_signals(head).is_personal:
        return True
    return bool(received and (words.RECEIPT_PHRASE if asks else words.PHRASE).search(head)) and (
        asks or not speaks_of_the_matter(head)
    )


def _is_of_people(signs: Signs) -> bool:
    """Whether a subject only uses a machine's words: "Automatic response from the payer", or those words alone."""
    sure = words.SURE_SUBJECT.match(signs.title)
    return sure is not None and (
        words.AUTO_ALONE.match(signs.title) is not None
        or words.GOES_ON.match(signs.title, sure.end()) is not None
        or not signs.title[sure.end() :].strip(" ?!.")
    )


def _adds_nothing(subject: str, head: str) -> bool:
    """Whether the subject is an absence and no more, and the text is short and says nothing else."""
    return (
        len(head) < _SHORT
        and " " in subject.strip()
        and words.AWAY_ALONE.match(subject) is not None
        and not speaks_of_the_matter(head)
    )


def _says_so(head: str) -> bool:
    if not any(word in head for word in words.AUTOMATIC):
        return False
    if words.SAYS_SO.search(head) or words.SAYS_SO_ABROAD.search(head):
        return True
    first = words.SAYS_SO_FIRST.match(head)
    return (
        first is not None and (len(head) < _SHORT or "above this line" in first[0]) and not speaks_of_the_matter(head)
    )


_LIST_HEADERS = frozenset(("mailing-list", "x-mailing-list", "x-mdmailing-list", "x-beenthere", "x-mailman-version", "list-subscribe", "x-listname", "x-list"))  # fmt: skip


def _has_list_mark(signs: Signs) -> bool:
    return any(signs.has(f"list-{name}") for name in ("id", "post", "unsubscribe", "help", "owner", "archive")) or (
        signs.value("precedence") == "list" or not _LIST_HEADERS.isdisjoint(signs.names)
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


def settled(recipients: Iterable[Recipient], kind: Kind) -> tuple[Recipient, ...]:
    """Return the recipients of a report, each with the action that its kind implies where the report names none."""
    implied = {Kind.BOUNCE: "failed", Kind.DELAY: "delayed"}.get(kind, "")
    return tuple(one if one.action else replace(one, action=implied) for one in recipients)
