"""The words by which machines begin a mail: vacation notes, receipts, reports; in the languages of our askers."""

import re
from functools import lru_cache

REPORTER = re.compile(
    r"(?:mailer-?daemon|postmaster|mail-?daemon|mail-?delivery(?:-?(?:subsystem|system))?|mdaemon|mailsystem|mail-?system|mail\.?admin|mailerdaemon|microsoftexchange[0-9a-f]+|bounces?|mail-?server|mailgateway|e?mail-?deliver[a-z]*)(?:[+=-].*)?",
    re.IGNORECASE,
)
DAEMON = re.compile(r"(?:mailer-?_?|mail-?_?|m)daemon(?:[+=-].*)?", re.IGNORECASE)
"""Reporters that speak of nothing but deliveries."""
TAGS = re.compile(
    r"\s*(?:(?:\[[^\]\n]{1,40}\]|\{[^}\n]{1,40}\}|\((?:external|spam|extern)\)|\*{1,5}[^*\n]{1,30}\*{1,5}|<<[^>\n]{1,30}>>|(?:\w+[- ])?(?:spam|external|extern|suspect|bulk)(?:[- ]\w+)?\s?[:|-])\s*)+",
    re.IGNORECASE,
)
"""What filters and lists set before a subject."""
REPORTER_NAME = re.compile(
    r"mail delivery (?:sub)?s(?:ystem|ervice)|mail (?:administrator|daemon)|mailer[- ]daemon|system administrator|mail system|postmaster|delivery subsystem|internet mail (?:delivery|connector)|microsoft outlook$|mail router|メール配信|邮件系统|郵件系統|系统退信|系統退信",
    re.IGNORECASE,
)
BOUNCE_SUBJECT = re.compile(
    r"(?:تعذر (?:ال)?(?:تسليم|توصيل)|تعذّر (?:ال)?تسليم|لم يتم (?:تسليم|توصيل)|فشل (?:في )?(?:ال)?(?:تسليم|توصيل|إرسال)|לא ניתן למ(?:סירה|סור)|(?:ה?מסירה|משלוח)[^\n]{0,40}נכשל|נכשלה ה?מסירה|לא נמסר|не доставлен|δεν ήταν δυνατή η παράδοση|undeliver(?:able|ed)|delivery (?:status(?: notification)?|failure|has failed|report|notification|error|problem|unsuccessful|attempt|delayed|delay)|mail delivery (?:failed|failure|system|status|error|problem|delayed)"
    r"|returned (?:mail|message|to sender|e-?mail)|(?:message|mail|e-?mail) (?:returned|rejected|blocked|bounced|delivery|status|not sent|could not)|failure notice|failed (?:mail|delivery)|mail fail(?:ed|ure)|returning to sender|delivery failed|message (?:undeliverable|not delivered|you sent blocked|delayed)|non[- ]?delivery|nondeliverable|non-deliverable|unzustellbar"
    r"|mail system error|warning: (?:could not send|message)|could ?n[o'’]t (?:be )?deliver|can ?n[o'’]t (?:be )?deliver|unable to (?:deliver|send)|not (?:able to )?deliver|(?:permanent|transient) (?:delivery )?(?:failure|error)|rejected:|bounce[d]? (?:mail|message)|error sending (?:your )?(?:mail|message)|mail could not be|delivery[ -]?fail"
    r"|failure delivery|delayed mail|nicht zustellbar|zustellung (?:fehlgeschlagen|ihrer)|zustellungs|fehlgeschlagen|unzustellbare|non remis|échec (?:de la|d'envoi|de remise)|non distribu|no se puede entregar|no entregado|no se pudo|devuelto|mensagem não|não entregue|devolvid|falha (?:na|de) entrega|onbestelbaar|niet (?:bezorgd|afgeleverd)"
    r"|non recapitabile|mancat[oa] (?:recapito|consegna)|impossibile (?:recapitare|consegnare)|kunde inte levereras|olevererbart|ikke leveres|kunne ikke|nie można|niedostarcz|niedoręcz|zwrot|не доставлен|недоставлен|не удалось доставить|возврат|сбой доставки|未送达|退信|投递失败|無法傳遞|無法投遞|传递失败|配信不能|発送失敗|발송 ?실패|\[bounce\]|considered unsolicited|配信エラー|配送エラー|エラーメール|送信エラー|未配達|반송|전송 실패|doručení|kézbesítés|nedoruč|teslim edilemedi|não é possível entregar|kan inte levereras|kan ikke leveres|toimittaminen epäonnistui|ei voi(?:da|tu) toimittaa|배달되지|배달 ?실패|kézbesíthetetlen|nelivrabil|δεν παραδόθηκε|αδυναμία παράδοσης|échec de (?:la )?(?:remise|distribution)|không (?:thể )?gửi)",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(
    r"\bi (?:can|can['’]?t|cannot|get|got|keep|tried|never|have|sent|send|receive|did)\b|\bmy (?:account|mailbox|mails?|e-?mails?|address|computer|outlook|package|order)\b|please help"
)
ANSWERS = re.compile(
    r"\s*(?:re|aw|antw|antwort|sv|vs|odp|rif|res|fw|fwd|wg|tr|rv|enc|回复|答复|转发|отв|ynt)\s*(?:\[\d+\])?\s*[:：]",
    re.IGNORECASE,
)
"""A prefix that a person's program puts before a subject."""

FORWARDS = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|转发|轉寄|i)\s*[:：]", re.IGNORECASE)

# Said by programs alone: enough by itself at the head of a subject.
_SURE = (
    r"auto(?:matic|mated|-?generated)?[ -]?(?:e-?mail )?(?:reply|response|answer|responder|acknowledge?ment|confirmation)|autoreply|autoresponse|auto ?:|autoréponse|out[- ]of[- ](?:the[- ])?office[ -]?(?:auto|reply|response|notification|notice|message|assistant|: | ?(?:re|aw|sv|fw|fwd)\s?:)"
    r"|automatische (?:antwort|antwoord|e-?mail|reactie|rückantwort|empfangsbestätigung)|automatisch(?:e)? (?:antwoord|bericht|reactie)|autom\. antwort|abwesenheits(?:notiz|assistent|meldung|nachricht|agent|benachrichtigung)|réponse (?:automatique|auto)|message d['’]absence(?: automatique)?|notification d['’]absence"
    r"|respuesta autom[áa]tica|contestaci[óo]n autom[áa]tica|mensaje autom[áa]tico|resposta autom[áa]tica|mensagem autom[áa]tica|risposta automatica|messaggio automatico|automatisk (?:svar|besvarelse|epost|e-post)|automatiskt svar|autosvar|automaattinen vastaus|odpowied[źz] automatyczna|automatyczna odpowied[źz]|autoodpowied[źz]"
    r"|автоответ(?:чик)?|автоматический ответ|автоматична відповідь|automatick[áaýy] odpov[ěe][ďd]|automatikus v[áa]lasz|r[ăa]spuns automat|otomatik (?:yanıt|cevap)|αυτόματη απάντηση|automatski odgovor|jawaban otomatis|balasan otomatis|תשובה אוטומטית|מענה אוטומטי|رد تلقائي|الرد التلقائي|trả lời tự động|thư trả lời tự động"
    r"|自动(?:回复|答复|应答)|自動(?:回覆|回复|返信|応答|答覆)|\[?자동 ?(?:응답|회신|답장|발송)\]?|ตอบกลับอัตโนมัติ|автоматичен отговор|автоматски одговор|automatinis atsakymas|automaatvastus|automaatne vastus|tự động trả lời|resposta automàtica|automātiska atbilde|samodejni odgovor|erantzun automatikoa|sjálfvirkt svar|balas(?:an)? automatik|स्वचालित उत्तर|پاسخ خودکار|\[(?:auto(?:matic|mated)?[ -]?(?:reply|response)|ooo|out of office|vacation)\]|vacation (?:reply|notice|message|response|autoreply|auto-?reply)|away from my (?:e-?)?mail|ooo ?(?::|$|-|until|re:)|不在通知|不在の(?:ご連絡|お知らせ|ため)|休暇(?:通知|のお知らせ)|ferien-? ?(?:notiz|abwesenheit)|urlaubs-?(?:notiz|benachrichtigung|meldung)|yahoo!? auto ?response|your (?:message|e-?mail|request|inquiry|enquiry)(?: to [^\n]{2,40})? has been received\b(?! by)|auto-?(?:antwort|svar|odpov[ěe][ďd]|risposta|respuesta|resposta|antwoord)\b"
)
# People write these too; the head of the body must say the same, and ask nothing.
_AWAY = (
    r"out of (?:the )?office|ooo\b|away\b|not at my desk|office (?:is )?closed|betriebsferien|en vacances|pto(?=\W*$| \d| until| from| this| next)|on (?:vacation|leave|holiday|annual leave|maternity leave|pto)|i am (?:away|out|on)|i['’]m (?:away|out|on)|i will be|vacation|holiday|annual leave|maternity leave|not in (?:the )?office|currently (?:away|out|on|unavailable)|unavailable|no longer (?:with|at|employed)|left the (?:company|organi[sz]ation)"
    r"|abwesen[dh]\w*|nicht im (?:büro|haus)|im urlaub|urlaub|au(?:ß|ss)er ?haus|bin (?:im|nicht)|absen(?:ce|t|te)\b|en cong[ée]s?|cong[ée]s?\b|hors (?:du )?bureau|fuera de (?:la )?oficina|ausen(?:te|cia)|de vacaciones|vacaciones|fora do escrit[óo]rio|aus[êe]ncia|de f[ée]rias|f[ée]rias|afwezig(?:heid)?|niet aanwezig|op vakantie|vakantie|fuori (?:sede|ufficio)|assen(?:te|za)|in ferie|ferie"
    r"|fravær(?:ende)?|ikke til stede|på ferie|ferie|frånvar(?:o|ande)|på semester|semester|tjänstledig|föräldraledig|poissa(?: toimistosta)?|lomalla|poza biurem|nieobecn\w+|urlop|jestem na urlopie|вне офиса|отсутств\w+|в отпуске|отпуск|mimo kancel\w+|dovolená|nem vagyok|szabadságon|házon kívül|în concediu|concediu|izinde|ofis dışında|vắng mặt|nghỉ phép|niet op kantoor|ikke på kontoret|inte på (?:kontoret|plats)|нет на месте|нет в офисе|меня нет|не в офисе|nie ma mnie|no estoy en|pas au bureau|vacances|estoy (?:de vacaciones|fuera|ausente)|aus dem büro|sabbatical|retired\b|不在|休假|外出|请假|出差|休暇|부재 ?중|휴가"
)
# A desk's receipt: likewise, but it may offer help in a question.
_RECEIVED = r"thank you for (?:your (?:e-?mail|message|inquiry|enquiry|request|interest)|contacting|writing|reaching)|thanks for (?:your (?:e-?mail|message)|contacting)|we(?:['’]ve| have)? received your|hemos recibido su|recebemos (?:a )?sua|nous avons (?:bien )?reçu votre|ihre (?:anfrage|nachricht|e-?mail) (?:ist|wurde)|your (?:request|message|e-?mail|inquiry|ticket|case)(?: \(?[#\w-]*\d[\w-]*\)?)? (?:has been|was|is) received|received:|confirmation of receipt|acknowledge?ment|case (?:#|number|created)|ticket (?:#|received|created|opened)|\[?(?:request|ticket|case) received\]?"
SURE_AFTER = re.compile(rf"[^\n]{{2,60}}?\s?[:|(–-]\s*(?:{_SURE})\W*$", re.IGNORECASE)
SURE_SUBJECT = re.compile(rf"\s*(?:{_SURE})", re.IGNORECASE)
_I = r"(?:(?:ich(?: bin)?|ik(?: ben)?|jeg(?: er)?|jag(?: är)?|je(?: suis)?|sono|estoy|estou|jestem|jsem|olen|я) )"
AWAY_SUBJECT = re.compile(rf"\s*(?:\W{{0,3}})?(?:{_I})?(?:{_AWAY})", re.IGNORECASE)
AWAY_BEFORE = re.compile(
    rf"[^:\n]{{0,40}}?\b(?:{_AWAY})[^:\n]{{0,40}}?[\s:：–-]+(?:re|aw|antw|sv|vs|odp|rif|fw|fwd|wg|tr)\s?[:：]",
    re.IGNORECASE,
)
"""An absence set before the subject that is answered: "Frånvarande: Re: Knee"."""
AWAY_ALONE = re.compile(
    rf"\W*(?:{_I})?(?:{_AWAY})(?:[\W\d]|\b(?:until|till|from|to|through|back|returning|bis|vom|zum|jusqu['’]au|du|au|hasta|del?|al|até|fino|tot|till?|do|od|до|с|по|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b|office|bureau|oficina|ufficio|escritório|kantoor|kontoret|büro|the|jan\w*|feb\w*|mar\w*|apr\w*|may|mai|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)*$",
    re.IGNORECASE,
)
"""An absence, its dates, and no more."""
AWAY_AFTER = re.compile(rf"[^\n]{{2,60}}?\s?[:：|(–-]\s*(?:{_AWAY})[^\n]{{0,30}}$", re.IGNORECASE)
"""An absence behind a name: "Dana Whitlock - Out of Office"."""
_ABROAD = r"ihre (?:e-?mail|nachricht|anfrage)|(?:din|ditt|dit|deres) \w+ (?:er|har|är) (?:\w+ )?(?:modtaget|mottatt|mottagi?t|mottaget)|vi har (?:modtaget|mottatt|mottagit)|eingangsbestätigung|bestätigung ihrer|accusé de réception|confirmación de (?:recepción|recibo)|confirmação de receb|conferma (?:di )?ricezione|ontvangstbevestiging|potwierdzenie (?:otrzymania|przyjęcia)|mottagningsbekräftelse|bekräftelse|bekræftelse|bekreftelse|vahvistus|potvrzení|visszaigazolás|ваше? (?:обращение|письмо|заявка)|ваш запрос|お問い?合わ?せ|受付|已收到|접수|문의"
RECEIVED_ABROAD = re.compile(
    rf"(?:re:\s*)?(?:\W{{0,3}})?(?:{_ABROAD})|[^\n]{{0,60}}(?:접수되|已收到|を受け付け)", re.IGNORECASE
)
YOUR_MAIL = re.compile(
    r"\byour (?:\S+ )?(?:e-?mail|message|mail\b|request|inquiry|enquiry|submission|correspondence)|\bthis (?:e-?mail )?(?:mailbox|address)|(?:ihre|deine) (?:\S+ )?(?:nachricht|e-?mail|mail)|votre (?:\S+ )?(?:message|courriel|e-?mail|mail|demande)|(?:su|tu) (?:mensaje|correo|solicitud|consulta)|(?:sua|seu) (?:mensagem|e-?mail|contat?c?to|solicitação|pedido)|(?:sua|tua) (?:e-?mail|mail|richiesta)|uw (?:bericht|e-?mail|mail|vraag|aanvraag)|(?:ditt|din|dit) (?:meddelande|mejl|mail|e-post|besked|ärende|henvendelse)|viesti|wiadomoś|zpráv|level|mesaj|письмо|сообщение|лист\b|μήνυμα|邮件|郵件|来信|メール|메일"
)
"""A mail that the text speaks of: the one that it answers."""
RECEIVED_SUBJECT = re.compile(rf"\s*(?:\W{{0,3}})?(?:{_RECEIVED})", re.IGNORECASE)
GOES_ON = re.compile(r"(?<=\w) +\w")
"""A sentence goes on where a machine would set a colon or end."""
ASKS = re.compile(r"[?？؟](?=\s|$)|[？؟]")
"""A question; not the mark within a link."""
OFFERS = re.compile(
    r"(?:^|[.!?¿\n]) {0,3}¿?(?:is (?:it|this|your \w+) (?:urgent|an emergency)|(?:do you )?(?:need|require) (?:immediate |urgent |more |further |some |any )*(?:help|assistance|support|an? )|(?:have|got|do you have) (?:an? |any )?(?:urgent |more |further |other )*questions?|(?:any |more |further |other )?questions|urgent|emergency|in a hurry|haben sie (?:\w+ ){0,3}fragen|(?:noch |weitere )fragen|dringend|benötigen sie|brauchen sie|besoin d|une (?:question|urgence)|urgence|c['’]est urgent|necesita ayuda|es urgente|tiene (?:alguna|otra)|urgente|precisa de ajuda|é urgente|ha bisogno|hai bisogno|serve aiuto|è urgente|heeft u (?:\w+ ){0,3}vragen|hulp nodig|spoed|haster|brådskande|behöver du|piln\w+|haast|something urgent|anything urgent|need (?:it|an answer|something|someone|us) (?:sooner|faster|now|right away|urgently)|in a rush|can['’]t wait|got a question|eilig|eilt es|es eilt|prisa|corre prisa|tiene prisa|pressa|fretta|bråttom|travlt|kiire\w*|hast\w*|akut\w*|naléhav\w*|urgentní|súrn\w*|sürgős\w*|acil\w*|urgență|επείγον|דחוף|עניין דחוף|عاجل|срочн\w*)[^.?!\n]{0,60}\?"
)
"""A question by which a machine offers help."""
AUTO_ALONE = re.compile(r"\s*auto ?:", re.IGNORECASE)
"""Lotus sets it before a note, and people before what concerns a car."""
ANYWHERE_SUBJECT = re.compile(
    r"[\[(](?:auto(?:matic)? ?-?(?:reply|response)|auto|out of (?:the )?office|ooo|vacation|autoreply|automatische antwort|respuesta automática|réponse automatique)[\])]|(?:is|am|i['’]m) (?:currently )?(?:unavailable|away\b|absent|not in the office|out of (?:the )?office|on (?:vacation|leave|holiday|annual leave|pto))|out of (?:the )?office [\d(]|(?:ist|bin) (?:derzeit |zurzeit )?(?:außer haus|nicht im (?:büro|hause?)|im urlaub)|est (?:actuellement )?absente?(?:\(e\))?|en congés? (?:de )?(?:maternité|paternité|parental|maladie|annuels?)|está ausente (?:de|do|da)|è fuori (?:ufficio|sede)|is (?:momenteel )?afwezig|är inte på kontoret|er ikke (?:på kontoret|til stede)|jest poza biurem|не в офисе|-? ?out of (?:the )?office ?(?:$|until|from|till|through|autoreply|auto[- ])"
)

# The head of a vacation note or of a receipt. What is looked for within a text is in lower case, as that text then is:
# looking without regard to case costs five times as much.
_PHRASES = (
    r"(?:(?:am|['’]m|be|currently|been) (?:\w+ ){0,3}|is (?:currently |now )?)(?:out of (?:the |my )?(?:office|country)|away until|out until|unavailable)|away from (?:the|my) (?:office|desk|e-?mail)|(?:am|['’]m|be|is|currently|been) (?:\w+ ){0,2}on (?:annual |maternity |paternity |parental |sick |medical |a )?(?:leave|vacation|holidays?|pto)|(?:limited|no|intermittent|not have) access to (?:my )?e-?mail|not (?:be )?(?:reading|checking|monitoring) (?:my )?(?:e-?)?mail|when i (?:return|get back|am back)|upon my return|i (?:will )?(?:return|be back)|no longer (?:with|at|work|employed|monitored)"
    r"|automat(?:ic|ed|ically)[ -](?:generated )?(?:reply|response|message|e-?mail|acknowledge?ment|confirmation|notification|answer)|automatically generated|auto[- ]?(?:reply|response|generated|responder)|do not reply|we(?: have|['’]ve)? received your|your (?:message|e-?mail|request|inquiry|ticket|case)\b.{0,40}(?:has been|was|is) (?:received|created|registered|logged|assigned|important)|will (?:respond|reply|get back|be in touch|contact you|answer)\b.{0,60}(?:within|as soon as|shortly|soon|business|hours|return)"
    r"|(?:bin|nicht|derzeit|zurzeit) (?:\w+ ){0,3}(?:abwesend|außer haus)|nicht im (?:büro|haus)|im urlaub|außer haus|ausser haus|nicht erreichbar|automatisch (?:erstellt|generiert|versandt|beantwortet)|wieder (?:erreichbar|im büro|zurück|da)|in dringenden|nicht (?:weitergeleitet|gelesen)|(?:suis|serai|actuellement) (?:\w+ )?absent|en congés?|en vacances|de retour (?:le|au)|actuellement (?:en|absent)|message automatique|serai (?:absent|de retour)|en cas d['’]urgence"
    r"|fuera de (?:la )?oficina|estaré (?:ausente|de vuelta|fuera)|de vacaciones|me encuentro (?:fuera|ausente|de vacaciones)|(?:estoy|estaré) ausente|regres(?:o|aré)|respuesta automática|mensaje automático|fora do escritório|(?:estou|estarei) ausente|de férias|retorn(?:o|arei)|resposta automática|(?:ben|tijdelijk) (?:\w+ )?afwezig|niet (?:aanwezig|op kantoor|bereikbaar)|op vakantie|weer (?:aanwezig|bereikbaar|terug)|fuori (?:sede|ufficio)|(?:sono|sarò) (?:\w+ )?assente|in ferie|rientr(?:o|erò)|risposta automatica"
    r"|fraværende|ikke (?:til stede|på kontoret)|på ferie|er tilbage|er tilbake|automatisk|inte på (?:kontoret|plats)|på semester|åter på|är tillbaka|frånvarande|föräldraledig|poissa|lomalla|poza biurem|nieobecn|urlop|wiadomość została wygenerowana|wrócę|в отпуске|отсутств|вне офиса|автоматическ|вернусь|nejsem|dovolen|házon kívül|szabads|concediu|izinde|tatilde|vắng mặt|nghỉ phép|tự động|不在|休假|外出|自动|自動|已收到您的|出差|休暇|부재|휴가|자동"
)
PHRASE = re.compile(_PHRASES)
RECEIPT_PHRASE = re.compile(
    r"automat|automá|автомат|自动|自動|자동|do not reply|nicht antworten|ne pas (?:y )?répondre|no responda|(?:has|have) been (?:received|created|registered|logged|assigned|opened)|received your|your (?:\w+ )?(?:request|ticket|case) (?:number|id|#)|business (?:day|hour)|\d+ hours"
)
"""What of these only a receipt says, also beside a question."""
AUTOMATIC = (
    "auto",
    "above this line",
    "אוטומטי",
    "تلقائي",
    "อัตโนมัติ",
    "автомат",
    "自动",
    "自動",
    "자동",
    "발신",
    "otomat",
    "automát",
    "αυτόματ",
    "tự động",
)
"""Each sentence of those below has one of these."""
# A whole sentence that no person writes of an own mail.
SAYS_SO = re.compile(
    r"\b(?:it|which) (?:was|is) automatically (?:generated|sent)\b|"
    r"(?<!got )(?<!get )(?<!received )(?<!receive )\bthis auto(?:mat(?:ed|ic)|-)[ -]?(?:reply|response|message|e-?mail|acknowledge?ment|notice)\b|"
    r"(?:^|\n|[.!。] )[\W_]{0,6}(?:(?:please note[:,]? )?(?:that )?this is an auto(?:mat(?:ic|ed|ically generated)|-?generated)? ?-?(?:e-?mail |system )?(?:reply|response|message|e-?mail|acknowledge?ment|notification|answer)|(?:this|the) (?:message|e-?mail|mail|reply|response) (?:was|is|has been) (?:sent |generated |created )?automat(?:ically|ic)"
    r"|dies(?:e (?:nachricht|e-?mail|mail|antwort)|es ist eine| ist eine) (?:wurde )?automatisch|ceci est (?:un message|une réponse) automatique|este (?:es un|é uma|correo es un)? ?(?:mensaje|mensagem|respuesta|resposta) (?:es )?autom[áa]tic|dit is een automatisch|questa? è una risposta automatica|questo è un messaggio automatico|dette er (?:et|en) automatisk|detta är ett automatiskt"
    r"|to jest automatyczna|это автоматический|это сообщение (?:создано|отправлено) автоматически|这是(?:来自.{0,12}的?)?一?封?的?(?:假期)?自动(?:回复|发送)|本邮件(?:为|由)系统自动|このメールは自動|これは自動)"
)
SAYS_SO_FIRST = re.compile(
    r"[\W_]{0,8}(?:auto(?:matic|mated)?[ -]?(?:reply|response|message)\b(?=\s*[-–:.!*\n])|[^\n]{0,14}\breply above this line)"
    r"|[\W_]{0,8}(?:[^\n.!?。？]{0,25}?(?:automat|autosvar|автомат|αυτόματ|otomatik|אוטומטי|تلقائي|自动|自動|자동|tự động|อัตโนมัติ)[^\n.!?。？]{0,20}?(?:antwort|notiz|nachricht|réponse|absence|respuesta|mensaje|resposta|mensagem|risposta|messaggio|antwoord|bericht|svar|meddel|besked|melding|vastaus|viesti|odpowied|wiadomo|odpov|zpráv|správ|válasz|üzenet|răspuns|mesaj|ответ|сообщ|письм|відповід|лист|μήνυμα|απάντηση|yanıt|cevap|رد|رسالة|回复|回覆|返信|送信|邮件|응답|메일|thư|ข้อความ)"
    r"|[^\n.!?。？]{0,25}?(?:antwort|notiz|message|mensagem|e-?mail|svar|ответ|письмо|відповідь|μήνυμα|yanıt|הודעה|מענה|תשובה|رد|رسالة|返信|邮件|메일|thư|email)[^\n.!?。？]{0,25}?(?:automatique|automátic|automatisch|autosvar|автомат|αυτόματ|otomatik|אוטומטי|تلقائي|自动|自動|자동|tự động))"
)
"""The first words of a short text say in some language that it is automatic."""
SAYS_SO_ABROAD = re.compile(
    r"(?:nachricht|e-?mail|mail|ticket|antwort|bestätigung) wurde automatisch (?:erstellt|generiert|versandt|versendet|erzeugt)|automatisch generierte (?:nachricht|e-?mail|mail|antwort)|(?:message|e-?mail|courriel) (?:généré|envoyé) automatiquement|(?:mensaje|correo) (?:generado|enviado) autom[áa]ticamente"
    r"|(?:esta|este) (?:é|es) (?:uma?|una?) (?:mensagem|e-?mail|resposta|mensaje|correo|respuesta) autom[áa]tic|(?:mensagem|e-?mail) (?:gerad[oa]|enviad[oa]) automaticamente|(?:messaggio|e-?mail|risposta) (?:generat|inviat)[oa] automaticamente|automatisch gegenereerd(?:e)? (?:bericht|e-?mail)"
    r"|(?:meddelande|mejl|besked|e-?mail|e-?post|mail) (?:är|er|har) (?:skickats |blevet )?(?:sendt |genererat |genereret |generert )?automatisk|wiadomość (?:została|jest) (?:wygenerowana|generowana|wysłana) automatycznie|это автоматическ|(?:сообщение|письмо) (?:создано|отправлено|сформировано|сгенерировано) автоматически|це автоматичн|това е автоматич"
    r"|toto je automatick|(?:zpráva|správa) (?:byla|bola) (?:vygenerována|odeslána|vygenerovaná|odoslaná) automaticky|tämä on automaattinen|ez egy automatikus|acesta este un (?:mesaj|răspuns) automat|otomatik olarak (?:gönderil|oluşturul)|αυτό είναι (?:ένα )?αυτόματο|đây là (?:thư|e-?mail|tin nhắn) (?:trả lời )?tự động|ini adalah (?:balasan|pesan|e-?mail) otomatis"
    r"|(?:この|本)(?:メール|メッセージ)は.{0,14}自動|自動(?:配信|送信|返信)(?:されて|メール|しており|により)|[本此](?:邮件|郵件|信件).{0,10}自[动動](?:发|發|回|生)|系[统統]自[动動](?:发送|發送|回复|回覆|生成)|자동으로 (?:발송|전송|회신|발신)|자동 ?(?:발송|회신|응답)(?:된|되는)? ?(?:메일|메시지)|발신 ?전용"
)
"""The same in other languages, wherever it stands."""
RECEIPT = re.compile(
    r"\s*(?:read|not read|delivered|gelesen|ungelesen gelöscht|lu|non lu|leído|no leído|lida|lido|não lida|gelezen|niet gelezen|letto|non letto|læst|lest|läst|przeczytano|прочтено|прочитано|已读|已讀|開封済み|return receipt|lesebestätigung|gelesen bestätigung|accusé de (?:lecture|réception)|confirmación de lectura|ricevuta di ritorno|ricevuta di lettura|disposition notification|leesbevestiging)\b",
    re.IGNORECASE,
)
RECEIPT_BODY = re.compile(
    r"(?:was|wurde) (?:read|displayed|deleted|opened|gelesen|am .{1,60} gelesen)|your message\s.{0,300}?(?:was read|was deleted)|return receipt for the mail|has been (?:read|displayed|opened)|(?:was|has been) (?:successfully )?delivered to the following|this is a (?:return|read) receipt|ihre nachricht.{0,300}(?:gelesen|gelöscht)|a été lu|se (?:ha leído|leyó)|foi lida|è stato letto|gelezen op|dies ist eine empfangsbestätigung",
    re.IGNORECASE | re.DOTALL,
)
AUTO_SENDER = re.compile(
    r"(?:auto-?(?:reply|replies|responder|respond|answer|mailer)|autoresponse|vacation|out-?of-?office)(?:[+=-].*)?",
    re.IGNORECASE,
)
CODE = re.compile(r"(?<![#\d-])\b\d{5}\b(?!-)|\b[a-tv-z]\d[0-9a-z]\.[0-9a-z]{1,4}\b")
"""What looks like a code of a procedure or of a diagnosis."""
ASKS_TO_BILL = re.compile(
    r"\b(?:do|can|could|should|may|must|would) (?:i|we) (?:\w+ )?(?:use|bill|code|report|charge|append|submit|add|put|count|claim)\b[^.!\n]*\?|\b(?:could|can|would) you (?:please )?(?:tell|advise|explain)\b"
)
"""A biller's question, with or without a code."""
NO_REPLY = re.compile(
    r"(?:no-?_?reply|do-?_?not-?_?reply|noresponse|no-?responder|nao-?responda|nepasrepondre|ne-pas-repondre|keine-?antwort)(?:[+=._-].*)?",
    re.IGNORECASE,
)
CHALLENGE = re.compile(
    r"requires? (?:sender )?verification|verify that you are (?:a |an |not |the |real|human)|(?:confirm|prove|verify)(?:ing)? that you(?:['’]re| are) (?:a |not a |an )?(?:\w+ ){0,2}(?:human|person|spam\w*|sender|machine|robot)|(?:awaiting|requires|needs) (?:your |sender )?(?:confirmation|authori[sz]ation)|(?:safe|trusted|known|allowed) senders?|holding area|(?:not|isn['’]t) (?:yet )?(?:on|in|among) my (?:\w+ ){0,2}(?:list|contacts|senders)|(?:your )?(?:message|e-?mail) (?:is|was|has been) (?:being )?(?:held|placed|put|quarantined)\b[^.\n]{0,60}(?:quarantine|queue|until|pending|because)|approved senders?|to (?:complete|release|deliver) (?:this|your|the) (?:verification|message|e-?mail)|(?:add(?:ed)? (?:you )?to (?:my|his|her|their|the) (?:white|approved|guest|allowed?)[ -]?(?:list|sender))"
)
"""A filter wants the sender to prove that he is a person."""
CHALLENGES = (
    "verif",
    "confirm",
    "prove ",
    "authori",
    "held",
    "placed",
    "put ",
    "quarantin",
    "approved",
    "to release",
    "to deliver",
    "list",
)
"""Each of those above has one of these."""
ENDS = ("\n-- ", "\n--\n", "confiden", "intended recip", "disclaimer", "vertraulich", "riservat", "vertrouwelijk")
"""What the end of a long text has that is not the text itself: a signature, a notice of confidence."""
COMPLAINT_SUBJECT = re.compile(
    r"\s*(?:complaint about message from|e-?mail feedback report|abuse report:)", re.IGNORECASE
)


def challenges(head: str) -> bool:
    """Tell whether the head of a text, in lower case, wants its reader to prove that he is a person."""
    return any(word in head for word in CHALLENGES) and CHALLENGE.search(head) is not None


QUOTE = re.compile(
    r"^[ \t]*(?:>|-{3,}|_{5,}|(?:From|Von|De|Da|Van|Od|От|发件人)\s?:)|^On .{10,120}wrote:$", re.MULTILINE
)
"""What is quoted begins here."""


@lru_cache(maxsize=1)
def own_words(start: str) -> str:
    """Return the start of a text up to what it quotes, in lower case, without the questions by which machines offer help."""
    quote = QUOTE.search(start)
    own = (start[: quote.start()] if quote else start).lower()
    return OFFERS.sub(". if you need help. ", own) if "?" in own else own
