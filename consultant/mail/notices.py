"""Notices that programs write of their own accord: a ticket's state, a scan, a call, a job's output, a mail that waits."""

import re

_LONG = 800
"""Characters that no notice needs."""
_SENDER = re.compile(
    r"(?:root|cron|nobody|www-data|apache|scan(?:ner|s|-?to-?(?:e-?)?mail|2mail)?|mfp|copier|e?-?fax|voice-?mail|vm-?notify|(?:[a-z-]{0,20}[-_.])?(?:e-?mail-?)?notif(?:y|ication|ications|ier)|alerts?|monitor(?:ing)?|nagios|zabbix|backups?|automat(?:ed|ion)|auto-?confirm|newsletters?|quarantine|spam-?(?:digest|report|filter|quarantine)|digest|unattended|not-?monitored|jira|servicenow|workflow(?:-?mailer)?|sysadmin-?alerts?)(?:[+=_.-].*)?",
    re.IGNORECASE,
)
_NUMBER = r"\W{0,3}(?:no\.? ?|nr\.? ?|n[°º] ?|number )?[a-z]{0,10}[-_ ]?\d[\w-]{2,20}(?: \d{1,6})?\W{0,2}"
_CASE = r"(?:(?=(?:inc|ritm|req|task|chg|cs|prb|sctask)\d{4})|ticket|case|incident|request|service request|support request|issue|sr|inquiry|enquiry|work ?order|problem|change|anfrage|vorgang|störung|meldung|fall|demande|dossier|requête|solicitud|caso|incidencia|consulta|chamado|solicitação|pedido|protocolo|richiesta|segnalazione|aanvraag|melding|verzoek|ärende|sag|sak|henvendelse|tukipyyntö|palvelupyyntö|zgłoszenie|sprawa|požadavek|požiadavka|bejelentés|solicitare|обращение|заявка|запрос|звернення|talep|çağrı|αίτημα|工单|工單|案件|チケット|문의|티켓)"
_STATE = r"(?:in progress|on hold|pending|under review|in bearbeitung|en cours|en proceso|em andamento|in lavorazione|in behandeling|w toku|в работе|opened|created|received|registered|assigned|logged|updated|resolved|closed|submitted|acknowledged|escalated|reopened|eröffnet|erstellt|angelegt|registriert|aktualisiert|geschlossen|gelöst|créée?|enregistrée?|ouverte?|clôturée?|fermée?|résolue?|mise? à jour|creado|registrad[oa]|abiert[oa]|actualizad[oa]|cerrad[oa]|resuelt[oa]|recibid[oa]|criado|abert[oa]|atualizad[oa]|encerrad[oa]|recebid[oa]|creat[oa]|apert[oa]|chius[oa]|ricevut[oa]|aangemaakt|geregistreerd|ontvangen|gesloten|opgelost|skapats|skapat|registrerats|mottagits|avslutats|oprettet|modtaget|lukket|opprettet|mottatt|luotu|vastaanotettu|suljettu|utworzone|zarejestrowan[eao]|przyjęt[eao]|zamknięt[eao]|vytvořen\w?|zaregistrován\w?|uzavřen\w?|vytvoren\w?|rögzít\w+|lezár\w+|înregistrat\w?|создан\w?|зарегистрирован\w?|принят\w?|закрыт\w?|oluşturuldu|alındı|kapatıldı|已(?:创建|受理|关闭|提交|建立)|を受け付け|접수)"
_BETWEEN = r"(?: (?:has|have|had|been|was|is|are|now|wurde|ist|hat|a|été|est|ha|sido|foi|è|stat[oa]|werd|er|är|har|blevet|blitt|on|została?|zostało|byl[ao]?|bol[ao]?|on|ble|we|your|successfully|erfolgreich)){0,5}"
_CASE_SUBJECT = re.compile(
    rf"[^\w\n]{{0,3}}(?:\[[^\]\n]{{1,40}}\] ?)?(?:(?:new|your|the|ihr|ihre|votre|su|sua|la sua|uw|neue[sr]?|nouvelle|nueva?|nov[oa]|ditt|din|dit|twoje|ваше|ваша) )?(?:(?:\w{{2,20}} )?{_CASE}(?:{_NUMBER})?{_BETWEEN} ?{_STATE}|{_STATE} ?: ?{_CASE}{_NUMBER})(?!\w)(?: (?:on|for|due|after|by|at) [^\n]{{0,40}}| successfully)?\s*(?:$|[-–:|(\[#!.])",
    re.IGNORECASE,
)
_COMMENTED = re.compile(
    rf"[^\w\n]{{0,3}}(?:{_CASE}{_NUMBER}\s?[-–:|]|\[[a-z -]{{2,20}}\] \([a-z]{{2,10}}-\d{{1,9}}\)|\[?{_CASE}[ -]?#\d{{2,12}}\]?)",
    re.IGNORECASE,
)
"""A ticket with its number at the head of a subject: people write so too."""
_FIELDS = re.compile(
    r"^[ \t>*-]{0,4}(?:state|status|priority|assigned (?:to|group)|assignment group|opened by|reporter|key|severity|queue|category|short description|additional comments|last update|due date|impact|priorität|zugewiesen|bearbeiter|statut|priorité|estado|prioridad|prioridade|stato|priorità|prioriteit|prioritet|статус|приоритет|状态|優先度|ステータス)\s?[:：]",
    re.MULTILINE,
)
_BRACKETED = re.compile(
    r"\W{0,2}[\[(#](?:[a-z]{2,12}[ :#-]{1,3}){0,3}#?\d{3,12}[\])]|(?:inc|ritm|req|task|chg|cs|prb)\d{4,10}\b",
    re.IGNORECASE,
)
"""A number that a desk's program set before the subject."""
_OF_CASE = re.compile(
    r"\b(?:ticket|case|request|incident|inquiry|issue|state|assigned|technician|agent|anfrage|vorgang|demande|solicitud|caso|solicitação|chamado|richiesta|aanvraag|ärende|sag|sak|zgłoszenie|požadavek)\b|заявк|обращени|工单|チケット"
)
_CASE_TOLD = re.compile(rf"(?<!\w){_CASE}(?:{_NUMBER})?{_BETWEEN} ?{_STATE}(?!\w)")
_LONG_NUMBER = re.compile(r"\d{3,12}")
_DIGIT = re.compile(r"\d")
_OWN_WORDS = 300
"""Characters before which a notice speaks for itself; then it may repeat what somebody wrote."""
_OF_PEOPLE = re.compile(
    r"\b(?:i|my|me|i['’](?:m|ve|d|ll))\b|\b(?:ich|mein\w?|mir|je|j['’]|mon|yo|meu|minha|mio|ik|mijn|jag|jeg|min)\b|(?<!\w)(?:я|мне|мой|мы)(?!\w)|\b(?:we|our) (?:still|need|want|wrote|asked|think|were|did|don['’]t|appealed|submitted|billed)\b|^\W*(?:thanks|thank you|thx|danke|merci|gracias)[!., ]*(?:$|\n)|please (?:re-?open|close|open|correct|help|advise|tell)"
)
_HELD = re.compile(
    r"\b(?:protect|spam|filter|inbox|verif|confirm|held|deliver)\w*\b[^?]{0,300}\b(?:click|press|follow|visit|reply)\b[^.\n?]{0,60}\b(?:link|button|here|below|message|once|url)\b[^.\n?]{0,80}\b(?:deliver\w*|releas\w*|reach\w*|(?:go|get) through|confirm\w*|without changing the subject|verif\w*|accept\w*|sent it|approve\w*)"
    r"|(?:spamschutz|spam-?filter|zugestellt|bestätig\w+)[^?]{0,200}(?:klicken|link)[^.\n]{0,80}(?:zugestellt|bestätig|zustell)|(?:pour que votre (?:message|courriel|mail)|anti-?spam|filtre)[^?]{0,200}(?:cliquez|lien)|(?:antispam|anti-spam|filtro)[^?]{0,200}(?:haga clic|clique|enlace|clicc\w+)|(?:haga clic|clique|clicchi|fare clic)[^.\n]{0,80}(?:entreg|consegn)|spamfilter[^?]{0,200}(?:klik|klick)"
)
_HELD_STEMS = ("click", "press", "follow", "visit", "reply", "klick", "klik", "link", "clique", "lien", "clic")
_STATES_OF_MAIL = re.compile(
    r"your (?:message|e-?mail)\b[^\n]{0,80}(?:was|has been|expired|is)\b[^.\n]{0,40}(?:deleted without|without being (?:read|opened)|expired|delivered to the recipient)|would like to recall the message|\b(?:message|e-?mail) (?:that )?(?:you sent|has been|was)\b[^.\n]{0,40}\b(?:opened|displayed|read) (?:on|at|by)\b|\ba été (?:ouvert|lu) le|\bse leyó el|\bè stato letto|\bfoi lid[ao] (?:em|no)|\bis gelezen op|votre message a été (?:remis|lu|supprimé)|ihre nachricht wurde (?:zugestellt|gelesen|ungelesen)|su mensaje (?:ha sido|fue) (?:entregado|leído|eliminado)|sua mensagem foi (?:entregue|lida|excluída)|il (?:suo )?messaggio è stato (?:recapitato|letto|consegnato|eliminato)|uw bericht is (?:afgeleverd|bezorgd|gelezen|verwijderd)|meddelande har (?:levererats|lästs)|(?:meddelelse|besked) (?:er|ble) (?:leveret|levert|læst|lest)|сообщение (?:было )?(?:доставлено|прочитано|удалено)|邮件已(?:送达|被阅读|读取)|メッセージは[^\n]{0,20}(?:開封|配信)"
)
_ITEM = re.compile(
    r"\bhas (?:tentatively )?(?:accepted|declined) (?:your|this|the) (?:meeting|invitation|event|request)\b|\byou have (?:received )?(?:a |an |\d+ )(?:new |unread |secure |quarantined |\d+[- ]page )*(?:voice ?mails?|voice messages?|fax(?:es)?|messages?|notifications?|page fax|missed calls?)\b|\b(?:number of pages|file type|device name|attachment file type)\s?:|\byour (?:invoice|statement|bill|receipt|order|report) (?:[\w-]{1,20} )?is (?:now )?(?:ready|available)\b|\bplease (?:rate|take (?:a|our|this) (?:short |brief |quick )?survey)|\btake (?:the|our|this) (?:\w+ )?survey\b|\b(?:file|batch|job|transfer|upload) \S{1,40} (?:was|has been|is) (?:successfully )?(?:processed|completed?|accepted|received|rejected)\b|\bwe have opened a (?:ticket|case)\b|\bhow (?:would you rate|did we do)\b|\bmeeting request was (?:declined|accepted)\b|\bresource (?:is|was) (?:already )?(?:booked|unavailable)|\broom is already booked"
)
_ITEM_STEMS = ("you have ", "accepted", "declined", "number of", "file type", "device name", "your ", "survey", "please rate", "booked", "request", "message", "e-mail", "email", "nachricht", "mensaje", "mensagem", "messaggio", "bericht", "meddel", "besked", "file ", "job ", "batch", "we have opened", "how ", "сообщ", "邮件", "メッセージ", "se leyó", "été", "stato letto", "foi lid", "gelezen")  # fmt: skip
"""Each of those above has one of these."""
_FORM = re.compile(
    r"^[ \t>*]{0,4}(?:your |first |last |full |sender )?(name|e-?mail(?: address)?|phone|telephone|message|comments?|question|subject|inquiry|nachricht|nom|courriel|nombre|correo|mensaje|nome|mensagem|messaggio|naam|bericht)\s?[:：]\s",
    re.MULTILINE,
)


def is_notice_sender(local: str) -> bool:
    """Tell whether the local part of an address is that of a program or a device."""
    return _SENDER.fullmatch(local) is not None


def speaks_for_itself(head: str) -> bool:
    """Tell whether the head of a text, in lower case, neither asks nor speaks in the first person."""
    return not ("?" in head or _OF_PEOPLE.search(head, 0, _OWN_WORDS))


def is_case_notice(subject: str, head: str) -> bool:
    """Tell whether a subject, with the head of a text in lower case, tells of the state of a ticket."""
    if not _DIGIT.search(subject) and not _DIGIT.search(head):
        return False
    told = (
        (_BRACKETED.match(subject) and "?" not in head and _OF_CASE.search(head))
        or _CASE_SUBJECT.match(subject)
        or ("?" not in head and _repeats(subject, head) and _CASE_TOLD.search(head))
        or (_COMMENTED.match(subject) and len(set(_FIELDS.findall(head))) > 1)
    )
    return bool(told) and not _OF_PEOPLE.search(head, 0, _OWN_WORDS)


def _repeats(subject: str, head: str) -> bool:
    number = _LONG_NUMBER.search(subject)
    return number is not None and number[0] in head


def is_held(head: str) -> bool:
    """Tell whether the head of a text, in lower case, wants a click before a mail is delivered."""
    if len(head) > _LONG or not any(stem in head for stem in _HELD_STEMS):
        return False
    return _HELD.search(head) is not None


def tells_of_item(head: str) -> bool:
    """Tell whether the head of a text, in lower case, tells of a call, a fax, an invoice, or what became of a mail."""
    if len(head) > _LONG or not any(stem in head for stem in _ITEM_STEMS):
        return False
    return bool(_ITEM.search(head) or _STATES_OF_MAIL.search(head))


def is_form(head: str) -> bool:
    """Tell whether the head of a text, in lower case, is what somebody wrote into a form on a web page."""
    fields = {found.strip() for found in _FORM.findall(head)}
    # Without an address only a question is a person's: notices of calls and faxes have fields too.
    return len(fields) > 1 and ("@" in head or ("question" in fields and "?" in head))
