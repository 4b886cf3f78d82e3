"""The lines that mail programs put before quoted history, in the languages of our askers.

Each pattern is our own, made from the forms that Gmail, Outlook, Apple Mail, Thunderbird, Yahoo and phones write.
"""

import re

_ADDRESS_OR_DATE = r"(?:@|<|\d{1,4}[./:-]\d|\b\d{4}\b|[年월日])"

# What an attribution begins and ends with; between them stand a name, an address, a date, over at most four lines.
_FORMS = (
    (r"On\b", r"wrote|writes|said"),  # English
    (r"At\b", r"wrote|writes"),
    (r"El\b", r"escribi[óo]|ha escrito|escribe"),  # Spanish
    (r"(?:Le|Le\s+\w+\.?)\b", r"a [ée]crit(?:\s+sur\s+l'iPhone)?|a [ée]crit"),  # French
    (r"(?:Am|Den)\b", r"schrieb(?:en)?(?:\s+(?:Sie|[^\n:]{1,80}))?"),  # German
    (r"(?:Em|No dia)\b", r"escreveu"),  # Portuguese
    (r"Op\b", r"(?:schreef|heeft)(?:\s[^\n:]{0,120})?|het volgende geschreven"),  # Dutch
    (r"(?:Il(?: giorno)?|In data)\b", r"ha scritto|scrive"),  # Italian
    (r"(?:Den|D\.|På|\d{1,2}\.?\s\w{3}|(?:man|tirs?|ons|tors?|fre|lør|lör|søn|sön|mån|tis)\.?\s?\d)\s?", r"skrev(?:\s[^\n:]{0,120})?|følgende"),  # Danish, Norwegian, Swedish
    (r"(?:W dniu|Dnia|[Ww]|(?:pon|wt|śr|czw|pt|sob|niedz)\.,)\s?", r"napisał(?:\(a\)|a|/a)?|pisze"),  # Polish
    (r"(?:\d{1,2}[. ]|(?:пн|вт|ср|чт|пт|сб|вс),\s|(?:Понедельник|Вторник|Среда|Четверг|Пятница|Суббота|Воскресенье),\s)",
     r"пис(?:ал|ала|ал\(а\)|ал\s?\(-а\))|написал(?:а|\(а\))?|пишет"),  # Russian
    (r"(?:Vào|Ngày|Lúc)\b", r"đã viết|viết"),  # Vietnamese
    (r"(?:在|于|於)?\s?\d{4}\s?[年/-]|.{0,80}(?:于|於)\s?\d{4}\s?年|在\s", r"写道|寫道|写到|寫到|编写|撰寫"),  # Chinese
    (r"\d{4}\s?[年/-]", r"のメール|書きました|wrote|(?:さん)?(?:は|が)(?:以下のように)?書きました"),  # Japanese
    (r"\d{4}\s?년", r"작성"),  # Korean
)  # fmt: skip

ATTRIBUTION = re.compile(
    "|".join(
        rf"(?:[ \t]*(?:{start})(?=[^\n]{{0,300}}(?:\n[^\n]{{0,300}}){{0,2}}{_ADDRESS_OR_DATE})"
        rf"[^\n]{{0,300}}?(?:\n(?!\s*\n)[^\n]{{0,300}}?){{0,3}}(?:{end})\s?[:：]?[ \t]*)(?=\n|\Z)"
        for start, end in _FORMS
    )
)
"""Matches at the start of a line: an attribution that may be folded over up to four lines."""

# "Dana Whitlock <dana@x.example> wrote:" and its sisters, on one line, with an address or a date in it.
NAME_FIRST = re.compile(
    r"[^\n]{2,200}(?:<[^<>\s@]+@[^<>\s]+>|\(?[\w.+-]+@[\w.-]+\)?|\d{4})[^\n]{0,80}?\b(?:wrote|writes|schrieb|a [ée]crit|escribi[óo]|escreveu"
    r"|ha scritto|schreef|skrev|napisał(?:\(a\)|a)?|писал(?:а|\(а\))?|написал(?:а|\(а\))?|đã viết|写道|寫道)[^\n:]{0,20}\s?[:：][ \t]*(?=\n|\Z)"
)

# In any language: one line with an address in brackets and a date or time, and a colon at its end.
DATED_ADDRESS = re.compile(
    r"(?=[^\n]{0,250}(?:\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d|[年월]))[^\n]{4,200}<[^<>\s@]+@[^<>\s]+>[^\n<>]{0,60}[:：][ \t]*(?=\n|\Z)"
)

# Lines such as "-----Original Message-----".
SEPARATOR = re.compile(
    r"[ \t]*[-_*= ]{2,}[ \t]*(?:Original Message|Original Appointment|Reply Message|Original-Nachricht|Originalnachricht"
    r"|Ursprüngliche Nachricht|Message d'origine|Message original|Message d’origine|Mensaje original|Mensagem original"
    r"|Oorspronkelijk bericht|Originele bericht|Messaggio originale|Messaggio Originale|Original besked|Oprindelig meddelelse"
    r"|Opprinnelig melding|Ursprungligt meddelande|Originalmeddelande|Wiadomość oryginalna|Oryginalna wiadomość"
    r"|Исходное сообщение|Оригинальное сообщение|Thư gốc|Tin nhắn gốc|原始邮件|原始郵件|原邮件|元のメッセージ|Original E-?mail)"
    r"[ \t]*[-_*= ]{2,}[ \t]*(?=\n|\Z)",
    re.IGNORECASE,
)

FORWARD = re.compile(
    r"[ \t]*(?:[-_*= ]{2,}[ \t]*(?:Forwarded message|Forwarded Message|Forwarded by[^\n]{0,200}|Weitergeleitete Nachricht"
    r"|Weitergeleitete Mail|Message transféré|Message transmis|Mensaje reenviado|Mensaje enviado|Mensagem encaminhada"
    r"|Doorgestuurd bericht|Messaggio inoltrato|Messaggio inviato|Videresendt besked|Videresendt meddelelse|Videresendt melding"
    r"|Vidarebefordrat meddelande|Wiadomość przekazana dalej|Przekazana wiadomość|Treść przekazanej wiadomości"
    r"|Пересылаемое сообщение|Пересланное сообщение|Thư đã chuyển tiếp|Tin nhắn được chuyển tiếp|转发的邮件|转发邮件|轉寄郵件"
    r"|転送されたメッセージ|転送メッセージ|Forwarded Mail)[ \t]*[-_*= ]{2,}"
    r"|(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message (?:transféré|réexpédié)|Inicio del mensaje reenviado"
    r"|Início da mensagem (?:re)?encaminhada|Begin doorgestuurd bericht|Inizio messaggio inoltrato|Start på videresendt besked"
    r"|Videresendt melding|Vidarebefordrat brev|Początek przekazywanej wiadomości|Начало переадресованного (?:сообщения|письма)"
    r"|下面是被转发的邮件|開始轉寄訊息|转发的邮件|転送されたメッセージ)\s?[:：])[ \t]*(?=\n|\Z)",
    re.IGNORECASE,
)

_FROM = "From|Von|De|Van|Da|Fra|Från|Od|От|Từ|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|Remitente|Expéditeur"
_SENT = (
    "Sent|Date|Gesendet|Datum|Envoyé|Date d'envoi|Enviado(?: el| em)?|Fecha|Data|Enviada(?: em)?|Verzonden|Inviato|Sendt|Dato|Skickat"
    "|Wysłano|Отправлено|Дата|Đã gửi|Ngày|发送时间|發送時間|寄件日期|日期|送信日時|送信日|日付|보낸 날짜"
)
_TO = "To|An|À|A|Para|Aan|Til|Till|Do|Кому|Đến|Tới|收件人|收件者|宛先|받는 사람|Destinataire|Destinatario"
_SUBJECT = (
    "Subject|Betreff|Objet|Asunto|Assunto|Onderwerp|Oggetto|Emne|Ämne|Temat|Тема|Chủ đề|Tiêu đề|主题|主旨|件名|제목"
)


def _label(names: str) -> str:
    return rf"[ \t]*[*_]{{0,2}}(?:{names})[*_]{{0,2}}\s?[*_]{{0,2}}[:：][*_]{{0,2}}[ \t]*"


# Outlook's header block: From, then at least two of Sent, To, Subject within the next lines.
HEADER_BLOCK = re.compile(
    rf"{_label(_FROM)}[^\n]{{1,300}}\n(?:[^\n]{{0,300}}\n){{0,2}}?{_label(_SENT)}[^\n]{{1,200}}\n"
    rf"(?:[^\n]{{0,500}}\n){{0,4}}?{_label(f'{_SUBJECT}|{_TO}')}",
    re.IGNORECASE,
)
"""Matches at the start of its first line."""

FORWARDED_SUBJECT = re.compile(
    r"\s*(?:fw|fwd|wg|tr|rv|enc|i|vb|doorst|pd|vl|videresendt|转发|轉寄|転送)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)
"""A subject of a forward. "VS" and "TR" are answers in some languages, so a forward's text decides there."""

SIGNATURE_LINE = re.compile(
    r"[ \t]*(?:Sent from my [^\n]{2,60}|Sent from (?:Mail|Outlook|Yahoo|Samsung|iPhone|iPad|Proton)[^\n]{0,80}|Get Outlook for [^\n]{2,60}"
    r"|Sent (?:via|with) [^\n]{2,60}|Von meinem [^\n]{2,40} gesendet|Gesendet (?:von|mit) [^\n]{2,60}|Envoyé (?:de|depuis) mon [^\n]{2,40}"
    r"|Enviado (?:desde|do|de) (?:mi|meu) [^\n]{2,40}|Verzonden vanaf mijn [^\n]{2,40}|Verstuurd vanaf mijn [^\n]{2,40}"
    r"|Inviato da(?:l mio)? [^\n]{2,40}|Sendt fra min [^\n]{2,40}|Skickat från min [^\n]{2,40}|Wysłane z [^\n]{2,40}"
    r"|Отправлено с [^\n]{2,40}|Được gửi từ [^\n]{2,40}|从我的 ?[^\n]{2,30}发送|發自我的 ?[^\n]{2,30}|发自我的 ?[^\n]{2,30}|iPhoneから送信)[ \t]*"
    r"(?=\n|\Z)",
    re.IGNORECASE,
)
