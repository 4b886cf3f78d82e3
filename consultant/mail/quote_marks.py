"""What stands above the copy of an earlier mail: separators, header blocks, marks of a forward and of a desk.

The words are those that Outlook, Lotus Notes, phones and web mail write in the languages of our askers.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

_BLANKS = {
    ord(char): " "
    for char in "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
}
_FLAT = str.maketrans(
    _BLANKS
    | dict.fromkeys(
        map(
            ord,
            "\r\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u180e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff",
        )
    )
    | dict.fromkeys(map(ord, "‐‑‒–—―‾"), "-")
)
_WIDTH = 1_000
"""Characters of a line that are looked at."""


def flat_lines(text: str) -> list[str]:
    """Return the lines of a text as ``flatten`` does each."""
    if not text.isascii() or "\t" in text or "\r" in text:
        text = text.translate(_FLAT)
    return [line[:_WIDTH].rstrip() for line in text.split("\n")]


def flatten(line: str) -> str:
    """Return a line for matching: one kind of blank and of dash, no marks of direction, at most 1,000 characters."""
    cut = line[:_WIDTH]
    return cut.rstrip() if cut.isascii() and "\t" not in cut else cut.translate(_FLAT).rstrip()


_ORIGINAL = (
    r"original(?: (?:message|appointment|e-?mail|text|mail))?|message original|repl(?:y|ied) message|message d['’]origine|mail original|courriel original"
    r"|original-?nachricht|ursprüngliche (?:nachricht|mail|e-mail)|mensaje original|correo original|mensagem original|oorspronkelijk bericht|originele? bericht"
    r"|messaggio originale|original(?: ?be[sk]+ed| meddelelse)|oprindelig (?:meddelelse|besked|mail)|opprinnelig (?:melding|e-post)|original melding"
    r"|ursprungligt meddelande|originalmeddelande|wiadomość oryginalna|oryginalna wiadomość|исходное (?:сообщение|письмо)|оригинальное сообщение"
    r"|оригінальне повідомлення|вихідне повідомлення|alkuperäinen viesti|původní (?:zpráva|e-mail)|pôvodná správa|eredeti üzenet|mesaj(?:ul)? original"
    r"|ori?jinal (?:mesaj|ileti)|özgün ileti|αρχικό μήνυμα|izvorna poruka|thư gốc|tin nhắn gốc|pesan asli"
    r"|(?:回复的)?原始?(?:邮件|信件|消息)|回复的原邮件|回覆的原?郵件|原始郵件|邮件原[件文]|原郵件|元のメッセージ|원본 ?(?:메시지|메일|이메일)|הודעה מקורית|الرسالة الأصلية"
)
_FROM = "from|von|de|da|van|fra|från|od|от|від"
_SEPARATOR = re.compile(
    rf"[-_*=]{{2,}}+[-_*= ]*+(?:{_ORIGINAL}|&nbsp;原始邮件&nbsp;)\s?:?[-_*= ]*(?:$|(?<=--) ?(?:{_FROM}) ?:.*@|(?<= )(?:{_FROM}) [^:]{{1,120}}[-_*=]{{2,}}$)",
    re.IGNORECASE,
)
_BARE_SEPARATOR = re.compile(rf"(?:{_ORIGINAL})\s?:?$", re.IGNORECASE)

_FORWARDED = (
    r"forwarded (?:message|e-?mail|mail|by .{1,200})|weitergeleitete (?:nachricht|mail|e-mail)|weitergeleitet von .{1,200}|message (?:transféré|transmis|réexpédié)"
    r"|réexpédié par .{1,200}|mensaje (?:reenviado|enviado)|reenviado por .{1,200}|mensagem (?:encaminhada|reencaminhada)|doorgestuurd bericht|doorgestuurd door .{1,200}"
    r"|messaggio (?:inoltrato|inviato)|inoltrato da .{1,200}|videresendt (?:besked|meddelelse|melding)|vidarebefordrat (?:meddelande|mejl|brev)"
    r"|wiadomość przekazana dalej|przekazana wiadomość|treść przekazanej wiadomości|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение"
    r"|переслане повідомлення|edelleenlähetetty viesti|välitetty viesti|přeposlaná zpráva|továbbított üzenet|mesaj redirecționat|iletilmiş mesaj|yönlendirilen (?:mesaj|ileti)"
    r"|προωθημένο μήνυμα|thư (?:đã )?chuyển tiếp|tin nhắn (?:được )?chuyển tiếp|转发的?(?:邮件|消息|信息)|轉寄的?(?:郵件|訊息)|转发邮件信息|転送(?:された)?メッセージ"
    r"|전달된 ?메(?:시지|일)|הודעה שהועברה|رسالة (?:معاد توجيهها|محولة)"
)
_FORWARD = re.compile(
    rf"(?:[-_*=]{{2,}}+[-_*= ]*+(?:{_FORWARDED})\s?:?[-_*= ]*"
    r"|(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado"
    r"|início da mensagem (?:re)?encaminhada|begin doorgestuurd bericht|inizio (?:del )?messaggio inoltrato|start på videresendt (?:besked|meddelelse)"
    r"|(?:begynnelse på )?videresendt melding|vidarebefordrat brev|początek przekazywanej wiadomości|начало (?:переадресованного|пересылаемого) (?:сообщения|письма)"
    r"|välitetty viesti alkaa|začátek přeposílané zprávy|下面是被转发的邮件|以下是(?:转发|轉寄)的?(?:邮件|郵件)|開始轉寄(?:訊息|郵件)|转发的邮件|転送されたメッセージ|전달된 메시지(?: 시작)?)\s?[:：])$",
    re.IGNORECASE,
)
_NOTES_HIDDEN = re.compile(r".{3,300}---\d{1,4}[./-]\d{1,2}[./-]\d{2,4} \d{1,2}[:.]\d\d.{0,8}---")
"""Lotus Notes: \"Inactive hide details for Dana ---11/23/2026 09:12:44 AM---her first words\"."""
_WAYS = ("above", "over", "oberhalb", "ovenfor", "över", "au-dessus", "encima", "arriba", "acima", "boven", "sopra", "powyżej", "выше", "上方", "之上")  # fmt: skip
_DESK = re.compile(
    rf"(?:.{{0,80}}[.!])?[\W_]*+(?:(?:please )?(?:type|write|enter|add|put)? ?(?:your )?(?:reply|replies|response|answer|text)\b.{{0,40}}\babove this (?:line|text)|reply above (?:this|the) line.{{0,40}}"
    rf"|.{{0,60}}(?:antwort\w*|réponse|répondez|respuesta|responda|resposta|antwoord|rispost\w+|rispondi|svar\w*|odpowied\w+|ответ\w*|回复|回信).{{0,40}}(?:{'|'.join(_WAYS)}).{{0,40}})[\W_]*$"
)
_GROUPWISE = re.compile(
    r">>>\s?(?=.{0,300}(?:@|\d[/.:]\d\d))(?!>).{4,400}?(?:>>>|[:：])?$|\"?[^\W\d_](?=.{0,300}\d[/.:]\d\d).{4,400}>>>$"
)
FORWARDED_SUBJECT = re.compile(
    r"\s*(?:fw|fwd|wg|tr|rv|enc|i|vb|doorst|pd|vl|vidb|továbbítás|ilt|videresendt|转发|轉寄|転送|전달)\s*(?:\[\d+\])?\s*[:：]",
    re.IGNORECASE,
)
"""A subject of a forward. "VS" and "TR" are answers in some languages, so a forward's text decides there."""


_SHORT = 40
_SIGN = re.compile(r"[:：<>|/@0-9年月日]")


class _Role(StrEnum):
    FROM = "from"
    SENT = "sent"
    TO = "to"
    SUBJECT = "subject"
    OTHER = "other"


_LABELS = {
    _Role.FROM: "from|von|absender|de|expéditeur|remitente|remetente|desde|van|afzender|da|mittente|fra|afsender|avsender|från|avsändare|od|nadawca|odesílatel|от|отправитель|від"
    "|lähettäjä|kimden|gönderen|feladó|de la|από|מאת|من|từ|người gửi|dari|從|发件人|发信人|发送人|寄件者|寄件人|發件人|差出人|送信者|보낸 사람|보낸사람|발신자|발신|šalje|pošiljatelj|saatja|nuo|no|จาก|भेजने वाला|प्रेषक|از|發信人",
    _Role.SENT: "sent|date|sent on|date sent|posted at|bereitgestellt|gesendet|gesendet am|datum|envoyé|envoyée|envoyé le|date d'envoi|date d’envoi|enviado|enviado el|enviado em|enviado a|enviada|enviada em|enviada el"
    "|enviadas|enviados|fecha|fecha de envío|data|data de envio|verzonden|verzonden op|inviato|inviato il|data invio|sendt|sendt den|dato|skickat|wysłano|wysłane|wysłana|data wysłania|отправлено"
    "|дата|дата отправки|надіслано|відправлено|đã gửi|đã gửi vào|gửi|ngày|发送时间|发送日期|發送時間|寄件日期|傳送時間|日期|时间|時間|送信日時|送信日|日付|日時|보낸 날짜|보낸날짜|날짜|lähetetty"
    "|päivämäärä|päiväys|pvm|odesláno|odoslané|dátum|gönderildi|gönderme tarihi|gönderim tarihi|tarih|elküldve|küldve|trimis|dată|expediat|εστάλη|στάλθηκε|ημερομηνία|נשלח|תאריך|تاريخ|التاريخ"
    "|تم الإرسال|أرسلت|تاريخ الإرسال|dikirim|tanggal|poslano|kuupäev|αποστολή|изпратено|išsiųsta|data išsiuntimo|nosūtīts|saadetud|ส่ง|วันที่|gönderilme|gönderilmiş|gönderim|भेजा गया|датум|послато|datums",
    _Role.TO: "to|posted to|bereitgestellt in|至|an|empfänger|à|a|pour|destinataire|destinataires|para|destinatario|destinatário|destinatari|aan|ontvanger|til|modtager|mottaker|till|mottagare|do|adresat|кому|получатель|до"
    "|vastaanottaja|komu|pro|kime|alıcı|címzett|către|catre|προς|אל|إلى|الى|đến|tới|người nhận|kepada|收件人|收件者|收信人|宛先|받는 사람|받는사람|수신자|수신|prima|za|saaja|kam|adressaat|ถึง|받은 사람|받은사람|प्रति|به",
    _Role.SUBJECT: "subject|betreff|objet|sujet|asunto|assunto|onderwerp|oggetto|emne|ämne|temat|тема|chủ đề|tiêu đề|主题|主題|主旨|标题|件名|제목|aihe|předmět|predmet|konu|tárgy|subiect|θέμα|נושא"
    "|الموضوع|الموضوع|perihal|teema|tema|tēma|ogg|относно|zadeva|เรื่อง|विषय|موضوع",
    _Role.OTHER: "cc|bcc|cci|cco|kopie|kopi|kopia|copie|copie à|copia|cópia|копия|копія|抄送|副本|密送|참조|kopio|bilgi|másolat|κοιν|κοιν.|עותק|نسخة|kópia|reply-to|reply to|antwort an|répondre à|importance|priority"
    "|wichtigkeit|priorität|importancia|prioridad|belang|priorità|prioritet|viktighet|prioritet|attachments|anlagen|pièces jointes|archivos adjuntos|anexos|bijlagen|allegati|附件|优先级|重要性|important|tags"
    "|organization|conversation|unterhaltung|sender|resent-from|sent by|gesendet von|mailed-by|return-path",
}  # fmt: skip
_ROLES = {name: role for role, names in _LABELS.items() for name in names.split("|")}
_LABEL = re.compile(r"[ ]{0,8}(?:\| ?)?[*_\[]{0,3}([^\W\d_][^:：\n*_\]]{0,22}?)[*_\] ]{0,4}[:：][*_\]]{0,3}")
_LABEL_WITHIN = re.compile(r"(?:^|\s)\*?([^\W\d_]{1,20})\s?\*?[:：]")
_COLUMN = " " * 10
"""How far Lotus Notes of old sets in the column of the sender."""
_ALONE = 22
"""Characters of the longest label; Lotus Notes writes each on a line of its own, without a colon."""
_BLOCK_LINES = 24
_GAP = 3
"""Lines over which one value is folded."""
_QUOTE = re.compile(r"(?:> ?)+")
_NAME = re.compile(r"[:：].*[^\W\d_]|[:：]\W*$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|[点时時]")


_DATED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d.{0,30}\d{1,2}[:.]\d\d")
_HOUR = re.compile(r"\d{1,2}[:.]\d\d(?![\d./])|[点时時]")


def may_begin(line: str) -> bool:
    """Tell whether a flat line has any of the signs without which no copy, quotation or attribution begins at it.

    Nearly all lines of a mail have none, and are not looked at any closer.
    """
    return len(line) <= _SHORT or not line[0].isalnum() or _SIGN.search(line) is not None


def is_separator(lines: Sequence[str], index: int) -> bool:
    """Tell whether the copy of an earlier mail begins at a line: a separator, or its header block."""
    line = lines[index].strip()
    if line[:1] in "-_*=&" and _SEPARATOR.match(line):
        return True
    if ">>>" in (line[:3], line[-3:]) and _GROUPWISE.match(line):
        return True
    if "---" in line and (_NOTES_HIDDEN.match(line) or _is_drawn_block(lines, index)):
        return True
    if lines[index].startswith(_COLUMN) and _is_column_block(lines, index):
        return True
    return is_header_block(lines, index)


def is_bare_separator(line: str) -> bool:
    """Tell whether a line says "Original Message" and nothing else, with dashes or without."""
    line = line.strip()
    return bool(_BARE_SEPARATOR.match(line) or _SEPARATOR.match(line))


def is_forward(line: str) -> bool:
    """Tell whether a line begins a forwarded mail."""
    line = line.strip()
    return bool(line) and (line[0] in "-_*=" or line[-1] in ":：") and bool(_FORWARD.match(line))


def is_desk_mark(line: str) -> bool:
    """Tell whether a desk asks at this line to answer above it."""
    return 12 < len(line) < 200 and may_hold_desk_mark(line) and bool(_DESK.match(_QUOTE.sub("", line.lower())))


def may_hold_desk_mark(text: str) -> bool:
    """Tell whether a text has a word without which no line of it is a desk's mark."""
    low = text.lower()
    return any(way in low for way in _WAYS)


def is_header_block(lines: Sequence[str], index: int) -> bool:
    """Tell whether the headers of a quoted mail begin at a line: its sender, and at least two of date, receiver, subject.

    A block that does not begin with its sender must name an address or a time, for people write memos in that form.
    """
    first = _role(lines[index])
    if first is None or first is _Role.OTHER:
        return first is None and _is_lotus_block(lines, index)
    roles, block = _roles(lines, index)
    if _Role.FROM not in roles or (first is _Role.FROM and not _NAME.search(block[0])):
        return False
    said = "\n".join(block)
    addressed, timed = "@" in said, _CLOCK.search(said) is not None
    # Without either it is a memo ("From: ER, To: OR"); people write those in any order.
    if not (addressed or timed) or (first is not _Role.FROM and not (addressed and timed)):
        return False
    if len(roles) >= 3 and (_Role.SUBJECT in roles or (_Role.SENT in roles and (addressed or _HOUR.search(said)))):
        return True
    return _is_block_in_a_line(block[0]) or (_Role.SENT in roles and "@" in block[0] and timed)


def _is_block_in_a_line(line: str) -> bool:
    """Whether the headers of a quoted mail stand in one line: HTML turned to text without its breaks."""
    roles = {_ROLES.get(found[1].casefold()) for found in _LABEL_WITHIN.finditer(line)}
    return "@" in line and {_Role.FROM, _Role.SENT, _Role.TO} <= roles


def is_header_line(line: str) -> bool:
    """Tell whether a flat line is one of the headers of a quoted mail ("Subject: RE: Knee")."""
    return _role(line) is not None


def _roles(lines: Sequence[str], index: int) -> tuple[set[_Role], list[str]]:
    roles: set[_Role] = set()
    block: list[str] = []
    gap = 0
    for line in lines[index : index + _BLOCK_LINES]:
        role = _role(line)
        if role is None:
            gap += 1
            if gap > _GAP or (not line.strip() and block and not block[-1].strip()):
                break
        else:
            if role is not _Role.OTHER and role in roles:
                break
            gap = 0
            if role is not _Role.OTHER:
                roles.add(role)
        block.append(line)
    return roles, block


def _role(line: str) -> _Role | None:
    found = _LABEL.match(line) if ":" in line or "：" in line else None
    return _ROLES.get(found[1].strip().casefold()) if found else None


def _is_drawn_block(lines: Sequence[str], index: int) -> bool:
    """Lotus Notes: each label in a box of its own, drawn of "|", "-" and ">"."""
    below = lines[index + 1 : index + 2]
    return lines[index].lstrip().startswith("|--") and any(_role(one.strip("| ")) is _Role.FROM for one in below)


def _is_column_block(lines: Sequence[str], index: int) -> bool:
    """Lotus Notes of old: the sender and the date in a column, receiver and subject in one beside it."""
    near = lines[index : index + 14]
    parts = [part for line in near if line.startswith(_COLUMN) for part in re.split(r" {3,}", line) if part]
    roles = {_ROLES.get(re.split(r"  |:", part.strip(), maxsplit=1)[0].casefold()) for part in parts}
    return _Role.TO in roles and _Role.SUBJECT in roles and any(map(_CLOCK.search, near))


def _is_lotus_block(lines: Sequence[str], index: int) -> bool:
    """Lotus Notes: name, date, then "To", "cc" and "Subject" each on a line of its own, values below them."""
    below = lines[index + 1 : index + 3]
    if len(lines[index]) > 200 or not any(one.lstrip()[:1].isdigit() for one in below):
        return False
    near = [one.strip() for one in lines[index : index + 16] if one.strip()]
    if len(near) < 4 or not (_DATED.match(near[1]) and len(near[1]) < 60):
        return False
    # A label may have its value beside it, where the copy was a table.
    labels = {_ROLES.get(re.split(r"  |:", one, maxsplit=1)[0].casefold()) for one in near[2:]}
    return {_Role.TO, _Role.SUBJECT} <= labels and _Role.FROM not in labels
