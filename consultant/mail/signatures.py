"""Where a signature begins: behind "-- ", at the line that a phone adds, at the foot that a list or a scanner adds."""

import re

from consultant.mail.quote_marks import flatten

_LINES = 15
"""Lines of a signature behind "--"; a longer text is no signature."""
_REACH = 60
"""Lines from the end, blank ones too, in which a signature is looked for."""
_SIGNATURES = 6
"""Signatures and feet below each other that are taken off."""
_RULE_LENGTH = 10
_MARK = re.compile(r"\s{0,3}(?:--|[—–]{1,2})\s{0,2}$")
_NAMED = re.compile(r"(?:-- ?|-)[A-ZÀ-ÞА-Я][^\W\d_]*\.?(?: [A-ZÀ-ÞА-Я][^\W\d_]*\.?){0,3},?$")
_RULE = re.compile(r" *(?:_{5,}|-{5,}|={5,}|\*{5,}|- - - .*)$")
_CONTACT = re.compile(
    r"\b(?:tel|phone|fon|telefon|téléphone|tél|teléfono|telefone|mobil[e]?|cell|fax|www\.|https?://)|@[\w-]+\.|\+?\d[\d ()./-]{7,}\d",
    re.IGNORECASE,
)
_CONTACT_LINES = 8

_DEVICE = (
    r"i ?phon\w*|i ?pad\w*|i ?pod|ipod|android|samsung|galaxy|black ?berry|windows|outlook|hotmail|yahoo|mail|gmail|nokia|huawei|xiaomi|redmi|oppo|vivo|oneplus|pixel|motorola|htc|lg\b|sony|xperia|honor"
    r"|nexus|smart ?phone|phone|mobile?|mobil\w*|cell\w*|tablet|handy|device|handheld|treo|palm|galaxy|aquamail|bluemail|typeapp|nine|spark|superhuman|proton\w*|tuta\w*|k-9|thunderbird|zoho|aol"
    r"|verizon|at&t|sprint|t-mobile|telefon\w*|téléphone|móvil|celular|dispositivo|appareil|appli\w*|puhelim\w*|邮箱|邮件|手机|メール|почт\w*|телефон\w*|смартфон\w*|watch|mac\w*|hey|missive|front|fairphone"
)
# "Sent from my iPhone", by its first words; what follows must name a device or a program.
_SENT = (
    r"sent (?:from|via|with|using|by|on|through|securely|wirelessly)\b|securely sent\b|this (?:message|e-?mail) was sent (?:from|via|with|using)\b|verschickt (?:von|mit|über)\b|gesendet (?:von|mit|über|aus)\b|von (?:mein\w*|unterwegs)\b"
    r"|envoyé(?:e)? (?:de|depuis|à partir d|avec|via|par)\b|provenance ?:|enviado (?:desde|do|de|a partir|com|con|por|via|pelo|através)\b|enviada? (?:do|desde)\b|enviat des\b"
    r"|verzonden (?:vanaf|vanuit|met|via|van)\b|verstuurd (?:vanaf|vanuit|met|via|van)\b|inviato (?:da|dal|dall|con|tramite|via)\b|sendt (?:fra|med|via)\b|skickat (?:från|med|via)\b|skickades från\b|skickad från\b"
    r"|wysłan[eoay] (?:z|ze|przy|za)\b|отправлено (?:с|из|через|от)\b|послано с\b|надіслано (?:з|із|через)\b|відправлено (?:з|із)\b|odesláno (?:z|ze|pomocí)\b|odoslané (?:z|zo)\b|trimis (?:de|din|cu)\b|lähetetty\b|elküldve\b"
    r"|(?:đã )?(?:được )?gửi từ\b|dikirim (?:dari|dengan)\b|poslano (?:s|z)\b|στάλθηκε από\b|εστάλη από\b|נשלח מ|أرسلت? من|تم الإرسال من|مرسل من|ส่งจาก"
    r"|diese (?:nachricht|e-?mail|mail) wurde (?:von|mit|über)\b|ce message a été envoyé (?:de|depuis)\b|este mensaje (?:ha sido|fue) enviado desde\b"
    r"|发自(?:我的)?|发送自|来自(?:我的)?|從我的|發自(?:我的)?|寄自|從|由我的|从我的|从\s?windows"
)
_GET_OUTLOOK = (
    r"(?:get|download|holen sie sich|laden sie|télécharge[rz]|obtene[rz]|obtenir|obtenha|obtenga|descarga[r]?|scarica|ottieni|obter|baixar|hent|få|hanki|skaffa|hämta|pobierz|скачать|получить|завантажити|stáhnout|získat|获取|取得|下载|tải|nhận|ophalen)\b.{0,30}"
    r"\boutlook\b.{0,60}|outlook (?:für|voor|for|pour|para|per) (?:ios|android|mac|windows)\b.{0,80}|outlook.{0,12}(?:を入手|다운로드).{0,40}|(?:获取|取得|下载|使用).{0,20}outlook.{0,40}|get the new aol app.{0,80}|yahoo mail: .{0,80}"
)
_LINE = re.compile(
    rf"[ >]{{0,2}}[*_\[(–—-]{{0,3}} ?(?:(?:{_SENT})(?=.{{0,90}}(?:{_DEVICE})).{{0,120}}|{_GET_OUTLOOK}"
    rf"|.{{0,60}}(?:{_DEVICE}).{{0,40}}(?:gesendet|verschickt|から送信|から送信され(?:まし|てい)?た?|에서 보냄|에서 보냈습니다|gönderildi|küldve|傳送|发送|發送|寄出|versendet|kuldve|lähetetty)\W{{0,3}}"
    r"|lähetetty (?:iphone|ipad|android|samsung)\w*.{0,20}"
    r"|(?:please )?(?:excuse|pardon|forgive) (?:(?:any|my|the|brevity|typos?|spelling|errors?|and|or|mistakes?|terseness|auto-?correct\w*|for|short|message|this) ?[.,&/]? ?){1,9}.{0,30})$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:you received this message because you are subscribed|to (?:unsubscribe|stop receiving)|to view this discussion|unsubscribe ?[:(<]|for more options, visit|for additional commands"
    r"|virus-free\.|this e-?mail has been (?:checked|scanned)|diese e-?mail wurde (?:von|auf).{0,40}(?:viren|avast|avg)|l'absence de virus|este (?:correo|mensaje).{0,40}(?:virus|avast)"
    r"|questa e-?mail è stata controllata|ten e-mail został sprawdzony|this message has been scanned|libre de virus|garanti sans virus|virenfrei\.|do you yahoo!\?)",
    re.IGNORECASE,
)
_LIST_FOOT = re.compile(r"mailing list|mailinglist|listinfo|unsubscribe|@lists?\.", re.IGNORECASE)
_LINK_ALONE = re.compile(r"[ <(\[]*https?://\S+[ >)\]]*$|[ <(\[]*mailto:\S+[ >)\]]*$")
_ENDS = (".", "!", "?", ":", "：", "。", ",")


def is_signature_mark(line: str) -> bool:
    """Tell whether a signature begins behind this line ("-- " and its kin)."""
    return bool(_MARK.match(line))


def is_added_line(line: str) -> bool:
    """Tell whether a program added this line: a phone's name, a virus scanner's or a list's word."""
    flat = flatten(line)
    return 8 <= len(flat.strip()) <= 240 and bool(_LINE.match(flat) or _FOOT.match(flat.strip()))


def without_signature(lines: list[str]) -> list[str]:
    """Return the lines above the signature; blank lines and rules at the end go with it. May be empty."""
    end = _tail(lines, len(lines))
    for _ in range(_SIGNATURES):
        start = _signature_start(lines, end)
        if start is None:
            break
        end = _tail(lines, start)
    return lines[:end]


def drop_tail(lines: list[str]) -> list[str]:
    """Return the lines without blank ones and rules at their end."""
    return lines[: _tail(lines, len(lines))]


def _tail(lines: list[str], end: int) -> int:
    while end and (not (flat := flatten(lines[end - 1]).strip()) or (len(flat) >= _RULE_LENGTH and _RULE.match(flat))):
        end -= 1
    return end


def _signature_start(lines: list[str], end: int) -> int | None:
    """The first line of the signature with which the lines up to ``end`` close, or None."""
    start: int | None = None
    written = 0
    for index in range(end - 1, max(end - _REACH, -1), -1):
        line = flatten(lines[index])
        if not line.strip():
            continue
        if line.lstrip()[:1] in {">", "|"} or written > _LINES:
            break
        if _begins_signature(lines, index, end, written):
            start = index
            written = 0 if _MARK.match(lines[index]) else written
        written += 1
    return start


def _begins_signature(lines: list[str], index: int, end: int, written: int) -> bool:
    """Whether the line at ``index``, with ``written`` lines below it that say something, begins a signature."""
    if _MARK.match(lines[index]):
        return True
    line = flatten(lines[index])
    if written > _CONTACT_LINES:
        return False
    if _RULE.match(line):
        return written > 0 and _is_foot(lines[index + 1 : end])
    if is_added_line(line):
        return _is_short(lines[index + 1 : end])
    return written <= 3 and bool(_NAMED.match(line)) and index > 0 and not lines[index - 1].strip()


def _is_foot(lines: list[str]) -> bool:
    """Whether lines below a rule give an address card, or the foot of a list, and nothing else."""
    said = [line for line in map(flatten, lines) if line.strip()]
    if any(_LIST_FOOT.search(line) for line in said):
        return True
    return sum(bool(_CONTACT.search(line)) for line in said) >= 2 and all(len(line) < 90 for line in said)


def _is_short(lines: list[str]) -> bool:
    """Whether what stands below a phone's line belongs to it: a link, a name, a plea to excuse typing errors."""
    return all(
        not line.strip()
        or is_added_line(line)
        or _LINK_ALONE.match(line)
        or (len(line) < 40 and not line.rstrip().endswith(_ENDS))
        for line in lines
    )
