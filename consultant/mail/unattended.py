"""Notes of a mailbox that nobody reads now: it is not watched, its owner has left or cannot answer, its desk is behind.

What ``absences`` looks for is a holiday and its dates; here stand the sentences without either, in the languages of our
askers. A mailbox that says of itself that nobody reads it needs nothing beside that. Who has left, or is busy, also says
whom to turn to, or what becomes of the mail.
"""

import re
from dataclasses import dataclass

_LONG = 900
"""Characters that no such note needs."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing to say, in one language, in lower case: ``stems`` are looked for first, for that costs next to nothing."""

    stems: tuple[str, ...]
    said: re.Pattern[str]


def _said(stems: str, said: str) -> _Said:
    return _Said(tuple(stems.split("|")), re.compile(said))


# The mailbox, of itself.
_UNREAD = (
    _said(
        "mailbox|inbox|address|account|incoming|outgoing",
        r"\bthis is (?:a |an )?(?:no-?reply|unmonitored|unattended|send-only|outgoing|notification-only) (?:e-?mail )?(?:address|mailbox|account|inbox)|\b(?:this|the) (?:\w+ ){0,3}?(?:mailbox|inbox|e-?mail(?: (?:address|account|box))?|address|account) (?:is|was|has been|will be) (?:\w+ ){0,3}?(?:not (?:\w+ ){0,2}?(?:monitored|read|attended|checked|in use|active|staffed)(?! (?:outside|after|over|on|24|at|during))|unattended|unmonitored|no longer (?:\w+ )?(?:monitored|in use|used|active|valid|checked|read|available)|send[- ]only|discontinued|deactivated|shut down|deleted|removed|(?:only )?(?:for|used for) outgoing)"
        r"|\b(?:e-?mails?|mail|messages?|replies) (?:that (?:is|are) )?(?:sent |received )?(?:to|at|by) this (?:\w+ )?(?:address|mailbox|account|inbox|e-?mail)\b[^.\n]{0,30}\b(?:not|never|cannot|deleted|discarded)|\bincoming (?:e-?mails?|mail|messages) (?:is|are|will) (?:not|never)|\bthis (?:\w+ ){0,2}?(?:mailbox|inbox|account) is (?:only )?(?:monitored|checked|staffed)",
    ),
    _said("postfach|mailadresse|mail-adresse|diese adresse|mailkonto", r"\bdiese[sr]? (?:\S+ )?(?:postfach|(?:e-?mail-?)?(?:adresse|konto|postfach)|mailbox) (?:wird|ist|wurde) (?:\S+ ){0,3}?(?:nicht|abgeschaltet|deaktiviert|geschlossen|stillgelegt)|(?:antworten|e-?mails|mails|nachrichten) an diese (?:\S+ )?adresse (?:werden|können) (?:\S+ )?nicht|(?:postfach|adresse) (?:\S+ ){0,2}?(?:wird|ist) nicht (?:mehr )?(?:abgerufen|gelesen|überwacht|aktiv|gültig|betreut)"),
    _said("cette ", r"\bcette (?:boîte|adresse|messagerie)[^.\n]{0,40}? (?:n['’](?:est|étant)[^.\n]{0,20}?(?:pas|plus)|ne (?:sera|reçoit)[^.\n]{0,12}?(?:pas|plus)|(?:a été|est) (?:désactiv|ferm|supprim|non ))"),
    _said("est", r"\b(?:este|esta) (?:buzón|cuenta|dirección|correo|casilla|bandeja|e-?mail|caixa|endereço|conta)[^.\n]{0,40}? (?:(?:no|não|nao) (?:é|es|está|se|recibe|recebe|será)|ya no|já não|(?:ha sido|foi) (?:desactiv|desativ|cerrad|encerrad))"),
    _said("quest", r"\bquest[ao] (?:casella|indirizzo|account|e-?mail|mailbox)[^.\n]{0,40}? (?:non (?:è|viene|riceve|sarà)|è stat[ao] (?:disattiv|chius))"),
    _said("mailbox|postbus|mailadres|inbox|dit adres", r"\b(?:deze|dit) (?:mailbox|postbus|inbox|(?:e-?mail)?-?adres)[^.\n]{0,40}? (?:wordt|is) (?:\S+ ){0,2}?(?:niet|gesloten|opgeheven|buiten gebruik)"),
    _said("post|innboks|inkorg|kurv|indbakke|brevlåd|mail|kont|adress", r"\b(?:denne|dette|denna|detta|den här|det här) (?:postkass\w+|postlåd\w+|innkurv\w*|innboks\w*|indbakke\w*|inkorg\w*|brevlåd\w+|mailbo\w+|e-?post\w*|mail\w*|konto\w*|adress?e?\w*)[^.\n]{0,30}? ?(?:(?:blir|er|är|bliver) (?:\S+ )?(?:ikke|inte)|(?:läses|bevakas|övervakas|overvåkes|overvåges|leses|læses) (?:ikke|inte))"),
    _said("tätä|tähän", r"\btätä (?:postilaatikkoa|sähköposti\w*|osoitetta) ei |\btähän (?:viestiin|osoitteeseen|sähköposti\w+) ei "),
    _said("skrzynk|adres|schránk|adrés|postafiók|fiók|căsuț", r"\b(?:ta|ten|niniejsz\w+) (?:skrzynk\w+|adres\w*)[^.\n]{0,30}? nie jest|\bt(?:ato|áto|ento) (?:\S+ )?(?:schránk\w+|adres\w+|e-?mail\w*)[^.\n]{0,30}? (?:není|nie je|již|už)|\bez(?:t)? (?:a|az) (?:e-?mail|postafiók|cím|fiók)\w*[^.\n]{0,30}? nem |aceast[ăa] (?:căsuț|adres|cutie)\w*[^.\n]{0,40}? nu (?:este|mai)"),
    _said("ящик|адрес|скриньк", r"(?:этот|данный) (?:\S+ ){0,2}?(?:ящик|адрес)[^.\n]{0,30}? не |ця (?:поштова )?скринька[^.\n]{0,20}? не "),
    _said("bu e|bu posta|bu adres|bu hesap|αυτό το", r"\bbu (?:e-?posta|posta|adres|hesap)[^.\n]{0,40}?(?:takip edilm|okunm|kullanılm|izlenm|kontrol edilm|yanıtlanm)|αυτό το (?:e-?mail|γραμματοκιβώτιο|λογαριασμ\w+)[^.\n]{0,30}? δεν"),
    _said("邮箱|郵箱|信箱|勿|専用|전용|회신", r"(?:此|本|该|這個|这个)(?:邮箱|郵箱|信箱)[^。\n]{0,14}?(?:无人|無人|不再|停用|系统|系統|不接收|仅|僅|只用于)|请勿(?:直接)?回[复覆]|請勿(?:直接)?回[复覆復]|送信専用|配信専用|발신 ?전용|회신(?:하지 마|이 불가|되지 않)"),
)  # fmt: skip

# The writer has left, or cannot answer; or the desk is behind. Each needs a turn beside it.
_GONE = (
    _said(
        "no longer|last day|retired|i have left|moved|transferred|relocated|has changed|has left",
        r"\b(?:i am|i['’]m|i have|i['’]ve|is|has) (?:now )?(?:no longer (?:\w+ )?(?:with|at|work\w*|employed|part)|retired|left (?:the |my |our )?\w+|(?:moved|transferred|relocated) (?:on|to (?:a|an|another|the)))\b|\bi no longer work|\bmy last day\b[^.\n]{0,60}\bwas\b|\b(?:my|our) (?:e-?mail|address|e-?mail (?:address|system|domain)) (?:has|have) changed",
    ),
    _said("nicht mehr|nicht länger|verlassen|ruhestand", r"\b(?:bin|ist|arbeite) (?:ich )?(?:\S+ ){0,4}?nicht (?:mehr|länger) (?:\S+ ){0,5}?(?:beschäftigt|tätig|angestellt|im|bei|in)\b|(?:unternehmen|firma|praxis|haus|klinik|gesellschaft) verlassen|im ruhestand"),
    _said("plus |quitté|retraite", r"\bne (?:fai[st]|travaille|suis) plus\b|\b(?:ai|a) quitté\b|\b(?:suis|est) (?:\S+ )?(?:à la|en) retraite"),
    _said("ya no|jubil|mais|já não|aposent|più", r"\bya no (?:trabaj|labor|form|perten|colabor)|\bme he jubilado|\bnão (?:trabalho|faço parte|trabalha|faz parte) mais|\bjá não (?:trabalh|faço|faz|perten)|\baposentei|\bnon (?:lavoro|lavora|faccio|fa) più"),
    _said("niet meer|niet langer|slutat|sluttet|stoppet|fratr|pension|enää", r"\bniet (?:meer|langer) (?:\S+ ){0,4}?(?:werkzaam|in dienst|werk)|\bwerkt? niet (?:meer|langer)|\b(?:har|är|er) (?:slutat|sluttet|stoppet|fratrådt|gått i pension)|\ben ole enää|\bei ole enää|\bei enää työskentele"),
    _said("już|již|už|már nem|nu mai|больше не|уже не|уволил|artık|离职|離職|退職|퇴사", r"\b(?:już nie|nie) (?:pracuj\w+|jestem)(?: już)?\b|\bnepracuj\w+ (?:již|už)|\b(?:již|už) nepracuj|már nem dolgoz|\bnu mai (?:lucre|fac)|(?:больше|уже) не работа|уволил|artık (?:\S+ ){0,3}?çalışm|已(?:经|經)?[离離]职|已離職|退職(?:いた|致|し)|퇴사"),
)  # fmt: skip
_BUSY = (
    _said(
        " am |'m |’m |will be|'ll be|’ll be|are |won't|won’t|not be|close|time with|work|you have reached|trying to|volume|order ",
        r"(?<!while )(?<!because )(?<!since )(?<!\bas )\b(?:i am|i['’]m|i will be|i['’]ll be|we are|we['’]re|we will be|currently) (?:\w+ ){0,3}?(?:offline|in (?:meetings?|training|class|court|surgery|session|transit|the field)|off (?:today|tomorrow|this|until|for|the|from|on)|working (?:remotely|from home|limited|reduced|part)|on (?:jury|bereavement|fmla|furlough|leave|a (?:cruise|plane|flight|trip|conference|project)|assignment|call)|away|out\b|observing|experiencing|not (?:available|working|in\b|able|at work)|unable)|\b(?:will not|won['’]t) be (?:\w+ )?(?:checking|reading|available|able|monitoring|in the office|responding)"
        r"|\b(?:office|offices|practice|clinic|department) will (?:\w+ )?(?:close|remain closed|be closed)|\bspending time with\b|\bi (?:only )?work (?:\w+ ){0,3}?(?:mon|tues|wednes|thurs|fri)|\byou(?: ha)?['’]?ve reached (?:the |our )?(?:\S+ ){0,5}?(?:inbox|mailbox|department|office|desk|team|account|line)\b|\bthe person (?:that |whom )?you are trying|\b(?:high|large|heavy|increased|unusual\w*) (?:e-?mail )?(?:volumes?|number)\b",
    ),
    _said("bin |ist |sind |bleibt ", r"\b(?:bin|sind) (?:ich |wir )?(?:\S+ ){0,4}?(?:in (?:einer|einem|besprechungen|terminen)|auf (?:einer|fortbildung|schulung|seminar)|unterwegs|krank|verhindert|beurlaubt|nicht (?:verfügbar|am arbeitsplatz|im (?:dienst|büro|haus)|da|erreichbar))|(?:praxis|büro|kanzlei|geschäftsstelle|ordination|sekretariat) (?:ist|bleibt|hat) (?:\S+ ){0,8}?geschlossen"),
    _said("pas |indisponible|injoignable|réunion|formation|mission", r"\bne (?:suis|serai|sommes|serons) pas (?:\S+ ){0,2}?(?:disponible|joignable|au bureau|en mesure|présent)|\b(?:suis|serai) (?:\S+ ){0,2}?(?:indisponible|injoignable|en (?:réunion|formation|mission))"),
    _said("no me |no est|no pued|no podr|viagem|sem acesso|indispon|não est|non so|non sar", r"\bno (?:me encuentro|estoy|estaré|me encontraré) (?:\S+ ){0,2}?(?:en (?:la|mi) oficina|disponible|en el trabajo)|\bno (?:puedo|podré) (?:responder|contestar|atender)|\b(?:estou|estarei) (?:\S+ ){0,2}?(?:em (?:viagem|reunião|treinamento|curso)|sem acesso|indisponível)|\bnão (?:estou|estarei) (?:\S+ ){0,2}?(?:no escritório|disponível|trabalhando)|\bnon (?:sono|sarò) (?:\S+ ){0,2}?(?:in ufficio|disponibile|raggiungibile|in sede)"),
    _said("niet |ziek|cursus|inte |ikke |fri |ledig|sjuk|syg|syk", r"\bben (?:ik )?(?:\S+ ){0,3}?(?:niet (?:bereikbaar|beschikbaar|aan het werk|werkzaam|aanwezig)|ziek|in vergadering|op cursus)|\b(?:jag|jeg) (?:jobbar|jobber|arbetar|arbejder|arbeider) (?:inte|ikke)|\b(?:jag|jeg) (?:har|är|er) (?:\S+ ){0,2}?(?:fri|ledig|sjuk|syg|syk|upptagen|opptatt|optaget|inte i tjänst|ikke på jobb)\b"),
    _said("en ole|olen |jestem|przebywam|nie ma|nie prac|nie będ|nemocn|školen|nejsem", r"\ben ole (?:\S+ ){0,2}?(?:töissä|toimistolla|paikalla|tavoitettavissa)|\bolen (?:\S+ ){0,2}?(?:sairaana|koulutuksessa|kokouksessa|matkalla)|\b(?:jestem|przebywam) (?:\S+ ){0,2}?(?:na (?:\S+ )?(?:zwolnieniu|szkoleniu)|niedostępn\w+)|\bnie (?:ma mnie|pracuję|będzie mnie)|\bjsem (?:\S+ ){0,2}?(?:nemocn\w+|na školení)|\bnejsem (?:\S+ )?(?:v práci|dostupn)"),
    _said("nem tud|nem vagy|nu sunt|nu voi|не работа|на связи|на работе|заболел|değil|çalışm|bulunm|κλειστ|διαθέσιμ", r"nem tudok (?:\S+ ){0,2}?válaszolni|nem vagyok (?:\S+ )?(?:elérhető|bent)|\bnu (?:sunt|voi fi) (?:\S+ )?(?:disponibil\w*|la birou)|(?:я|сегодня) (?:я |сегодня )?не работаю|не (?:нахожусь|буду) (?:\S+ )?(?:на связи|на работе)|заболел|(?:ofiste|müsait) değil|çalışmıyor|bulunmuyor|(?:γραφείο|ιατρείο|κλινική)\w* (?:\S+ ){0,4}?κλειστ|δεν είμαι (?:\S+ )?διαθέσιμ"),
    _said("我|暂时|目前|外して|離席|会議中|対応|자리|외근|회의|휴무", r"我(?:今天|现在|目前|这周|本周|明天|這週|現在)?(?:不在|不方便|无法|無法|暂时|暫時)|(?:暂时|目前|暫時)(?:无法|不能|不在|無法)|席を外して(?:おり|い)ます|離席(?:中|して)|会議中|対応でき(?:ません|かね)|자리를 비우|외근 ?중|회의 ?중|휴무"),
)  # fmt: skip

_TURN = re.compile(
    r"\b(?:if|for|should|in case|any|anything)\b[^.\n]{0,40}(?:urgent|emergenc|immediate|assistance|\bhelp\b)|\baccess to (?:my )?e-?mail|\b(?:will|be|shall|['’]ll) (?:\w+ )?(?:respond|reply|answer|returned|answered|reviewed|get back|deal)\w*\b[^.\n]{0,50}?(?:messages?\b|e-?mails?\b|when i\b|upon|as soon|after|once|my return|i return|tomorrow|order|within)|\b(?:messages|e-?mails|replies|calls|responses?) (?:will|may|are|is) |\b(?:message|e-?mail) will be|\bslow to (?:respond|reply|answer)|\bslow\b[^.\n]{0,12}respon|\b(?:delay|slow)\w* (?:(?:in|my) )?(?:\w+ )?(?:respon|repl)|checking (?:my )?(?:e-?mail|messages)|\bwithin \S+ (?:\w+ )?(?:hours|days)|\bplease allow\b|\bmay take\b|\bbusiness days?\b|\bfor [^.\n]{0,40}\b(?:contact|call|dial|write|e-?mail)\b|\bplease (?:direct|address|forward|contact|write|send|reach out|e-?mail|refer|update)\b[^.\n]{0,60}?(?:@|inquir|enquir|question|request|mail|correspond|message|address book)"
    r"|antwort|beantwort|\bmelde mich|wieder (?:für|erreichbar|da|im)|dringend|notf[aä]ll|vertret|wenden sie|erhalten sie|\bmon retour|\brecontact|\brépond|\burgen|\badress\w+ (?:vos|votre|vous)|reviendrai|au retour|contesta|respond|regres|retorn|vuelv|escrib|escrev|favor de|ritorno|rientr|rispond|ricontatt|rivolger|contact op|contact met|terug|spoed|beantwoord|\bmail(?:en)? naar|\bsvar(?:er|ar|a|e)?\b|tilbage|tilbake|tillbaka|hastesag|brådskande|\bkontakt|vastaan|palaan|kiire|yhteyttä"
    r"|odpowiem|wracam|wrócę|piln|naléhav|odpov|volejte|vrát|vissza|térek|sürgős|keresse|forduljon|revin|răspund|отвеч|отвечу|верну|срочн|обраща|свяж|dön|acil|yanıt|cevap|iletişim|έως|μέχρι|επείγ|απαντ|επιστρ|回[复覆][您你]|[给給][您你]回|[联聯][系繫][您你]|与您联系|急事|紧急|緊急|戻り次第|改めて|返信いた|ご返信|ご連絡(?:いた|さし|差し)|お急ぎ|돌아와|답변|회신|연락|복귀"
)
"""Whom to turn to, or what becomes of the mail."""

_NUMBERED = re.compile(
    r"\b[a-tv-z]\d[0-9a-z]\.[0-9a-z]{1,4}\b|(?<!are a )\bpatients?\b|\b(?:claims?|modifiers?|units|denial|denied|op note|chart|diagnosis|icd|cpt|hcpcs|dos)\b|(?:so|then|and|but) (?:call|ring|text) me\b|\bcall me\b"
)
"""What only a person has to say: a code, a claim, or that he may be called."""


def is_unread_note(head: str) -> bool:
    """Tell whether the head of a text, in lower case, says that nobody reads what comes to its mailbox."""
    return _says(_UNREAD, head) and not _NUMBERED.search(head)


def is_busy_note(head: str) -> bool:
    """Tell whether the head of an answer, in lower case, says that its writer left or cannot answer, and what then."""
    said = _says(_GONE, head) or _says(_BUSY, head)
    return said and _TURN.search(head) is not None and not _NUMBERED.search(head)


def _says(ways: tuple[_Said, ...], head: str) -> bool:
    if len(head) > _LONG:
        return False
    return any(any(stem in head for stem in one.stems) and one.said.search(head) for one in ways)
