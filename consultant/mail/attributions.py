"""The line by which a mail program says who wrote what it quotes, in the languages of our askers.

Facts alone are listed here: the words that programs write. A line counts by its shape: it ends with a verb of writing
and a colon, and names a date or an address.
"""

import re
from collections.abc import Sequence

_LINES = 4
"""Lines over which mail programs fold an attribution."""
_LENGTH = 600
"""Characters of a whole attribution."""

_VERBS = (
    r"wrote|writes|ha[ds] written|schrieb(?:en)?|geschrieben|said the following|a [ée]crit(?:\s+(?:sur|de) l['’]iPhone)?|escribi[óo]|ha escrito|escribe|escreveu|va escriure|ha escrit|missatge de|escribiu"
    r"|ha scritto|scrive|schreef|heeft|geschreven|skrev|skreiv|napisał(?:\(a\)|/a|a)?|napisana|pisze"
    r"|писал(?:\s?\(-?а\)|а)?|написал(?:\s?\(-?а\)|а)?|пишет|пише|написа(?:в|ла|в\(ла\)|о(?:/ла)?)?|писали|đã viết|viết"
    r"|napsal(?:\(a\)|a)?|nap[íi]sal(?:\(a\)|a)?|kirjoitti|írta|a scris|yazdı|yazmış|έγραψε|kirjutas|rašė|rakstīja|napisao(?: je| la je)?|napisala je"
    r"|je napisa[ol]a?|menulis|kata|tulis|نوشت|כתב(?:/ה|ה)?|كتب|الكتابة"
)
_UNSPACED_VERBS = r"写道|寫道|写到|寫到|写的|编写|撰寫|のメール|書きました|님이 작성|작성|쓴 글|ने लिखा|เขียนว่า|כתב/ה"

# In lower case, as the line is that they are looked for in. The verb, then perhaps the writer's name or the date, then a colon that ends the line.
_ENDS = re.compile(
    rf"(?:(?<!\w)(?:{_VERBS})(?!\w)|(?<=>)wrote|{_UNSPACED_VERBS})(?:[^:：\n]|:(?=\s?\d|//|[\w.+-]{{1,64}}@)){{0,160}}[:：]$"
)
# Zoho: "---- On Mon, 23 Nov 2026 09:12:44 -0500 Dana <dana@x.example> wrote ----".
_BETWEEN_DASHES = re.compile(
    rf"(?<!-)-- ?.{{4,400}}(?<!\w)(?:{_VERBS}|{_UNSPACED_VERBS})\s?[:：]?\s?-{{2,}}$", re.IGNORECASE
)
# An address in brackets and a colon need no verb beside a date: Gmail in Russian, Hebrew, Japanese, and of old in all.
_ADDRESS_ENDS = re.compile(
    r"(?:<[^<>\s@]+@[^<>\s]+>|\([^()\s@]+@[^()\s]+\)|[ ,][^\s@<>]{1,64}@[^\s<>]{3,200}[\w])\s?[:：]$"
)
_STARTS = re.compile(
    r"(?:[-–—>*\"'‘“(<\[_]{0,12}\s?)?(?:On|At|El|O|La|Le|Am|Um|Den|Em|No dia|Op|Il|In data|In a message dated|På|W dniu|Dnia|Dne|Dňa|На|V|În|Pe|Στις|Vào|Ngày|Lúc|Pada|În data|Wiadomość"
    r"|בתאריך|ב-|في|بتاريخ|在|于|於|\d)",
    re.IGNORECASE,
)
_NAME_ADDRESS = re.compile(r"[^<>@]{1,80}<(?:[^<>\s@]+@[^<>\s]+>|$)")
_DATE = re.compile(r"\d{4}|\d{1,2}[./-]\s?\d{1,2}|\d{1,2}[:.]\d\d|[年月日٠-٩]")
_DAY = re.compile(r"\d{4}|\d{1,2}[./-]\s?\d{1,2}|[年月日٠-٩]")
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?!\d)|[时時点]\d")
_BY_PROGRAM = re.compile(
    r"\d [+-]\d{4}\b|\b(?:wrote on|schrieb am|a écrit le|escribió el|ha scritto il|escreveu em) .{6,12}\d:\d\d:\d\d"
)
"""A zone, or a second behind the verb (Lotus Notes): people write neither, though records may be dated to the second."""
_TO_READER = re.compile(r"\b(?:you wrote|vous avez écrit|sie schrieben|вы писали)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMERIC = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_ADDRESS = re.compile(r"[^\s@<>(]@[^\s@<>)]")
_SELF = re.compile(
    r"\b(?:I|we|ich|wir|je|nous|yo|nosotros|eu|nós|io|noi|ik|wij|jeg|vi|jag|ja|my|я|мы)\b|我", re.IGNORECASE
)
_QUOTING = re.compile(
    r"(?:Quoting|Zitat von|Mensaje citado por|Mensagem citada por|Message cité par|Citando(?: a)?|Selon|Citát|Citerar|Citerer|Citeren|Quotando|Cytowanie|Цитирую) .{2,120}:$"
)
_GLUED = re.compile(r":(?= {2,}\S)")
_IN_NEWS = re.compile(
    r"(?:wrote in (?:message|news)|schrieb im newsbeitrag|schrieb in (?:nachricht|news)|a écrit dans le message(?: de)?|escribió en el mensaje|ha scritto nel messaggio|escreveu na mensagem"
    r"|skrev i (?:meddelandet|meldingen?|en meddelelse|meddelelsen)|schreef in bericht|napisał\S* w wiadomości|в новостях(?: следующее)?) ?:? ?<?(?:news: ?)?[^\s@<>]{1,120}@[^\s<>]{1,120}?>?\.{0,3}$"
)
"""Outlook Express in news groups."""
_LAST = {":", "：", ">"}
_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?;] |[?!;]")
_NAME_ALONE = 80
"""Characters of an attribution that names neither date nor address."""


def attribution_end(lines: Sequence[str], index: int) -> int | None:
    """Return the line behind an attribution that starts at ``index``, or None; ``lines`` are flat (see ``flatten``)."""
    whole = lines[index].strip()
    if not whole or len(whole) > _LENGTH:
        return None
    if _ends_attribution(whole):
        return index + 1
    if ":  " in whole and _ends_before_quotation(whole):
        return index + 1
    if whole[-1] not in ":：" and _may_be_folded(whole):
        for end, following in enumerate(map(str.strip, lines[index + 1 : index + _LINES]), start=index + 2):
            if not following and end < len(lines) and lines[end].lstrip()[:1] == "<":
                continue
            # The bracket that closes an address looks like a mark of quotation.
            closes = following[:1] == ">" and whole.rfind("<") > whole.rfind(">")
            if not following or len(whole) + len(following) > _LENGTH or (not closes and _begins_anew(following)):
                break
            whole = f"{whole}{following}" if closes or whole.endswith("<") else f"{whole} {following}"
            if _ends_attribution(whole):
                return end
    return None


def names_a_mail(attribution: str) -> bool:
    """Tell whether an attribution can only speak of a mail: by an address, by signs of a program, or by a time beside a date in words.

    "On 11/23/2026 09:12 Dr. Lee wrote:" may introduce a note of the record as well.
    """
    if any(sign.search(attribution) for sign in (_ADDRESS, _BY_PROGRAM, _TO_READER, _BETWEEN_DASHES)):
        return True
    dated = _YEAR.search(attribution) and _TIME.search(attribution)
    return bool(dated) and (_NUMERIC.search(attribution) is None or "年" in attribution)


def introduces_quotation(line: str) -> bool:
    """Tell whether a flat line names a writer and nothing more ("Dana Whitlock wrote:"); only quoted lines prove it."""
    line = line.strip()
    if line[-1:] not in _LAST:
        return False
    if _QUOTING.match(line):
        return True
    if line[-1:] == ">" and _DAY.search(line):
        # Gmail of old in some tongues: "2026/4/7 Dana Whitlock <dana@x.example>".
        return bool(_STARTS.match(line) and _NAME_ADDRESS.match(line) and not _SELF.search(line))
    if line[-1:] not in {":", "："} or _SELF.search(line):
        return False
    if len(line) <= _NAME_ALONE and _ENDS.search(line.lower()):
        return True
    # A form that no program of ours is known for: an address or a time, and a name.
    signs = _ADDRESS.search(line) or (_DAY.search(line) and _TIME.search(line))
    return bool(signs) and len(line) <= 2 * _NAME_ALONE and not _SENTENCE.search(line)


def _begins_anew(line: str) -> bool:
    """Whether a line is a quotation or a new attribution, and not the rest of the line above."""
    if line[0] in ">|":
        return True
    # A time alone rather belongs to the date above.
    return bool(_STARTS.match(line) and _DAY.search(line)) and _ends_attribution(line)


def _ends_before_quotation(line: str) -> bool:
    """Whether the quotation goes on in the line of its attribution, behind some blanks: Yahoo on phones."""
    heads = (line[: found.start() + 1] for found in _GLUED.finditer(line))
    return any(_ADDRESS.search(head) and _ends_attribution(head) for head in heads)


def _ends_attribution(line: str) -> bool:
    if line[-1] in ":：":
        dated, addressed = _DATE.search(line) is not None, _ADDRESS.search(line) is not None
        if not dated and not addressed:
            return False
        if _ENDS.search(line[-400:].lower()):
            return True
        if _QUOTING.match(line):
            return addressed
        return dated and bool(_ADDRESS_ENDS.search(line[-320:]))
    if line[-1] in ".>" and "@" in line:
        return bool(_IN_NEWS.search(line.lower()))
    return line[-1] == "-" and bool(_BETWEEN_DASHES.match(line))


def _may_be_folded(line: str) -> bool:
    """Whether the first line of an attribution stands here: a preposition or weekday and a date, or a name and address."""
    head = line[:60]
    if _NAME_ADDRESS.match(line):
        return True
    if not _DATE.search(head):
        return False
    # A sentence has come to its end before the line has.
    if (
        line[-1] in ".!?;"
        and not line[-2:-1].isdigit()
        and not line[:1].isdigit()
        and "@" not in line
        and not _TIME.search(line)
    ):
        return False
    return bool(_STARTS.match(line)) or bool(re.match(r"[^\W\d_]{2,12}[.,]{0,2}\s(?:[^\W\d_]{2,6}\.?\s)?\d", head))
