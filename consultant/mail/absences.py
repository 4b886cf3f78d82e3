"""Vacation notes and receipts by what they say, in thirty languages, where neither a header nor the subject tells.

Such a note says, early and in the present tense, that its writer is away (or that a mail has arrived), and then until
when, whom to turn to instead, or that an answer will follow. It asks nothing and does not speak of the matter. A person who
mentions a holiday does one of those, seldom two.
"""

import re
from dataclasses import dataclass
from functools import cache

_EARLY = 330
"""Characters before which a note has said what it is about."""
_LONG = 1_200
"""Characters that no such note needs."""


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The words of one language, in lower case: ``stems`` are looked for first, for a look at them costs next to nothing.

    The others are patterns, made when a mail first has one of the stems: few mails do, and commands start sooner.
    """

    stems: tuple[str, ...]
    said: str
    """Somebody is away; of a receipt: a mail has arrived."""
    besides: str
    """Until when, and whom to turn to instead; of a receipt: what happens next."""


def _tongue(stems: str, said: str, besides: str) -> _Tongue:
    return _Tongue(tuple(stems.split("|")), said, besides)


_pattern = cache(re.compile)


_AWAY = (
    _tongue(
        "out of|away|return|mailbox|inbox|out sick|off work|off sick|limited avail|fishing|business trip|i work|back|leave|vacation|holiday|closed|no longer|out until|out till|out through|travel|pto|unavailable|check|monitored|sabbatical|retired|attending|out from|on parental|ooo",
        r"\b(?:i am|i['’]m|i will be|i['’]ll be|we are|we['’]re|am|i have|i['’]ve) (?:\w+ ){0,3}?(?:off (?:work|sick)|out sick|(?:currently|now) away|attending|out of (?:the |my |our )?(?:office|country|town)|away (?:from|until|till|through|on|this|for)|on (?:\w+ )?(?:leave|vacation|holidays?|pto|sabbatical)|out (?:until|till|til|through|from|on|today|this)|(?:on a )?(?:business trip|jury duty)|travell?ing|unavailable|limited availability|gone fishing|ooo)\b|\bi work (?:\w+ )?(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|part)|\b(?:when i return|(?:up)?on my return|when i['’]m back|when i am back)\b"
        r"|\bout of (?:the )?office (?:from|until|till|through|starting|with)|\b(?:office|offices|practice|clinic|desk|department) (?:is|are|will be) (?:\w+ )?closed|\bno longer (?:an employee|with us|with|at|works?|working|employed|be(?:ing)? (?:monitored|checked|used)|(?:monitored|checked|in use|active))|\bmailbox (?:\S+ )?(?:is|has been) (?:now )?(?:closed|disabled|deactivated)|\bonly check(?:ing)? (?:my )?e-?mail|\bhas (?:retired|left (?:the )?\w+)\b|(?:mailbox|inbox|e-?mail address|account) is (?:not|un)(?! \w+ (?:outside|after|over|on|24|at|during)\b)",
        r"\b(?:until|till|through|thru|after the \d|return(?:ing|s)?|reopen|back (?:on|in the office|at|by|from)|when (?:i|we)(?: am|['’]m| are|['’]re)? (?:return|get back|back|reopen)|from .{3,40}\b(?:to|through|until)\b|as soon as i['’]m back|get back to you|direct (?:\w+ ){0,2}correspondence|in the evenings?\b|is (?:handling|covering)|please use (?:our|the)\b|urgent\w*|emergenc\w*|immediate\w*|in my absence|while i am (?:away|out)|(?:limited|no|intermittent|without|not have|sporadic) access to|not be (?:forwarded|read|monitored|checking|reading)|as soon as i can|\bnext working day|has been forwarded|intermittent|be delayed|slow to respond|please (?:contact|e-?mail|write to|reach out to|direct|send|forward|call|update|reach)\b[^?\n]{0,80}?(?:@|\d{3}|inquir|enquir|e-?mails? to|records|contacts|address book))",
    ),
    _tongue(
        "urlaub|am platz|ich arbeite|abwesend|nicht im|haus|erreichbar|nicht da|betriebsferien|geschlossen|elternzeit|mutterschutz|dienstreise|krank|nicht mehr|auf reisen",
        r"\bbin (?:ich )?(?:\S+ ){0,9}?(?:nicht (?:im (?:büro|hause?)|erreichbar|da|am platz|zu erreichen)|im urlaub|abwesend|au(?:ß|ss)er haus|in (?:elternzeit|mutterschutz)|auf (?:dienstreise|reisen)|krank|nicht mehr)|befinde ich mich|befinde mich (?:\S+ ){0,4}?(?:im|in|auf)|im urlaub und|\b(?:haben wir|wir haben) (?:\S+ ){0,8}?betriebsferien|(?:büro|praxis|kanzlei) (?:ist|bleibt) (?:\S+ ){0,10}?geschlossen|habe (?:ich )?(?:\S+ ){0,5}?urlaub|auf urlaub|\bich arbeite (?:nur |immer )?(?:montag|dienstag|mittwoch|donnerstag|freitag)|nicht mehr (?:im unternehmen|bei uns|für .{1,40} tätig|überwacht|gelesen)",
        r"\bbis\b|\bvom\b|wieder (?:für|erreichbar|im|da|zurück|am)|zurück|\bab dem\b|(?:nicht|weder) (?:automatisch )?(?:weitergeleitet|gelesen|bearbeitet)|dringend|\bnotf[aä]ll|vertret|erst am|wenden sie sich|nach meiner rückkehr|nächsten arbeitstag|eingeschränkt erreichbar|nicht gelesen|in meiner abwesenheit|werde ich .{1,60}(?:beantworten|bearbeiten|antworten)|lese keine",
    ),
    _tongue(
        "absen|arrêt|ne travail|retour|congé|vacances|fermé|déplacement|bureau|indisponible|plus partie",
        r"(?:\b(?:suis|serai|sommes|serons) (?:\S+ ){0,3}?(?:absente?s?|en (?:congés?|vacances|déplacement|formation)|indisponible|hors)|(?:^|\n|[,.!] )(?:je suis )?(?:actuellement )?(?:absente?|en (?:congés?|déplacement|vacances|formation|arrêt)) (?:du|jusqu|pour|maternité|parental|annuel)|ne travaill[ei]s? pas (?:le|les|ce)\b|en arrêt (?:maladie|de travail)|à mon retour|\b(?:est|sera|sont|serons) (?:\S+ ){0,2}?fermée?s?|en congés? (?:jusqu|du|de|à)|ne fai[st] plus partie)",
        r"jusqu['’ ]|\bdu \d|de retour|retour\b|merci de vous adresser|adress|reprendr|inclus|urgen|messagerie|\bdès (?:lundi|mardi|mercredi|jeudi|vendredi|mon)|en mon absence|(?:veuillez|merci de|vous pouvez) (?:\S+ )?(?:contacter|adresser|joindre)|rouvr|\bau \d",
    ),
    _tongue(
        "fuera de|regreso|ausente|vacaciones|licencia|viaje|cerrad|de baja|ya no",
        r"\b(?:estoy|estaré|me encuentro|me encontraré|encuentro|estamos|estaremos|estará) (?:\S+ ){0,3}?(?:fuera|ausentes?|de (?:vacaciones|viaje|baja|licencia)|cerrad)|\bya no (?:trabaj|form|labor)|a mi (?:regreso|vuelta)",
        r"\bhasta\b|regres|vuelva|vuelta|retorn|urgen|acceso (?:\S+ )?(?:limitado )?al? (?:correo|e-?mail)|en mi ausencia|dirija|vuelvo|pued[ea]n? (?:contactar|comunicarse|escribir|dirigirse)|\bdel \d|desde el",
    ),
    _tongue(
        "férias|ausente|fora do|fora de|licença|encontro-me|viagem|já não",
        r"\b(?:estou|estarei|encontro-me|encontrar-me-ei|estaremos|está) (?:\S+ ){0,3}?(?:ausentes?|fora|de (?:férias|licença)|em (?:férias|viagem|gozo)|encerrad)|\b(?:já )?não (?:trabalh|faz parte)|no meu (?:regresso|retorno)",
        r"\baté\b|regress|retorn|volt(?:o|arei|ar)\b|urg[êe]n|na minha ausência|contact|contat|a partir d|assim que",
    ),
    _tongue(
        "ferie|vacanz|rientro|assente|fuori|trasferta|permesso|malattia|chiusi|chiuso|non lavor",
        r"\b(?:sono|sarò|saremo|siamo|resterà|sarà) (?:\S+ ){0,3}?(?:in (?:ferie|vacanza|trasferta|maternità|malattia)|assente|fuori|chius)|non (?:lavoro|lavora|fa) più|al (?:mio )?rientro",
        r"\bfino\b|rientr|ritorn|torner|urgen|in mia assenza|durante la mia assenza|contattare|rivolgersi|scrivere a|\bdal \d|riapr|accesso limitato|appena possibile",
    ),
    _tongue(
        "vakantie|terugkeer|ik werk|afwezig|op kantoor|verlof|buiten kantoor|gesloten|met vrij|niet aanwezig|bereikbaar|niet meer",
        r"\b(?:ben|zijn|is) (?:ik )?(?:\S+ ){0,8}?(?:(?:op|met) (?:vakantie|verlof|zwangerschapsverlof)|afwezig|niet (?:op kantoor|aanwezig|bereikbaar)|buiten kantoor|gesloten)|niet meer (?:werkzaam|in dienst)|na (?:mijn )?terugkeer|\bik werk op\b",
        r"\btot\b|\bt/m\b|terug|vanaf|weer (?:aanwezig|bereikbaar|op)|dringend|spoed|urgent|tijdens mijn afwezigheid|contact opnemen|wenden tot|terugkeer|\bvan \d|doorgestuurd",
    ),
    _tongue(
        "semester|fríi|orlofi|kontoret|kursus|på kurs|ledig|frånvarande|ferie|fraværende|ude af|permisjon|barsel|orlov|bortrest|sjukskriven|til stede|på reise|på rejse|tjänsteresa|slutat|sluttet|stoppet",
        r"\b(?:jag|jeg|vi|eg|ég) (?:är|er|har|går på|holder|avvikler|kommer att vara|vil være|er på|läser) (?:\S+ ){0,4}?(?:(?:på )?semester|(?:på |hatt )?ferie|ledig|föräldraledig|tjänstledig|frånvarande|fraværende|inte på|ikke på|ikke til stede|ude af|ute av|bortrest|på (?:barsel|orlov|permisjon|tjänsteresa|reise|rejse|tjenestereise|kursus|kurs)|í (?:sumar)?fríi|í orlofi|inte anträffbar|ikke å treffe)|\b(?:har slutat|er sluttet|har sluttet|er stoppet)",
        r"\btill(?: och med)?\b|\bt\.?o\.?m\b|\btil(?: og med)?\b|vecka|uge \d|hafið samband|frem til|åter\b|tillbaka|tilbage|tilbake|förrän|brådskande|hast(?:e|er|ende)|akut|kontakt|læser ikke|leser ikke|läser inte|\bfra\b|\bfrån\b|før",
    ),
    _tongue("lomal|poissa|toimistol|vapaal|virkamatk|tavoitettav", r"\b(?:olen|olemme) (?:\S+ ){0,5}?(?:lomalla|poissa|vapaalla|virkamatkalla|matkoilla|vuosilomalla|perhevapaalla|tavoittamattomissa)|en ole (?:\S+ )?(?:toimistolla|paikalla|tavoitettavissa)", r"saakka|asti|palaan|takaisin|kiire|poissa ollessani|ota(?:thaan)? yhteyttä|alkaen|sijais"),
    _tongue("urlop|nieobecn|poza biurem|zwolnieni|nieczynn|nie pracuj|w delegacji", r"\b(?:jestem|przebywam|będę|jesteśmy|będziemy) (?:\S+ ){0,4}?(?:na (?:\S+ )?(?:urlopie|zwolnieniu)|nieobecn|poza biurem|w delegacji|niedostępn)|nie pracuje (?:już|w naszej)|nieobecn\w+ do", r"\bdo\b|\bod\b|wracam|wrócę|powroc|piln|podczas mojej|kontakt|skontaktow|zastęp"),
    _tongue("dovolen|kancelář|nepřítom|neprítom|čerpám|mimo kancel|nejsem|nie som|služební|služobn", r"\b(?:jsem|som|budu|budem|čerpám|jsme|sme) (?:\S+ ){0,5}?(?:na (?:\S+ )?(?:dovolen\w+|služební\w*|služobn\w+)|mimo|nepřítom\w*|neprítom\w*|dovolenku|dovolenou)|\bčerpám\b|(?:nejsem|nie som|nebudu|nebudem) (?:\S+ )?(?:v |přítom|prítom|k dispozici|k dispozícii)", r"\bdo\b|\bod\b|vrátím|vrátim|návrat|naléhav|súrn|nutn|obracejte|obráťte|kontaktujte|kontaktovať|zastup"),
    _tongue("szabads|távol|házon kívül|irodán kívül|nem vagyok", r"szabadságon (?:vagyok|leszek|vagyunk)|(?:vagyok|leszek) (?:\S+ ){0,2}?(?:szabadságon|távol)|távol (?:vagyok|leszek)|(?:házon|irodán) kívül (?:vagyok|leszek)|nem (?:vagyok|leszek) (?:\S+ )?(?:az irodában|elérhető)", r"-ig\b|ig\b|-t[őo]l\b|vissza|sürgős|forduljon|kolléga|kollégám|keresse|távollét"),
    _tongue("concediu|birou|plecat|vacanță|delegați", r"\b(?:sunt|voi fi|mă aflu|suntem) (?:\S+ ){0,3}?(?:în (?:\S+ )?(?:concediu|vacanță|delegație)|plecat|absent|indisponibil|în afara)|nu sunt (?:\S+ )?(?:la|în) birou", r"până|pana la|revin|întor|urgen|contacta|\bdin\b|lipsa mea|perioada|revenire"),
    _tongue("отпуск|не будет|отпус|офис|отсутств|командиров|на месте|больничн|відпуст|відсут|відряд|в офісі|уволил|больше не работа|отсъств", r"(?<!\w)(?:(?:я|мы) )?(?:сейчас |в настоящее время |нахожусь |буду |находимся |перебуваю |знаходжусь |зараз |съм |ще бъда |ще съм )*(?:(?:с .{3,40} )?(?:в|у) (?:\w+ )?(?:отпуске|отпуск (?:съм|до|от)|отпуска|командировке|відпустці|відрядженні|командировка)|на больничном|отсутствую|відсутн\w+|отсъствам)(?!\w)|(?:меня|мене) не(?: будет|має| буде|т)|(?:не нахожусь|нет) (?:в офисе|на (?:рабочем )?месте)|больше не работа|извън офиса|верн\w+ (?:из|с) (?:отпуска|командировки)", r"(?<!\w)(?:до|по|с|з|від|від)\s+\d|до (?:понед|втор|сред|четв|пятн|суб|воскр)|(?:срочн|неотложн|экстренн|терміново|термінов|спешн)|возвращени|вернусь|повернен|обращайтесь|замеща|заміща|\bпосле \d|обратитесь|звертайтесь|свържете|обърнете|отвечу|відповім|връщам"),
    _tongue("άδεια|γραφεί|απουσι|λείπω|διακοπ", r"(?:βρίσκομαι|είμαι|θα είμαι|θα βρίσκομαι|θα) (?:\S+ ){0,3}?(?:σε (?:\S+ )?(?:άδεια|διακοπές)|εκτός|με άδεια|απουσι)|απουσιάζω|λείπω|δεν (?:είμαι|θα είμαι|βρίσκομαι)", r"έως|μέχρι|ως τις|επιστρ|επείγ|επικοινων|απουσία"),
    _tongue("izin|ofis|tatil|seyahat|dışında", r"izin(?:de|li)yim|izinde olac|tatildeyim|tatilde olac|ofis(?:in)? dışında|yıllık iznim|seyahatteyim|ofiste (?:değil|olmayac)|ofiste bulunm|(?:izinde|dışında) (?:bulunm|ola)|raporluyum", r"kadar|tarih|dön|acil|iletişim|başvur|yokluğum|itibar"),
    _tongue('חופש|משרד|נעדר|חו"ל|חל"ד', r"(?:אני|אהיה|נמצא\w*|הנני|אנו) (?:\S+ ){0,3}?(?:בחופש\w*|נעדר\w*|מחוץ|בחו\"ל|לא (?:\S+ )?ב?משרד)|בחופשה|לא (?:אהיה|נמצא\w*)", r"עד|אשוב|אחזור|דחוף|דחופים|לפנות|בהיעדרי|חזרתי"),
    _tongue("إجازة|اجازة|المكتب|خارج|مرخصی", r"(?:أنا|انا|سأكون|أكون|حاليا|حالياً|إنني|در) (?:\S+ ){0,3}?(?:في (?:\S+ )?[إا]جازة|خارج|مرخصی)|في [إا]جازة", r"حتى|لغاية|سأعود|العاجل|عاجل|الطار|التواصل|الاتصال|يرجى|تا (?:تاریخ)?"),
    _tongue("休假|アドレス|外出|出差|不在|请假|請假|放假|离职|離職|年假|度假|休暇|休み|出張|休業|不在|退職|産休|育休", r"(?:正在|目前|現在|现在|已经?|本人|因|我|将|將|于|於|日|起|至|在)(?:[^。.\n]{0,14})?(?:休假|外出|出差|请假|請假|放假|年假|度假|离职|離職|不在)|不在(?:办公室|辦公室|公司)|休暇(?:中|を(?:いただ|頂|取得)|のため)|お休みを(?:いただ|頂)|(?:出張|外出|不在|休業)(?:中|と(?:なって|させて)|して|のため|にして)|退職(?:いた|し|致)|(?:アドレス|メール)[^\n。]{0,8}(?:使用して(?:おり|い)ま|廃止)|休業(?:いた|と)|(?:産休|育休)", r"返回|回公司|回复可能|回来|回來|上班|如有(?:急|紧急|緊急)|急事|紧急|緊急|请(?:联系|致电|联络)|請(?:聯絡|聯繫|致電)|无法|無法|期间|期間|至\s?\d|到\s?\d|まで|お急ぎ|急ぎ|緊急|以降|より|戻|ご連絡|新しい|代わ|不便"),
    _tongue("휴가|부재|출장|자리를|퇴사|연차|휴무", r"휴가(?: ?중|입니다|로|이오|를)|부재 ?중|출장 ?(?:중|으로)|자리를 (?:비|떠)|퇴사|연차|휴무", r"까지|복귀|급한|긴급|급하신|연락|문의|동안|이후|돌아"),
    _tongue("nghỉ|vắng|công tác|cuti|luar kantor|dinas|ลาพัก|ลาป่วย|ไม่อยู่|ลาหยุด|ลางาน", r"(?:đang|sẽ|tôi) (?:\S+ ){0,3}?(?:nghỉ|vắng|đi công tác|đi vắng)|nghỉ phép|(?:sedang|akan|saya) (?:\S+ ){0,3}?(?:cuti|di luar|dinas|tidak)|(?:อยู่ระหว่าง|ขอ)?(?:ลาพัก|ลาป่วย|ลาหยุด|ลางาน)|ไม่อยู่", r"đến|từ ngày|trở lại|quay lại|khẩn|gấp|liên hệ|vui lòng|sampai|hingga|kembali|mendesak|hubungi|ถึง|กลับ|เร่งด่วน|ติดต่อ"),
    _tongue("vacances|fora de l|absent|odmor|odsut|dopust|odsot|atostog|nebiroj|atvaļ|prombūt|puhkus|biuro|ured|kancelarij|pisarn|biroj|kontoris", r"\b(?:sóc|estic|seré|estaré) (?:\S+ ){0,3}?(?:de vacances|fora|absent)|\bna (?:\S+ )?(?:sam|sem) (?:odmoru|dopustu)|\b(?:sam|ću biti|sem|bom) (?:\S+ ){0,4}?(?:na (?:\S+ )?(?:odmoru|dopustu)|odsut\w+|odsot\w+|van|izven)|\bnisam u|nisem v|atostogauju|(?:esu|būsiu|šiuo metu) (?:\S+ )?(?:atostogose|išvykęs|išvykusi)|atvaļinājumā|prombūtnē|(?:olen|viibin) (?:\S+ ){0,3}?(?:puhkusel|kontorist)", r"\bfins\b|tornar|urgèn|contacte|\bdo\b|\bod\b|hitn|nujn|obratite|obrnite|kontakt|iki|nuo|skub|kreip|līdz|no \d|steidzam|sazin|kuni|alates|kiire|pöördu|tagasi"),
)  # fmt: skip

_ARRIVED = (
    _tongue(
        "received|confirm|thank|registered|created|opened|logged|arrived|got your|assigned|requires",
        r"\b(?:we|our (?:team|office|support team))(?:['’]ve| have)? (?:just |now |successfully )?(?:received|got|registered|logged) your|\byour (?:\S+ )?(?:message|e-?mail|request|inquiry|enquiry|ticket|case|question|mail|submission)(?: \(?[#\w-]*\d[\w-]*\)?)? (?:has been|was|is|have been) (?:\w+ )?(?:received|created|registered|logged|opened|assigned|submitted|queued)\b(?! by)|\b(?:ticket|case|request|enquiry|inquiry)(?: \W?[\w-]*\d[\w-]*\W?)? (?:has been |was |is )?(?:opened|created|received|logged|registered)\b(?! by| from| in error| twice)|\byour message to [^\n]{2,60} has been received|\bthank(?:s| you)(?: very much| so much)? for (?:your (?:e-?mail|message|inquiry|enquiry|request|interest)|contacting(?! me\b| the (?:payer|insur|doctor|provider))|getting in touch|reaching out|writing|e-?mailing)|acknowledge that we|confirm(?:s|ing)? (?:that we (?:have )?|receipt|that your)",
        r"\b(?:we(?:['’]ll| will| shall| aim| try| endeavou?r)|someone|(?:a|one of our|our) (?:\w+ ){0,3}?(?:member|representative|specialist|agent|team|staff|colleague|advis[eo]r|technician)s?) [^?\n]{0,70}?(?:with)?in (?:\w+ ){0,3}?(?:hours?|days?)|\b(?:we(?:['’]ll| will)|(?:some|a|our|one)\S* [^.?\n]{0,60}?will) (?:be in touch|get back|respond|reply|contact|review|answer)\b[^.?\n]{0,40}?(?:soon|shortly|as soon as|as quickly|hours|days)|(?:get back to you|be in touch|respond|reply) (?:soon|shortly|as soon as possible)|(?:ticket|case|reference|request|tracking) (?:number|id|no|#)|keep (?:the|this) (?:case|ticket|reference|subject)|do not reply|above this line|please type your reply|is being reviewed|business (?:day|hour)s?|working (?:day|hour)s?|unattended|not monitored",
    ),
    _tongue("anfrage|ticket|nachricht|mail|anliegen", r"(?:haben (?:wir )?|wir haben )(?:ihre|deine) (?:anfrage|nachricht|e-?mail|mail) (?:\S+ )?erhalten|(?:ihre|deine) (?:anfrage|nachricht|e-?mail|mail) (?:ist|wurde) (?:\S+ ){0,6}?(?:eingegangen|registriert|erfasst|empfangen)|ticket (?:\S+ )?wurde (?:erstellt|eröffnet)|(?:vielen )?dank für (?:ihre|deine|die) (?:anfrage|nachricht|e-?mail|mail|kontaktaufnahme)", r"in kürze|bearbeiten wir|werden wir|kommen auf sie zu|schnellstmöglich|so (?:bald|schnell) wie möglich|umgehend|innerhalb von|werktag|ticket-?(?:nummer|nr)|vorgangsnummer|nicht (?:auf diese|antworten)|baldmöglichst|zeitnah|melden uns"),
    _tongue("reçu|merci|remerci|prise en compte|enregistr", r"avons (?:bien )?reçu votre|votre (?:demande|message|courriel|e-?mail|mail) (?:a|est) (?:bien )?(?:été )?(?:reçue?|enregistrée?|prise? en compte)|(?:vous remercions|merci) (?:de|pour) (?:votre (?:message|demande|courriel|e-?mail|mail|intérêt)|nous avoir)", r"dans les (?:meilleurs|plus brefs)|reviendrons vers|répondrons|traiter(?:ons|a)|recontacter|dès que possible|sous \d|délais|numéro de|ne pas (?:y )?répondre|prochainement|rapidement"),
    _tongue("recib|gracias por|registrad|recebe|recebi|obrigad|agrade", r"(?:hemos|se ha) recibido su|su (?:\S+ )?(?:mensaje|solicitud|correo|consulta) (?:ha sido|fue) (?:recibid|registrad)|gracias por (?:contact|su (?:mensaje|correo|consulta)|escribir|comunicarse)|recebemos (?:a |o )?(?:sua|seu)|(?:sua|seu) (?:mensagem|solicitação|e-?mail|pedido) foi (?:recebid|registrad)|(?:obrigad[oa]|agradecemos) (?:por|o seu|a sua|pelo seu (?:contat?c?to|e-?mail|mensagem))", r"en breve|a la brevedad|en el orden|atenderemos|responderemos|contactaremos|comunicaremos|em ordem|retornaremos|lo antes posible|tan pronto|dentro de|\ben \d+ (?:h|d)|horario|en un plazo|número de (?:caso|ticket|solicitud)|no responda|em breve|o mais (?:breve|rápido)|assim que possível|protocolo|não responda|em \d+ (?:h|d)|dias úteis|días hábiles|\d+ h"),
    _tongue("ricevut|grazie per|richiesta|ontvangen|bedankt|dank voor", r"abbiamo (?:\S+ )?ricevuto (?:il suo|la sua|il tuo|la tua|la vostra)|(?:la (?:sua|tua|vostra)|il (?:suo|tuo)) (?:\S+ )?(?:richiesta|messaggio|e-?mail) è stat[ao] (?:\S+ )?(?:ricevut|registrat|pres)|grazie per (?:aver|il|la|averci)|(?:wij|we) hebben (?:uw|je) (?:\S+ )?(?:bericht|e-?mail|mail|aanvraag|vraag) (?:\S+ )?ontvangen|uw (?:bericht|e-?mail|aanvraag|vraag) is (?:\S+ )?(?:ontvangen|geregistreerd)|(?:bedankt|dank) voor (?:uw|je)", r"al più presto|risponderemo|ricontatteremo|contatteremo|quanto prima|il prima possibile|entro \d|appena possibile|non rispondere|numero (?:di )?ticket|zo spoedig|zo snel|binnen \d|werkdag|niet (?:op deze|beantwoorden)|ticketnummer|referentie"),
    _tongue("mottagit|modtaget|mottatt|tack för|tak for|takk for|vastaano|kiitos|otrzyma|dziękuj|obdržel|přijat|megkapt|köszön|primit|mulțumim", r"(?:vi har|har) (?:\S+ )?(?:mottagit|modtaget|mottatt|tagit emot|fått) (?:ditt|din|dit|ert)|(?:tack|tak|takk) for? (?:ditt|din|dit|henvendelsen)|tack för (?:ditt|din|att)|olemme (?:\S+ )?vastaanottaneet|kiitos (?:viesti|yhteydeno)|otrzymaliśmy|dziękujemy za|obdrželi jsme|děkujeme za|megkaptuk|köszönjük|am primit|vă mulțumim", r"så snart|återkommer|vender tilbage|kommer tilbake|svarar (?:dig|så|inom)|svarer (?:dig|så|inden|innen)|snarest|hurtigst|inom \d|inden(?: for)? \d|innen \d|ärendenummer|sagsnummer|saksnummer|svara inte|ikke svar|mahdollisimman pian|otamme (?:\S+ )?yhteyttä|vastaamme|jak najszybciej|najszybciej|wkrótce|numer zgłoszenia|co nejdříve|brzy|hamarosan|a lehető|în cel mai scurt|cât mai curând"),
    _tongue("обращени|получен|получили|заявк|спасибо за|отриман", r"(?:ваш\w*) (?:\S+ )?(?:обращени\w+|письмо|заявка|запрос|сообщение|звернення|лист) (?:\S+ )?(?:получен\w*|зарегистрирован\w*|принят\w*|отриман\w*)|мы получили ваш|(?:спасибо|благодарим) (?:вас )?за (?:\S+ )?(?:обращение|письмо)", r"под номером|номер (?:заявки|обращения)|ближайшее время|в течение|как можно скорее|не отвечайте|свяжемся|найближчим"),
    _tongue("收到|受け付け|受付|お問い合わせ|접수|문의|τηλ|λάβαμε|aldık|alınmıştır", r"已(?:经|經)?收到|(?:来信|來信|邮件|郵件|信件)[^。\n]{0,8}收到|(?:お問い?合わ?せ|メール|ご連絡)[^\n]{0,20}(?:受け?付け?|いただ|ありがとう|頂)|受付(?:いた|けま|完了)|접수(?:되|하)|문의(?:해|가|를)[^\n]{0,12}(?:감사|접수)|λάβαμε|(?:aldık|alınmıştır|ulaşmıştır)", r"尽快|儘快|盡快|工作日|小时内|回复您|回覆|(?:担当者?|係り?)[^\n]{0,16}(?:連絡|回答|返信)|折り返し|営業日|改めて|受付番号|빠른 시일|답변(?:드리|을)|연락드리|영업일|σύντομα|en kısa sürede"),
)  # fmt: skip

# What a person says of the matter, and not a note.
_MATTER = re.compile(
    r"\b(?:who|what|which|how|where|why) (?:can|do|does|is|are|should|would|to|codes?|modifiers?)\b|\bnecesit[oa]|\bpreciso\b|\bbrauchen? (?:ich|wir)|ich brauche|\bbesoin d|\bho bisogno|\bpotrzebuj|\bнужн[оа]\b|\bvorher\b|\bavant (?:mon|de)\b|"
    r"^\W*(?:(?:hi|hello|hey|dear)\b[^\n,!]{0,30}[,!\n]\s*)?(?:thanks|thank you|many thanks|thx|ok|okay|yes|no|sure|perfect|great|understood|sounds good|merci|danke|gracias|obrigad[oa]|grazie|bedankt|tack|tak|takk|kiitos|dzięki|спасибо|谢谢)(?: (?:so much|very much|again|a lot|beaucoup|sehr|schön|mille))?[!.,](?!\s*(?:we(?: have|['’]ve)? (?:just )?received|your (?:message|e-?mail|request)|reference|ticket|our (?:team|staff)))|\bno (?:rush|hurry|problem)\b|\bfyi\b|\btalk soon\b|\btaking over\b|\bcovering for\b|\b(?:my|the) question\b|"
    r"\b(?:the|this|that|our|your|my|which|dr\.? \w+['’]s) (?:patient(?! portal)|claim|codes?|procedure|op(?:erative)? note|chart|answer|npi|appeal|denial)\b|\bmodifiers? \w*\d|\blet me know|\bgot it\b|\bsorry (?:for|about) (?!(?:the |any |this |our )*(?:inconvenience|delay|trouble))|\bbut (?:not |no |the |it |there |i |i['’]|we |please|wanted|can|could)|\bbefore (?:i|that)\b|\b(?:so|and) (?:please (?!be |bear|allow|note|contact|reach|e-?mail|write|call|direct|expect|do not|don)|i will (?:submit|send)|use)|\battached\b|\bas discussed|\bcan you\b|\bcould you\b|\bwould you\b|\bago\b|\bnothing happened|\bplease cc\b|\bbecause i|\bthey (?:said|say|repl|wrote|told|answer)|\badding \w+\b|\bplease (?:send me|answer|advise|confirm|reply (?:by|to me|before)|resend|fax|use (?:dr|her|his|my)|hold)|\bi need\b|\bwe need\b|\bin the meantime\b(?!,? (?:please|you|if|for|contact|feel)\b)|\bon my phone\b|\bwas on (?:vacation|leave|holiday)"
    r"|\b(?:bitte|könnten|können) (?:antworten|senden|schicken|ändern|sie (?:mir|uns))(?! sie (?:\w+ )?(?:dringende|ihre|alle|anfragen|e-?mails))|\banbei\b|\bim anhang\b|\b(?:war|waren) (?:\S+ ){0,3}im urlaub|merci de (?:répondre|m['’]envoyer|confirmer)|pouvez-vous|ci-joint|\bétais\b|adjunt[oa]|\bestaba\b|\bestuve\b|em anexo|\bestive (?:de|em|fora|ausente|doente|no|na)\b|\ballego\b|in allegato|\bero in\b|in de bijlage|\bik was\b|\bjag var\b|\bjeg var\b|\bbyłam?\b|\bбыла? в\b|во вложении|附件|添付|첨부"
)


# What a person never adds to "I am out on Tuesday": whom to turn to, what becomes of the mail, that an answer follows.
_TURNS = re.compile(
    r"get back to you|urg[eê]n|emergen|immediate|absence|absência|contact|contat|direct |inquir|@|\d{3}[- ]?\d{4}|return|respond|reply|answer|forward|access|reopen|check|delayed|monitored|update your|e-?mail|message|attending"
    r"|erreichbar|tilgang|adgang|tillgång|e-post|epost|dringend|notf[aä]ll|weitergeleitet|wenden sie|vertret|antwort|wieder (?:für|erreichbar|da)|rückkehr|gelesen|lese keine|bearbeit|mails?\b|répond|joindre|adress|retour|messag|messagerie|respond|regres|correo|acceso|dirija|rientro|risponder|rivolg|accesso|spoed|doorgestuurd|terug|bericht|beantwoord|brådskande|kontakt|hast|läser|leser|læser|svar|tilbage|tilbake|tillbaka|kiire|yhteyttä|samband|palaan|vasta|lue|piln|zastęp|powro|odpow|naléhav|súrn|nutn|zastup|návrat|sürgős|forduljon|keresse|olvas|lipsa|revenire|răspun|acces|hitn|skub|obrat|kreip"
    r"|срочн|обращ|возвращ|верн|отвеч|ответ|замещ|заміщ|доступ|термін|зверт|спешн|обърн|επείγ|επιστρ|επικοιν|απαντ|acil|iletişim|dön|yazab|ulaş|דחו|לפנות|אשוב|אענה|חזר|عاجل|التواصل|الاتصال|سأ|يرجى|急|联系|聯|回复|回覆|无法|無法|返回|处理|連絡|返信|戻|以降|遅|不便|新しい|급|긴급|연락|회신|문의|복귀|khẩn|liên hệ|trả lời|trở lại|mendesak|hubungi|เร่งด่วน|ติดต่อ"
)
# What only a desk's receipt says, under a subject that promises none.
_FORMAL = re.compile(
    r"(?:ticket|case|reference|request|tracking|enquiry|inquiry)[ -]?(?:number|id\b|no\b|#)|\bticket\b|do not reply|(?:business|working) (?:day|hour)|\b\d+ ?(?:hours?|h\b|stunden|heures|horas|ore\b|uur|timmar|timer|час)|not monitored|unattended|above this line|order received|support (?:team|staff|specialist)|member of (?:our|the) team|team members?|response time|technician|representative|werktag|jours? ouvr|días? hábil|dias? út|giorni lavor|werkdag|nummer|numéro|número|numero|номер|под номером|obchod|收到|営業日|担当|受付|영업일|접수|horario|en el orden|atenderemos|responderemos|retornaremos|schnellstmöglich|(?:meilleurs|brefs) délais|a la brevedad|mais breve|quanto prima|zo spoedig|så snart som möjligt|snarest muligt|hurtigst muligt|jak najszybciej|ближайшее время|как можно скорее|尽快|折り返し|빠른 시일|thank you for contacting|get back to you soon"
)
_REQUESTS = re.compile(
    r"\bi(?:['’]d| would) like|\bi request|\brequesting\b|please approve|\bmöchte\b|souhaite|\bquisiera|\bgostaria|\bvorrei|ik wil graag|\bvill ha\b|vil gerne|o urlop\b|прошу предост|批准|申请|申請|신청|\bxin nghỉ|istiyorum|\bworks for me|\b(?:we|i) discussed|\byour (?:offer|application|invoice|quote|documents)\b|\bthe (?:offer|application|invoice|quote)\b|\bunfortunately,? (?:the|this|your|that|it|we (?!are|will))\b|\bpasst\b|last day\b(?![^.\n]{0,40}\bwas\b)|\byour (?:\w+ )?auto(?:matic|mated)?[- ]?(?:reply|response|acknowledge)|\bset (?:up|this)\b|\bput this\b|\bletter\b|angebot\b|bewerbung|\bdevis\b|presupuesto"
)


def is_vacation_note(head: str, *, expected: bool) -> bool:
    """Tell whether the head of a text, in lower case, is a note of someone who is away.

    ``expected``: the subject is an absence and no more, so that one sign in the text is enough.
    """
    return _speaks(_AWAY, head, None if expected else _TURNS)


def is_receipt_note(head: str, *, expected: bool) -> bool:
    """Tell whether the head of a text, in lower case, is a desk's word that a mail has arrived.

    ``expected``: the subject says so too.
    """
    return _speaks(_ARRIVED, head, _ANYTHING if expected else _FORMAL)


def says_received(head: str) -> bool:
    """Tell whether the head of a text, in lower case, says that a mail has arrived, and no more."""
    return _speaks(_ARRIVED, head, None)


def requests(head: str) -> bool:
    """Tell whether the head of a text, in lower case, wants something of its reader."""
    return bool(_REQUESTS.search(head))


def speaks_of_the_matter(head: str) -> bool:
    """Tell whether the head of a text, in lower case, asks something, or says what only a person has to say."""
    return any(mark in head for mark in "?？؟") or bool(_MATTER.search(head) or _REQUESTS.search(head))


_ANYTHING = re.compile("")


def _speaks(tongues: tuple[_Tongue, ...], head: str, more: re.Pattern[str] | None) -> bool:
    """Whether a text says the thing early; with ``more``, also what belongs beside it and what ``more`` looks for."""
    if len(head) > _LONG:
        return False
    for one in tongues:
        if not any(stem in head for stem in one.stems) or not _pattern(one.said).search(head, 0, _EARLY):
            continue
        if more is None or (_pattern(one.besides).search(head) and more.search(head)):
            return not speaks_of_the_matter(head)
    return False
