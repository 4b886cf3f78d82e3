"""Words that a mail server adds: a notice of confidentiality below a letter, a warning of strangers above it.

A notice is known by how it begins and by at least two things that such notices say; both must be there, for people write
about confidential matters too.
"""

import re
from collections.abc import Sequence

_REACH = 60
"""Lines from the end in which a notice is looked for."""
_LENGTH = 60
"""Bytes of UTF-8 that a notice has at least: Chinese says in one character what others say in five."""
_LONG_LINE = 120
_SAYS = 2
"""Things that a notice says, of those in ``_SAID``."""
_BANNER_LINES = 8

_HEADED = re.compile(
    r"(?:(?:legal |e-?mail )?disclaimer|(?:notice|note|warning|attention|hinweis|achtung|attenzione|atención|atenção|aviso|nota|внимание)(?=\W{0,3}[:：])|(?:e-?mail )?(?:confidentiality|privacy|legal|important|hipaa|security)(?: (?:confidentiality|privacy))? (?:notice|note|statement|warning)|(?:privileged|confidential) (?:and|&) (?:privileged|confidential)"
    r"|vertraulichkeitshinweis|haftungsausschluss|rechtlicher hinweis|avis de confidentialité|avertissement|aviso (?:legal|de confidenciali\w+|de privacidad\w*|importante)|advertencia legal|cláusula de confidencialidad"
    r"|nota di riservatezza|avviso di riservatezza|informativa|klauzula|notice of confidentiality|уведомление о конфиденциальности|免责声明|免責聲明|保密声明|重要提示|ご注意)\b"
)
_BEGINS = re.compile(
    r"(?:this|the (?:information|contents?|document|message|e-?mail)|information (?:contained )?in this|if you (?:are not|have received|received)|any (?:views|opinions|unauthori[sz]ed)|e-?mail (?:is|communication)|unless (?:expressly|otherwise)"
    r"|dies(?:e|er|es)|der inhalt dieser|die information|die in dieser|sollten sie|ce (?:message|mail|courrie[lr]|e-?mail)|cet? e-?mail|cette communication|les informations|l['’]information|le contenu de ce|si vous"
    r"|est[ea] (?:mensaje|correo|e-?mail|comunica\w+|mensagem)|la información|el contenido|el presente|si (?:usted|ha recibido)|as informações|a informação|o conteúdo|se você|se recebeu"
    r"|quest[ao] (?:messaggio|e-?mail|comunicazione)|il (?:presente|contenuto)|la presente|le informazioni|ai sensi|dit (?:e-?mail)?-?(?:bericht|e-?mail)|deze (?:e-?mail|mail)|de (?:informatie|inhoud)|den(?:ne|na) (?:e-?(?:mail|post)|mail|meddelelse|melding|mejl)"
    r"|dette (?:e-?post|er en|brev)|detta (?:e-?post|meddelande|mejl|mail)|informa[ts]ion(?:en)? i|innehållet i|niniejsz[ay]|ta wiadomość|treść|informacj[ae]|данное|настоящее|это (?:сообщение|письмо|электронное)|информация|содержание"
    r"|本(?:邮件|郵件|电子邮件|電子郵件|信件)|[此该這这]封?(?:邮件|郵件|电子邮件|電子郵件)|(?:この|本)(?:メール|電子メール|e-?mail)|(?:email|thư|thông điệp) này|thông tin)"
)
_SAID = tuple(
    re.compile(words)
    for words in (
        r"confiden|vertraulich|vertrouwelijk|riservat|fortrolig|konfiden|sekretess|taushet|poufn|конфиденциальн|保密|机密|機密|秘密|bảo mật|tuyệt mật",
        r"privileged|rechtlich geschützt|privilegiad|secret professionnel|legally protected|protected health|hipaa|proprietary|copyright|gdpr|679/2016|196/2003",
        r"intended|solely|addressee|individual or entity|empfänger|adressat|bestimmt|destina[ts]|exclusi[vf]|geadresseerde|bestemd|modtager|mottaker|mottagare|адресат|получател|предназначен|收件人|接收|受信者|宛先|名宛|người nhận",
        r"in error|by mistake|not the intended|irrtümlich|versehentlich|nicht der richtige|par erreur|por error|por e(?:rro|ngano|quívoco)|per errore|ten onrechte|abusievelijk|onterecht|ved (?:en )?fe[ij]l|av misstag|pomył|omył|ошибк|ошибочн|误|誤|nhầm",
        r"unauthori[sz]ed|prohibit|disclos|disseminat|distribut|unbefugt|weitergabe|nicht gestattet|divulg|prohibid|proibid|interdit|autoris|vietat|proibit|verboden|niet toegestaan|förbjud|forbudt|zabronion|запрещ|禁止|固く|nghiêm cấm",
        r"notify|destroy|delete|vernichten|löschen|informieren sie|détruire|supprimer|avertir|destru|elimin|borr|apag|cancell|distrugg|vernietig|verwijder|slette?|radera|usuni|zniszcz|удалит|уничтож|删除|刪除|削除|破棄|xóa|xoá",
        r"virus|liab(?:le|ility)|haftung|responsab|aansprakelijk|do not necessarily|(?:views|opinions) (?:expressed|presented)|without warranty|monitored",
    )
)
_FIRST = {
    "achtung", "advertencia", "ai", "antes", "any", "as", "attention", "attenzione", "avant", "avertissement", "avis", "aviso",
    "avviso", "bitte", "ce", "cet", "cette", "confidential", "confidentiality", "consider", "de", "denk", "denna", "denne", "der",
    "detta", "dette", "deze", "die", "diese", "dieser", "dieses", "disclaimer", "dit", "e-mail", "el", "email", "esta", "este",
    "haftungsausschluss", "hinweis", "hipaa", "if", "il", "important", "informasjon", "informatie", "information",
    "informationen", "informativa", "innehållet", "klauzula", "l'information", "la", "le", "legal", "les", "l’information",
    "niniejsza", "niniejszy", "nota", "note", "notice", "o", "p", "pensez", "please", "por", "prima", "privacy", "privileged",
    "questa", "questo", "rechtlicher", "save", "se", "security", "si", "sollten", "ta", "tenk", "the", "think", "this", "thông",
    "treść", "tänk", "unless", "vertraulichkeitshinweis", "warning",
}  # fmt: skip
"""With what nearly every notice in Latin letters begins; other lines are not looked at."""
_ASIDE = re.compile(
    r"\W{0,4}(?:p )?(?:(?:please )?(?:consider|think of|think about) (?:the|our|your) environment\b|(?:please )?(?:think|consider).{0,30} before (?:you print|printing)|save (?:paper|a tree)\b|bitte (?:denken|prüfen) sie.{0,60}(?:drucken|umwelt)"
    r"|pensez à l['’]environnement|(?:avant d['’]imprimer|antes de imprimir|prima di stampare|por favor,? (?:piense|considere)).{0,120}(?:environnement|ambient|árvor|árbol)|(?:denk|tänk|tenk) .{0,40}(?:milieu|miljö|miljø))"
)
_BANNER = re.compile(
    r"[\W_]*(?:(?:caution|warning|attention|notice|alert|external(?: e-?mail| sender| message)?|\[?ext(?:ernal)?\]?)\b[\W_]{0,6}(?:external (?:e-?mail|sender|message)[\W_]{0,4})?(?:this (?:e-?mail|message) )?(?:originated|came|was sent|is|has been sent|comes)?"
    r".{0,40}\b(?:outside|external)|this (?:e-?mail|message) (?:originated|came|was sent|comes) (?:from )?(?:an? )?(?:outside|external)"
    r"|(?:you don['’]t|some people who received this message don['’]t) often get e-?mail from|sie erhalten nicht h[äa]ufig e-?mails von|vous n['’]obtenez pas souvent|no suele recibir correo|\[?external(?: e-?mail| sender)?\]?[\W_]*$)"
)
_WARNS = ("extern", "outside", "often get", "häufig e-mails", "haufig e-mails", "pas souvent", "suele recibir")
_TAG = re.compile(r"[\W_]*external(?: e-?mail| sender)?[\W_]*$")
_BANNER_MORE = re.compile(
    r".{0,200}(?:do not (?:click|open|reply)|(?:click|open).{0,20}(?:links?|attachments?)|recogni[sz]e the sender|content is safe|aka\.ms/learnabout|learn why this is important|be cautious|exercise caution)"
)


def disclaimer_start(flat: Sequence[str], end: int) -> int | None:
    """Return the line at which a notice begins with which the flat lines up to ``end`` close, or None."""
    found: int | None = None
    for index in range(end - 1, max(end - _REACH, -1), -1):
        line = flat[index].strip(" *_>[(#-=|").strip()
        # Outlook's paragraphs may have no blank line between them; they are long lines then.
        if not line or (index > 0 and len(line) < _LONG_LINE and flat[index - 1].strip(" *_-=")):
            continue
        if flat[index].lstrip()[:1] in {">", "|"}:
            break
        if _may_begin(line) and _is_notice(flat, index, end, line.lower()):
            found = index
        elif found is not None:
            break
    return found if found is None or not _is_announced(flat, found) else None


def may_warn(text: str) -> bool:
    """Tell whether a text has a word without which no line of it is a warning of strangers."""
    low = text.lower()
    return any(word in low for word in _WARNS)


def banner_end(flat: Sequence[str]) -> int:
    """Return how many of the first lines warn of a mail from outside; 0 where none does."""
    first = next((index for index, line in enumerate(flat[:3]) if line.strip()), None)
    if first is None or not _BANNER.match(flat[first].lower()):
        return 0
    end = first + 1
    while end < min(len(flat), first + _BANNER_LINES) and flat[end].strip():
        end += 1
    warns = " ".join(flat[first:end]).lower()
    while end < min(len(flat), first + _BANNER_LINES):
        # A warning of two paragraphs, or a rule below it.
        if flat[end].strip(" *_-=") and not _BANNER_MORE.match(flat[end].lower()):
            break
        warns += flat[end].lower()
        end += 1
    return end if _BANNER_MORE.match(warns) or _TAG.match(flat[first].lower()) else 0


def _may_begin(line: str) -> bool:
    word = line.split(None, 1)[0].lower().strip("*_[](:,.-–—")
    return word in _FIRST or not word.isascii()


def _is_notice(flat: Sequence[str], index: int, end: int, line: str) -> bool:
    if _ASIDE.match(line):
        return True
    if not (_HEADED.match(line) or _BEGINS.match(line)):
        return False
    said = " ".join(flat[index:end]).lower()
    if len(said.encode()) < _LENGTH or "?" in said:
        return False
    first = " ".join(_paragraph(flat, index, end)).lower()
    # The heading may stand alone; otherwise the paragraph itself has to speak as a notice does.
    words = said if _HEADED.match(line) else first
    return sum(bool(sign.search(words)) for sign in _SAID) >= _SAYS + (0 if _HEADED.match(line) else 1)


def _paragraph(flat: Sequence[str], index: int, end: int) -> Sequence[str]:
    last = index
    while last < end and flat[last].strip():
        last += 1
    return flat[index:last]


def _is_announced(flat: Sequence[str], index: int) -> bool:
    """Whether the line above announces the notice, which is then what the letter is about."""
    above = next((line for line in reversed(flat[:index]) if line.strip()), "")
    return above.rstrip().endswith((":", "：", "?", "？"))
