"""Where a signature begins: behind "-- ", at the line that a phone adds, at the foot that a list or a scanner adds."""

import re

from consultant.mail.disclaimers import disclaimer_start
from consultant.mail.quote_marks import flat_lines, flatten

_LINES = 15
"""Lines of a signature behind "--"; a longer text is no signature."""
_LINES_BEHIND_MARK = 40
"""Lines of a signature behind the true mark, "-- " with its blank, which nobody writes by chance."""
_REACH = 60
"""Lines from the end, blank ones too, in which a signature is looked for."""
_SIGNATURES = 6
"""Signatures and feet below each other that are taken off."""
_RULE_LENGTH = 10
_LONG_RULE = 40
_SHORT_RULE = 3
"""A scanner's word or a card stands below a rule that may be as short as this."""
_MARK = re.compile(r"\s{0,3}(?:--|_{2,3}|[—–]{1,2})\s{0,2}$")
_DASHES = ("-", "--", "__", "___")
_NAMED = re.compile(r"(?:-- ?|-)[A-ZÀ-ÞА-Я][^\W\d_]*\.?(?: [A-ZÀ-ÞА-Я][^\W\d_]*\.?){0,3},?$")
_RULE = re.compile(r" *(?:_{5,}|-{5,}|={5,}|\*{5,}|- - - .*)$")
_CONTACT = re.compile(
    r"\b(?:tel|phone|fon|telefon|téléphone|tél|teléfono|telefone|mobil[e]?|cell|fax|www\.|https?://)|@[\w-]+\.|\+?\d[\d ()./-]{7,}\d",
    re.IGNORECASE,
)
_CONTACT_LINES = 8

_DEVICE = (
    r"i ?phon\w*|i ?pad\w*|i ?pod|ipod|android|samsung|galaxy|갤럭시|black ?berry|windows|outlook|hotmail|yahoo|mail|메일|gmail|courrier|nokia|huawei|xiaomi|redmi|oppo|vivo|oneplus|pixel|motorola|htc|lg\b|sony|xperia|honor"
    r"|nexus|smart ?phone|phone|mobile?|mobil\w*|cell\w*|tablet|handy|device|handheld|treo|palm|aquamail|bluemail|typeapp|nine|spark|superhuman|proton\w*|tuta\w*|k-9|thunderbird|zoho|aol"
    r"|verizon|at&t|sprint|t-mobile|telefon\w*|téléphone|móvil|celular|dispositivo|appareil|appli\w*|puhelim\w*|邮箱|邮件|郵件|手机|手機|メール|스마트폰|휴대폰|почт\w*|телефон\w*|смартфон\w*|watch|mac\w*|hey|missive|front|fairphone"
)
# "Sent from my iPhone", by its first words; what follows must name a device or a program. All in lower case, as is the
# line that they are looked for in: matching without regard to case costs five times as much.
_SENT = (
    r"sent (?:from|via|with|using|by|on|through|securely|wirelessly)\b|securely sent\b|this (?:message|e-?mail) was sent (?:from|via|with|using)\b|verschickt (?:von|mit|über)\b|gesendet (?:von|mit|über|aus)\b|von (?:mein\w*|unterwegs)\b"
    r"|envoyé(?:e)? (?:(?:de|depuis|à partir du?|avec|via|par)\b|à partir de\b|à partir d['’])|provenance ?:|enviado (?:desde|do|de|a partir|com|con|por|via|pelo|através)\b|enviada? (?:do|desde)\b|enviat des\b"
    r"|verzonden (?:vanaf|vanuit|met|via|van)\b|verstuurd (?:vanaf|vanuit|met|via|van)\b|inviato (?:da|dal|dall|con|tramite|via)\b|sendt (?:fra|med|via)\b|skickat (?:från|med|via)\b|skickades från\b|skickad från\b"
    r"|wysłan[eoay] (?:z|ze|przy|za)\b|отправлено (?:с|из|через|от)\b|послано с\b|изпратено (?:от|с|чрез)\b|надіслано (?:з|із|через)\b|відправлено (?:з|із)\b|odesláno (?:z|ze|pomocí)\b|odoslané (?:z|zo)\b|trimis (?:de|din|cu)\b|lähetetty\b|elküldve\b|küldve az?\b|saadetud\b"
    r"|(?:đã )?(?:được )?gửi từ\b|dikirim (?:dari|dengan)\b|poslano (?:s|z)\b|στάλθηκε από\b|εστάλη από\b|נשלח מ|أُ?رسلت? من|تم الإرسال من|مرسل من|ส่งจาก"
    r"|diese (?:nachricht|e-?mail|mail) wurde (?:von|mit|über)\b|ce message a été envoyé (?:de|depuis)\b|este mensaje (?:ha sido|fue) enviado desde\b"
    r"|傳送自|发自(?:我的)?|发送自|[来來]自(?:我的)?|從我的|發自(?:我的)?|寄件?自|從|由我的|从我的|从\s?windows"
)
_GET_OUTLOOK = (
    r"(?:get|download|holen sie sich|laden sie|télécharge[rz]|obtene[rz]|obtenir|obtenha|obtenga|descarga[r]?|scarica|ottieni|ottenere|obter|baixar|hent|få|hanki|skaff(?:a|a dig| deg)?|hämta|ladda ned|last ned|pobierz|скачать|получить|отримати|завантажити|stáhnout|stáhněte si|získa(?:t|jte)|descărcați|obțineți|λήψη|απόκτηση|lataa|töltse le|获取|取得|下载|下載|tải|nhận|ophalen)\b.{0,30}"
    r"\b(?:outlook|bluemail|aquamail|typeapp)\b.{0,60}|outlook (?:für|voor|for|pour|para|per) (?:ios|android|mac|windows)\b.{0,80}|(?:ios|android) ?版 ?(?:の )?outlook.{0,12}|outlook.{0,12}(?:を入手|다운로드).{0,40}|(?:获取|取得|下载|使用).{0,20}outlook.{0,40}|get the new aol app.{0,80}|yahoo mail: .{0,80}"
)
_EXCUSE = r"(?:please )?(?:excuse|pardon|forgive) (?:(?:any|my|the|brevity|typos?|spelling|errors?|and|or|mistakes?|terseness|auto-?correct\w*|for|short|message|this) ?[.,&/]? ?){1,9}.{0,30}|typos? (?:courtesy|brought to you|are|by).{0,60}"
_LINE = re.compile(
    rf"(?:(?:{_SENT})(?=[^,;]{{0,90}}(?<![a-zà-ÿа-я])(?:{_DEVICE})).{{0,120}}|{_GET_OUTLOOK}|{_EXCUSE})$"
)
_FROM_DEVICE = re.compile(
    r"(?:sent (?:from|on the go)|gesendet von|envoyé (?:de|depuis)|enviado (?:desde|do meu|a partir do)|verzonden (?:vanaf|vanuit)|verstuurd (?:vanaf|vanuit)|inviato (?:da|dal|dall['’])"
    r"|sendt fra|skickat från|wysłan[eoa] (?:z|ze)|отправлено (?:с|из)|надіслано з|odesláno (?:z|ze)|trimis de pe|lähetetty)\b"
)
_MY_DEVICE = re.compile(
    r"\b(?:from my|von meinem|de mon|depuis mon|desde mi|do meu|dal mio|vanaf mijn|fra min|från min|z mojego|с моего)\b"
)
_FEW_WORDS = 7
_BEGINNINGS = (
    "sent ", "securely ", "this ", "verschickt ", "gesendet ", "von ", "envoy", "provenance", "envi", "verz", "verst", "inviato ", "sendt ", "skicka", "wysłan", "отправлено ", "послано ", "изпратено ",
    "надіслано ", "відправлено ", "odesl", "odosl", "trimis ", "lähetetty", "elküldve", "küldve ", "saadetud", "đã ", "được ", "gửi ", "dikirim ", "poslano ", "στάλθηκε", "εστάλη", "נשלח", "أ", "تم", "مرسل", "ส่ง",
    "diese ", "ce ", "este ", "发", "来自", "來自", "傳送自", "從", "發", "寄", "由我", "从", "get ", "download", "holen ", "laden ", "télécharge", "obten", "descarga", "scarica", "ottieni", "obter", "baixar", "hent ", "få ",
    "hanki ", "skaff", "ladda ned", "last ned", "ottenere", "отримати", "stáhněte", "získaj", "descărc", "obțin", "λήψη", "απόκτηση", "lataa ", "töltse ", "下載", "ios", "android", "hämta ", "pobierz", "скачать", "получить", "завантажити", "stáhnout", "získat", "获取", "取得", "下载", "tải", "nhận", "ophalen", "outlook", "使用", "yahoo mail", "please ", "excuse ", "pardon ",
    "forgive ", "typo",
)  # fmt: skip
"""How every line that ``_LINE`` knows begins: looked at first, for nearly all lines begin otherwise."""
_ENDINGS = (
    "gesendet", "verschickt", "versendet", "から送信", "から送信された", "から送信されました", "から送信しました", "から送信されています", "에서 보냄", "에서 보냈습니다", "다운로드", "받기", "gönderildi", "gönderilmiştir", "edinin", "küldve",
    "kuldve", "傳送", "发送", "發送", "寄出", "lähetetty",
)  # fmt: skip
"""Languages that name the device first; it stands in a short line before these."""
_ENDING_LINE = 110
_NAMES_DEVICE = re.compile(rf"(?<![a-zà-ÿа-я])(?:{_DEVICE})")
_FOOT = re.compile(
    r"(?:\[quoted text hidden\]|you received this message because you are subscribed|to (?:unsubscribe|stop receiving)|to view this discussion|unsubscribe ?[:(<]|for more options, visit|for additional commands"
    r"|(?:<?https?://\S{1,300}\s{1,3})?(?:virus-free\.|virenfrei\.|libre de virus|garanti sans virus|sans virus\.|privo di virus|virusvrij\.)|this (?:e-?mail has been (?:checked|scanned)|message has been scanned)|diese e-?mail wurde (?:von|auf).{0,40}(?:viren|avast|avg)|l'absence de virus|este (?:correo|mensaje).{0,40}(?:virus|avast)"
    r"|questa e-?mail è stata controllata|ten e-mail został sprawdzony|do you yahoo!\?)"
)
_LIST_FOOT = re.compile(r"mailing list|mailinglist|listinfo|unsubscribe|@lists?\.", re.IGNORECASE)
_LINK_ALONE = re.compile(r"[ <(\[]*(?:https?://|mailto:|#)\S+[ >)\]]*$")
_ENDS = (".", "!", "?", ":", "：", "。", ",")


def is_signature_mark(line: str) -> bool:
    """Tell whether a signature begins behind this line ("-- " and its kin)."""
    return bool(_MARK.match(line))


def is_added_line(line: str) -> bool:
    """Tell whether a program added this line: a phone's name, a virus scanner's or a list's word."""
    return _is_added(flatten(line))


def without_signature(lines: list[str]) -> list[str]:
    """Return the lines above the signature; blank lines and rules at the end go with it. May be empty."""
    flat = flat_lines("\n".join(lines))
    end = _tail(flat, len(lines))
    for _ in range(_SIGNATURES):
        start = _signature_start(lines, flat, end)
        if start is None:
            start = disclaimer_start(flat, end)
        if start is None:
            break
        end = _tail(flat, start, _SHORT_RULE)
    return lines[:end]


def drop_tail(lines: list[str], rule: int = _RULE_LENGTH) -> list[str]:
    """Return the lines without blank ones and rules, of ``rule`` characters at least, at their end."""
    end = len(lines)
    while end and _is_blank_or_rule(flatten(lines[end - 1]), rule):
        end -= 1
    return lines[:end]


def is_rule(flat: str) -> bool:
    """Tell whether a flat line is a long line of dashes or the like."""
    return bool(flat.strip()) and _is_blank_or_rule(flat, _RULE_LENGTH)


def _tail(flat: list[str], end: int, rule: int = _RULE_LENGTH) -> int:
    """How many lines stand above the blank ones and the rules, of ``rule`` characters at least, before ``end``."""
    while end and _is_blank_or_rule(flat[end - 1], rule):
        end -= 1
    return end


def _is_blank_or_rule(flat: str, length: int) -> bool:
    line = flat.strip()
    if not line:
        return True
    if len(line) < length or line[0] not in "_-=*":
        return False
    return bool(_RULE.match(line)) if length == _RULE_LENGTH else not line.strip(line[0])


def _signature_start(lines: list[str], flat: list[str], end: int) -> int | None:
    """The first line of the signature with which the lines up to ``end`` close, or None."""
    start: int | None = None
    written = 0
    for index in range(end - 1, max(end - _REACH, -1), -1):
        line = flat[index].lstrip()
        if not line:
            continue
        if line[0] == ">" or written > _LINES_BEHIND_MARK:
            break
        mark = (
            line in _DASHES
            and is_signature_mark(lines[index])
            and (written <= _LINES or lines[index].startswith("-- "))
            and not _asks(lines[index], flat[index + 1 : end])
        )
        if mark or _begins_signature(flat, index, end, written):
            start = index
            written = 0 if mark else written
        written += 1
    return start


def _begins_signature(flat: list[str], index: int, end: int, written: int) -> bool:
    """Whether the line at ``index``, with ``written`` lines below it that say something, begins a signature."""
    line = flat[index]
    if written > _CONTACT_LINES:
        return False
    if line.lstrip()[0] in "_-=*":
        if _RULE.match(line):
            return written > 0 and (_is_foot(flat[index + 1 : end]) or _is_advertisement(line, flat[index + 1 : end]))
        if written <= 3 and index > 0 and not flat[index - 1].strip() and _NAMED.match(line):
            return True
    if not (_is_added(line) or _stands_alone(flat, index)) or (
        line.lstrip()[0].islower() and index > 0 and flat[index - 1][-1:].isalnum()
    ):
        # "... the note was / sent by phone" goes on from the line above.
        return False
    return _is_short(flat[index + 1 : end])


def _stands_alone(flat: list[str], index: int) -> bool:
    """Whether a line between blank ones says from what it was sent, in few words and without an end: any device."""
    line = flat[index].strip()
    if (
        index == 0
        or flat[index - 1].strip()
        or not line[-1:].isalnum()
        or "," in line
        or len(line.split()) > _FEW_WORDS
    ):
        return False
    low = line.lower()
    said = _FROM_DEVICE.match(low) or (_MY_DEVICE.search(low) and _NAMES_DEVICE.search(low))
    return bool(said) and (index + 1 == len(flat) or not flat[index + 1].strip())


def _asks(mark: str, below: list[str]) -> bool:
    """Whether dashes without the blank of a signature rather part a text that goes on to ask something."""
    if mark.endswith(" ") or not any(line.endswith(("?", "？")) for line in below):
        return False
    return not any(_CONTACT.search(line) for line in below)


def _is_foot(flat: list[str]) -> bool:
    """Whether lines below a rule give an address card, or the foot of a list, and nothing else."""
    said = [line for line in flat if line.strip()]
    if any(_LIST_FOOT.search(line) for line in said):
        return True
    return all(len(line) < 90 for line in said) and sum(bool(_CONTACT.search(line)) for line in said) >= 2


def _is_advertisement(rule: str, below: list[str]) -> bool:
    """Whether a long rule parts off a few lines that close with a link, as free mail adds them."""
    said = [line for line in below if line.strip()]
    return (
        len(rule.strip()) >= _LONG_RULE
        and rule.lstrip()[0] == "_"
        and len(said) <= 5
        and bool(_LINK_ALONE.match(said[-1]))
    )


def _is_short(flat: list[str]) -> bool:
    """Whether what stands below a phone's line belongs to it: a link, a name, a plea to excuse typing errors."""
    return all(
        not line.strip() or _is_added(line) or _LINK_ALONE.match(line) or (len(line) < 40 and not line.endswith(_ENDS))
        for line in flat
    )


def _is_added(flat: str) -> bool:
    low = flat.strip().lower()
    if not 8 <= len(low) <= 240:
        return False
    bare = low.lstrip(" >*_[(-")
    if bare.startswith(_BEGINNINGS) and bare[-1] not in "?？" and _LINE.match(bare):
        return True
    if len(low) <= _ENDING_LINE and low.rstrip(" .!。)]*_").endswith(_ENDINGS) and _NAMES_DEVICE.search(low):
        return True
    return bool(_FOOT.match(low))
