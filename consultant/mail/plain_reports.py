"""Delivery reports in words: which addresses failed, why, and whether the server still tries.

Some eighty mail servers write them, each in its own form; what is listed here are the words that they use.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from consultant.mail.parsed import Recipient, address_key

_TOLD = 20_000
"""Characters of a report that are read; what was returned follows."""
_RECIPIENTS = 50
_NEAR = 800
"""Characters behind an address in which its reason is looked for."""

_LOCAL = r"[\w.!#$%&*+/=?^`{|}~-]"
_ADDRESS = rf"{_LOCAL}(?:{_LOCAL}|'(?={_LOCAL})){{0,63}}@(?:[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}|\[[\d.]{{7,15}}\])"
_BARE = re.compile(rf"(?<![\w.+@-])(?:mailto:|rfc822;)?({_ADDRESS})(?![\w@-])", re.IGNORECASE)
_QUOTED_LOCAL = re.compile(r'<("[^"\n]{1,64}"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>')

# What is returned begins here; addresses below are the sender's and other receivers'.
_COPY = re.compile(
    r"^[ \t>*|]{0,4}(?:[-=*_+]{2,120}+ ?original ?[-=*_+]{2}|[-=*_+]{2,120}+[^\n\w]{0,20}+(?:(?:this is a |included is a |a )?(?:copy of |the header of |start of |beginning of |the )*(?:the |your )?(?:original|returned|unsent|undelivered|failed|rejected)"
    r" (?:message|mail|e-?mail|letter)\b(?! (?:was|could|to|has)\b)|this is a copy of|below (?:this line )?is|message headers?\b|returned (?:message|mail)\b|headers? of|the header|your (?:original )?message\b(?: (?:begins|follows))|unsent message|message text follows|original headers?|原)"
    r"[^\n]{0,80}|-{3,} ?below this line is a copy of the message|(?:possibly )?(?:truncated )?original message (?:headers|follows|header)\b[^\n]{0,20}|included (?:below )?is (?:a|the) (?:copy of )?[^\n]{0,30}(?:message|header)|the (?:header and|first|top)\b[^\n]{0,40}lines"
    r"|the (?:original )?message (?:headers? )?(?:text )?(?:follows|is included|begins)\b[^\n]{0,30}:?|your message (?:reads|begins|follows)|(?:the )?unsent message follows|message (?:headers?|contents?|text|body) follows?|-{3,} ?original message|原(?:始)?邮件(?:内容|如下|头|标头)|(?:ursprüngliche|original-?) ?nachrichten(?:kopfzeilen|header)|en-têtes d[eu] (?:le |la )?messages? d['’]origine|encabezados? del? mensajes? original(?:es)?|intestazioni (?:del |di )?messagg\w+ original\w+|cabeçalhos? d[ea]s? mensage\w+ origina\w+|oorspronkelijke bericht(?:koppen|kopteksten)|ursprungliga meddelande\w+|oprindelige meddelelses?\w+|opprinnelige? melding\w+|oryginalne nagłówki|nagłówki (?:oryginaln\w+|wiadomości)|исходные заголовки|заголовки (?:исходного|оригинального)|元のメッセージ ?(?:の)?ヘッダー|原始邮件标头|原始(?:郵件|訊息)(?:的)?標頭|원본 메시지 ?(?:머리글|헤더)|záhlaví původní|původní záhlaví|özgün ileti üst|eredeti üzenet fejléc|received: ?from |return-path: ?<)",
    re.IGNORECASE | re.MULTILINE,
)

# A line that names a failed address and nothing else, or the address first and then the reason.
_LABELS = (
    r"failed (?:recipients?|addresse?s?(?:es)?|delivery to)|invalid (?:final delivery userid|recipients?|address(?:es)?)|bad (?:recipients?|address(?:es)?)|undeliverable (?:to|address(?:es)?)|recipients?(?: e-?mail)?(?: addresse?s?(?:es)?| list)?"
    r"|intended recipients?|to|rcpt to|delivery (?:failed )?(?:for|to)(?: recipients?)?|e-?mail address|address(?:es|ee)?|rejected recipients?|final-recipient|undelivered recipients?|could not (?:be )?deliver(?:ed)?(?: mail)? to|user|mailbox|account"
    r"|destinataires?|destinatarios?|destinatari|empfänger|odbiorca|получатель|кому|收件人(?:地址|邮箱)?|收信人|宛先|受信者|수신자|ontvanger|modtager|mottagare"
)
_LINE = re.compile(
    rf"^[ \t>|]{{0,8}}(?:[-*•·]{{1,2}}>? |\d{{1,3}}[.)] |\[\d{{1,3}}\] ?)?(?:(?:{_LABELS})[ \t]{{0,3}}[:：=\t][ \t]{{0,8}}(?:rfc822; ?)?)?"
    rf"(?:[^\n<>@:]{{0,80}}<(?:mailto:)?({_ADDRESS})>|[\"'(\[“‘]?(?:mailto:)?({_ADDRESS}))(?:<mailto:[^<>\s]{{1,200}}>)?[\"')\]”’>]{{0,3}}[ \t]{{0,3}}(?=$|[:：;,.(\[|-]|\.\.\.|[ \t]+(?:on|was|is|has|user|the|because|due|\(|-|failed|5\d\d|4\d\d)\b|[ \t]*[\u4e00-\u9fff])",
    re.IGNORECASE | re.MULTILINE,
)
_MORE = re.compile(rf">?(?:[ \t]?[,;][ \t]{{0,3}}(?:and )?|[ \t]and[ \t])<?({_ADDRESS})", re.IGNORECASE)
"""A further address of the same list."""
_COMMANDS = re.compile(rf"(?:RCPT TO: ?|rcpt ) ?<?(?:rfc822;)?({_ADDRESS})>?", re.IGNORECASE)
_REPLY = re.compile(rf"\b[45]\d\d[ -](?:#?[45]\.\d{{1,3}}\.\d{{1,3}} )?[^\n]{{0,120}}?({_ADDRESS})", re.IGNORECASE)
_SENTENCE = re.compile(
    rf"\b(?:deliver(?:ed|y|ing)?|recipients?|users?|mailbox(?:es)?|address(?:es)?|account|rejected|failed|bounced|unknown|reach|sent|send|message|mail)\b[^\n@]{{0,60}}?\b(?:to|for|of|by|:)?[^\n@]{{0,30}}?[\s<\"'(:]({_ADDRESS})",
    re.IGNORECASE,
)
_GENERATED = re.compile(rf"\((?:ultimately )?generated from ({_ADDRESS})\)", re.IGNORECASE)
"""What a program or a file that failed was delivered for."""
_BEFORE_IT = re.compile(
    r"(?:sender|from|reply-?to|message-id|in message|mail from|contact\w*|forward(?:ed)? (?:this|it)|administrator|assistance|support|help|postmaster|originator|return-path|visit|generated from)\b\W{0,3}[^\n@]{0,30}$",
    re.IGNORECASE,
)
_OF_RECIPIENTS = re.compile(r"recipient|not be delivered|failed|undeliverable", re.IGNORECASE)
"""A line that announces the failed addresses, whoever else it names."""
_LISTED = 2_000
"""Characters of a list behind its heading."""
_ARRIVED = re.compile(
    r"^(?!.*\b(?:not|un\w+|fail\w*|could|can|cannot|never)\b).*\b(?:delivered|successful\w*)\b", re.IGNORECASE
)
"""A heading over addresses that have the mail."""
_NEVER = re.compile(
    r"(?:postmaster|mailer-?daemon|mail-?daemon|maildaemon|abuse|hostmaster|no-?reply|do-?not-?reply|helpdesk|sysadmin)@",
    re.IGNORECASE,
)
_ID_LIKE = re.compile(r"[\w.$-]{0,40}(?:\d{12,}[\w.$-]*|\d{6,}\w*[.$-][\w.$-]{1,80})@|[0-9a-f]{20,}@", re.IGNORECASE)
"""What a mail is called, not whom it is for: many people's addresses are a number."""
_TOKEN = re.compile(rf"{_LOCAL}+")
_COPY_TO = re.compile(r"^[ \t>]{0,4}to:[ \t]*([^\n]{1,500})", re.IGNORECASE | re.MULTILINE)

_OWN_ACTION = re.compile(
    r">?[ \t]{0,3}[;,:][ \t]{0,8}(failed|delayed|delivered|relayed)[ \t]{0,3}(?=[;,:(]|$)", re.IGNORECASE | re.MULTILINE
)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_YOUR_MAIL = re.compile(
    r"\byour (?:\S+ )?(?:e-?mail|message|mail|letter)|\b(?:message|mail) (?:that )?(?:you )?sent|\bthe (?:following|attached|original) (?:message|mail|recipient|address)|\brecipients?\b|\b55\d[ -]|user unknown|unknown user|(?:ihre|deine) (?:\S+ )?(?:nachricht|e-?mail|mail)|empfänger|votre (?:\S+ )?(?:message|courriel|e-?mail|mail)|destinat|su (?:\S+ )?(?:mensaje|correo)|(?:sua|seu) (?:mensagem|e-?mail)|uw (?:bericht|e-?mail|mail)|geadresseerde|ontvanger|mottagare|modtager|mottaker|vastaanottaj|odbiorc|příjem|címzett|alıcı|получател|адресат|収信|宛先|受信者|收件|받는|수신|người nhận|παραλήπτ|您的(?:邮件|郵件)"
)
_FAILED_STATUS = re.compile(r"(?:\b[45]\d\d[ -]|#|[\s(])[45]\.[0-7]\.\d{1,3}(?![\d.])")
_CODE = re.compile(r"(?:^|[\s(:\"'<#])([45]\d\d)(?=[\s\-:)\"]|$)")
_BY_CODE = {"552": "5.2.2", "551": "5.1.6", "553": "5.1.3", "452": "4.2.2"}
# Words, in lower case, by which servers say what happened, with the status that they mean (RFC 3463, section 3).
_REASONS = tuple(
    (re.compile(words), status)
    for words, status in (
        (r"domain (?:name )?not found|host(?: or domain)? (?:name )?(?:not found|unknown)|no mx|unknown host|nxdomain|couldn['’]t find (?:any|a) host|name server|domain (?:does not|doesn['’]t) exist|no such (?:host|domain)|bad destination (?:host|system)", "5.1.2"),
        (
            (r"user unknown|unknown (?:user|recipient|address|local|mailbox)|no such (?:user|recipient|person|mailbox|address|account)|(?:user|account|mailbox|address|recipient|email|e-mail) (?:\S+ )?(?:does(?: not|n['’]t)|did not) exist|not (?:a )?(?:found|listed|known|valid (?:user|mailbox|recipient))"
            r"|invalid (?:recipient|mailbox|user|address)|recipient (?:address )?rejected|could(?:n['’]t| not) be found|was(?:n['’]t| not) found|mailbox (?:unavailable|not found)|unrouteable|no mailbox here|address (?:is )?unknown|doesn't have an account|not our customer|undeliverable address|bad destination mailbox"
            r"|does not have an account|user is unknown|existiert nicht|unbekannt|n['’]existe pas|no existe|não existe|non esiste|bestaat niet|не существует|不存在|無效|找不到|見つかりません|存在しません"),
            "5.1.1",
        ),
        (r"quota|mailbox (?:is )?full|over ?quota|mailfolder is full|out of (?:disk )?space|storage (?:limit|exceeded)|too full|not enough (?:disk )?space|voll|llen[ao]|pleine|cheia|已满|满了|переполнен|容量", "5.2.2"),
        (r"(?:account|mailbox|user) (?:is )?(?:disabled|inactive|suspended|blocked|deactivated)|account has been (?:disabled|suspended)|停用", "5.2.1"),
        (r"too (?:large|big)|size (?:limit|exceeds)|exceeds (?:the )?(?:maximum|size)|message size", "5.3.4"),
        (r"loop|too many hops", "5.4.6"),
        (r"relay(?:ing)? (?:denied|not)|unable to relay|not permitted to relay", "5.7.1"),
        (r"spam|blocked|blacklist|block ?list|policy|denied|not authorized|prohibited|reputation|virus|content|banned|垃圾邮件", "5.7.1"),
        (r"timed? ?out|retry time|(?:could not be|not been) delivered (?:for|within|in)|expired|too long|connection (?:refused|lost|timed)|no route|unreachable|giving up|超时", "4.4.7"),
    )
)  # fmt: skip

_STILL_TRIES = re.compile(
    r"delivery status notification \(delay\)|delayed mail|delivery (?:is |has been |was |temporarily )*(?:delayed|suspended|incomplete)|delivery delay|message (?:\S+ )?(?:is |has been |was )?(?:delayed|still (?:being|undelivered))|warning: (?:could not send|message)"
    r"|(?:this is )?a(?: temporary)? warning(?: message)? only|do not need to re-?send|not yet been delivered|has not been delivered yet|has not yet|(?:will|shall) (?:be retried|keep (?:on )?trying|continue to (?:try|be attempted)|retry|try again)|(?:attempts|tries) (?:will|to deliver the message will) (?:continue|be made)|still (?:being retried|trying|in the queue|undelivered|be retried)"
    r"|no action is required|temporarily (?:unable|deferred)|delivery will be (?:attempted|retried)|verzögert|verzögerung|retard(?:ée?|o) |retrasad|vertraagd|wird weiterhin versucht|pas encore (?:pu )?(?:être |été )|noch nicht (?:zugestellt|ausgeliefert)|bisher nicht (?:zugestellt|ausgeliefert)|(?:aún|todavía) no (?:se |ha )|ainda não (?:foi|pôde)|non è (?:stat[oa] )?ancora |non ancora (?:consegnat|recapitat)|nog niet (?:bezorgd|afgeleverd|worden)|ännu inte (?:kunnat )?leverer|endnu ikke (?:blevet )?lever|ennå ikke (?:blitt )?lever|ei ole vielä|jeszcze nie (?:został|dostarcz)|(?:ещё|еще|пока) не (?:было |удалось )?доставлен|henüz (?:teslim|iletil)|尚未(?:送达|投递|送達)|まだ(?:配信|配送|届)|아직 (?:배달|전송|전달)|försenad|forsinket|opóźnion|задерж|отложен|延迟|遅延|配信が遅れ"
)
_GAVE_UP = re.compile(
    r"permanent(?:ly)?\b|given up|giving up|gave up|will not be retried|not be retried|\(failure\)|fatal errors?|no further|could not be delivered (?:to|for (?:more|over))|has failed|delivery failed|undeliverable|returned to sender|cannot be delivered|unable to deliver (?:your|the) message to|was not delivered"
)

# What only a report on a delivery says, in lower case.
_FAILED = re.compile(
    r"this message was created automatically by (?:the )?(?:mail|smtp)|qmail-send program|i(?:'m| am) (?:sorry|afraid)[^\n]{0,40}(?:to (?:have to )?inform you|(?:i )?wasn't able to deliver|your message could not)|final-recipient:|reporting-mta:|diagnostic information for administrators"
    r"|the following (?:recipient|address|user|message|destination|mail)\S{0,4} (?:\S+ ){0,4}(?:could not be|had|failed|was not|cannot be|were not|has not|have failed|undeliverable)|delivery (?:has failed|to the following|failed|failure)|could(?: not|n['’]t) be (?:delivered|reached)|did not reach"
    r"|(?:was|were)(?: not|n['’]t) (?:able to be )?delivered|permanent (?:fatal )?(?:delivery )?(?:error|failure)|unable to deliver|undeliverable|undelivered|quarantined|(?:has|have)(?: not|n['’]t) (?:yet )?been delivered|not able to deliver|can ?not (?:be )?deliver(?:ed)?|returned to (?:the )?sender|address not found|message (?:blocked|not delivered|rejected)|failed to deliver"
    r"|error (?:while )?(?:delivering|sending)|delivery (?:attempt|of (?:the|your) (?:message|mail))[^\n]{0,40}fail|your (?:message|mail|e-?mail)[^\n]{0,80}(?:rejected|returned|bounced|blocked|refused)|transcript of session follows|considered unsolicited|delivery of the e-?mail was stopped|requested action not taken|no such user|mail delivery (?:failed|error)|user unknown|unknown user|mailbox (?:is )?full|over ?quota"
    r"|konnte(?:n)? nicht (?:zugestellt|ausgeliefert|übermittelt)|nicht zugestellt|n['’]a (?:pas )?pu être (?:remis|livré|délivré|distribué)|no se (?:pudo|ha podido|puede) entregar|não (?:pôde|foi possível|pode) (?:ser )?entreg|non (?:è stato possibile|può essere) (?:consegnar|recapitat)|kon(?:den)? niet worden (?:bezorgd|afgeleverd)"
    r"|تعذر (?:ال)?(?:تسليم|توصيل)|تعذّر (?:ال)?تسليم|لم يتم (?:تسليم|توصيل)|فشل (?:في )?(?:ال)?(?:تسليم|توصيل|إرسال)|לא ניתן למ(?:סירה|סור)|(?:ה?מסירה|משלוח)[^\n]{0,40}נכשל|נכשלה ה?מסירה|לא נמסר|не доставлен|falha na entrega|não é possível entregar|k[au]nn?(?:de)? inte levereras|det gick inte att leverera|k[au]n(?:ne)? ikke leveres|lever(?:ing|ansen?)[^\n]{0,40}(?:mislyk|feilet)|toimi(?:tus|ttaminen)[^\n]{0,60}epäonnistui|ei voi(?:tu|da) toimittaa|kézbesít(?:és|hetetlen|eni)[^\n]{0,40}(?:nem sikerült|sikertelen)|doručení[^\n]{0,60}nezdařilo|nepodařilo (?:se )?doručit|nedoručiteln|teslim(?:at)?[^\n]{0,20}(?:başarısız|edilemedi)|livrarea[^\n]{0,40}nu a reușit|δεν (?:ήταν δυνατή η παράδοση|παραδόθηκε)|παράδοση[^\n]{0,60}απέτυχε|배달(?:하지 못|되지 않|할 수 없)|không thể gửi|nie (?:można|mogła|mógł|udało się|został[ao]?) (?:było )?(?:dostarcz|doręcz)|не (?:может быть|было|удалось|была|доставлен)[^\n]{0,20}(?:доставлен|доставить)?|无法(?:送达|投递|发送)|未送达|退信|投递失败|發送失敗|無法(?:傳送|送達)|실패하였|실패했|발송실패|전송되지|반송|配信(?:でき|され)ません|配信に失敗|届けることができません|送信できません|エラーメール|未配达"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report in words is read from: its text, the receivers of the returned mail, addresses that never failed.

    ``named`` are addresses that the report's own headers name as failed.
    """

    text: str
    subject: str = ""
    named: Sequence[str] = ()
    returned_to: Sequence[str] = ()
    never: Sequence[str] = ()


def tells_of_failure(text: str) -> bool:
    """Tell whether a text begins with words that only a report on a delivery uses."""
    return bool(_FAILED.search(text[:3_000].lower()))


def speaks_of_your_mail(text: str) -> bool:
    """Tell whether a text tells its reader of his own mail, as every report does, or returns it."""
    return bool(_YOUR_MAIL.search(text[:3_000].lower()) or _COPY.search(text, 0, _TOLD))


def names_reason(text: str) -> bool:
    """Tell whether a text names an address and says, in a server's words, why it gets no mail."""
    low = text[:3_000].lower()
    return "@" in low and any(words.search(low) for words, status in _REASONS if status in {"5.1.1", "5.2.1"})


def gives_status(text: str) -> bool:
    """Tell whether a text names an address and the status of a failure or a delay, in whatever language."""
    return "@" in text and bool(_FAILED_STATUS.search(text))


def still_tries(subject: str, text: str) -> bool:
    """Tell whether a report says that the server has not given up yet."""
    subject = subject.lower()
    if _STILL_TRIES.search(subject):
        return True
    told = _told(text)[:3_000].lower()
    return bool(_STILL_TRIES.search(told)) and not _GAVE_UP.search(subject) and not _GAVE_UP.search(told)


def read_words(told: Told) -> tuple[Recipient, ...]:
    """Return the recipients of whom a report in words speaks, each with the status that fits its reason."""
    text = _told(told.text)
    action = "delayed" if still_tries(told.subject, told.text) else "failed"
    addresses = _addresses(told, text)
    common = _status(text) or ("4.0.0" if action == "delayed" else "5.0.0")
    found = []
    for one in addresses:
        near = _near(one, addresses, text)
        given = _OWN_ACTION.match(near)
        found.append(Recipient(one, _status(near) or common, given[1].lower() if given else action))
    return tuple(found)


def _told(text: str) -> str:
    cut = _COPY.search(text, 0, _TOLD)
    # A report may begin with a line that looks like the start of the copy.
    while cut is not None and not text[: cut.start()].strip():
        cut = _COPY.search(text, cut.end(), _TOLD)
    return text[: cut.start() if cut else _TOLD]


def _addresses(told: Told, text: str) -> list[str]:
    """The failed addresses, from the surest place that names any."""
    never = {address_key(one) for one in told.never}
    places: tuple[Callable[[], Iterable[str]], ...] = (
        lambda: told.named,
        lambda: [*_QUOTED_LOCAL.findall(text), *_named(_LINE, text)],
        lambda: _COMMANDS.findall(text),
        lambda: _named(_REPLY, text),
        lambda: _named(_SENTENCE, text),
        lambda: _named(_BARE, text),
        lambda: _BARE.findall(told.subject),
        lambda: _GENERATED.findall(text),
        lambda: _of_copy(told.text, text),
        lambda: told.returned_to,
    )
    for place in places:
        found = _distinct(
            one
            for one in place()
            if "//" not in one
            and address_key(one.rpartition("=")[2]) not in never
            and not _NEVER.match(one)
            and not _ID_LIKE.match(one)
        )
        if found:
            return found
    # A mail that someone sent to himself.
    return _distinct(one for place in places[1:4] for one in place() if not _NEVER.match(one))[:1]


def _of_copy(whole: str, text: str) -> list[str]:
    """The receivers of a mail that is returned within the text, whom the report names without a domain."""
    line = _COPY_TO.search(whole, len(text), len(text) + _TOLD)
    told = set(_TOKEN.findall(text.lower()))
    return [one for one in _BARE.findall(line[1]) if one.partition("@")[0].lower() in told] if line is not None else []


def _named(form: re.Pattern[str], text: str) -> Iterator[str]:
    """The addresses that stand where a form has its groups, but for those that are the sender's or a helper's."""
    for match in form.finditer(text):
        if match.lastindex and not _is_aside(text, match.start(match.lastindex)):
            yield match[match.lastindex]
            # A line "To:" rather names all receivers of the mail, whoever of them failed.
            lists = form is _SENTENCE or (form is _LINE and not _has_label(match))
            more = _MORE.match(text, match.end(match.lastindex)) if lists else None
            while more is not None:
                yield more[1]
                more = _MORE.match(text, more.end(1))


def _has_label(line: re.Match[str]) -> bool:
    return line[0][: line.start(line.lastindex or 0) - line.start()].strip(" \t<>\"'") != ""


def _is_aside(text: str, position: int) -> bool:
    """Whether the words before an address say that it is the sender's, a helper's, or no address."""
    line = text.rfind("\n", 0, position)
    before = text[max(line + 1, position - 120) : position]
    if _BEFORE_IT.search(before):
        return True
    above = text[max(text.rfind("\n", 0, max(line, 0)), position - 200, 0) : max(line, 0)]
    heading = text.rfind(":\n", max(position - _LISTED, 0), position)
    if heading > 0 and _ARRIVED.search(text[max(text.rfind("\n", 0, heading) + 1, heading - 200) : heading]):
        return True
    if "@" in above or _OF_RECIPIENTS.search(above):
        return False
    return not before.strip(" \t\n<>'\"(") and bool(_BEFORE_IT.search(above.rstrip(" \t\n:")[-80:]))


def _near(address: str, addresses: Sequence[str], text: str) -> str:
    """The words behind an address, up to the next one, in which its own reason stands; "" where it is not named."""
    position = text.find(address)
    if position < 0:
        return ""
    start = position + len(address)
    others = (at for one in addresses if one != address and (at := text.find(one, start)) > 0)
    return text[start : min(start + _NEAR, min(others, default=len(text)))]


def _status(text: str) -> str:
    given = _STATUS.search(text)
    if given is not None:
        return given[1]
    low = text.lower()
    meant = next((status for words, status in _REASONS if words.search(low)), "")
    code = _CODE.search(text)
    if code is None:
        return meant
    if meant:
        return f"{code[1][0]}{meant[1:]}"
    return _BY_CODE.get(code[1], f"{code[1][0]}.0.0")


def _distinct(addresses: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for one in addresses:
        plain = one.strip("<>").rstrip(".")
        found.setdefault(address_key(plain), plain)
    return list(found.values())[:_RECIPIENTS]
