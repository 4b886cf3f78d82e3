"""Words that add up to a machine's note, whatever its sentences are, in the languages of our askers.

A note of a person who is away speaks of an absence and of two more things: a time, whom to turn to, an answer to come, the
mail that it answers, a delay; or of a return, of what is urgent, and of whom to turn to. A desk's receipt speaks of the
mail and of two of those. A person who is away and writes all the same does something: sends a file, says "but", names a
patient or a code; one such word is enough.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

_LONG = 800
"""Characters that no such note needs."""
_WORD = re.compile(r"[^\W_]+")
_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th|e)\b|\b(?:el|le|am|den|dia|il|de) \d{1,2}\b")


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words of one meaning in lower case; two words that follow each other are joined by "_"; ``signs`` are looked for anywhere."""

    words: frozenset[str]
    signs: tuple[str, ...] = field(default=())


def _cue(words: str, signs: str = "") -> _Cue:
    return _Cue(frozenset(words.split()), tuple(signs.split()))


_ABSENT = _cue(
    "bortreist sykemeldt geniet disfruto i_have_left freie_tage congé_annuel on_holiday summer_break conference observing deployed has_left have_left phased_out on_break spring_break winter_break cannot_be family_emergency undetermined hospital furlough jury_duty holiday_weekend resturlaub veranstaltung nicht_besetzt "
    "auszeit freien_tag abwesende en_congé parental rtt colloque no_estaré no_estoy semana_santa cirugía ausentarei cirurgia in_vacanza non_sono non_sarò resterà congresso met_verlof congres konferens konferanse påsken påske høstferie vinterferie avsluttet_mitt slutat sluttet loman töistä macierzyńskim wychowawczym "
    "chorobowym zamknięta больничный конференции каникулы отпуском выходные nepracuji mimo_kancelář státní_svátek konferenci szabadság konferencián bayram konferansta sunt_plecat sunt_plecată conferință συνέδριο αργία cuti nghỉ vacation holiday holidays leave maternity paternity sabbatical honeymoon pto ooo out_of out_until "
    "out_on out_sick out_from out_till away off_work off_until off_today offline travelling traveling overseas abroad unavailable closed training tour retired no_longer left_the day_off days_off not_working not_in not_available sick_leave bereavement jury absence absent limited_access limited_availability part_time urlaub "
    "abwesend abwesenheit frei krank krankgeschrieben erkrankt fortbildung schulung seminar dienstreise elternzeit mutterschutz geschlossen außer_haus arbeitsplatz nicht_im nicht_erreichbar nicht_da verhindert unterwegs ruhestand ausgeschieden systemumstellung betriebsferien feiertag absente absents congé congés vacances "
    "fermé fermée fermés formation déplacement télétravail maternité arrêt indisponible quitté retraite mission réunion férié vacaciones ausente fuera licencia curso capacitación cerrado cerrada cerrados cerrará viaje de_baja permiso feriado maternidad jubilado teletrabajo férias licença viagem treinamento fechado fechada "
    "afastado afastada recesso maternidade fora_do ferie assente fuori malattia trasferta chiuso chiusi chiusa smart_working permesso congedo corso festività vakantie afwezig verlof ziek gesloten cursus vrij niet_op werk_niet zwangerschapsverlof buitenland niet_bereikbaar semester ledig sjukskriven sjuk frånvarande "
    "föräldraledig bortrest kurs stängt tjänsteresa barsel orlov sygemeldt syg lukket kursus fraværende bortrejst permisjon sykmeldt syk stengt avspasering lomalla poissa perhevapaalla vanhempainvapaalla äitiyslomalla sairaslomalla vapaalla suljettu koulutuksessa etätöissä matkoilla urlopie urlop nieobecny nieobecna "
    "nieobecni zwolnieniu delegacji szkoleniu nieczynne zamknięte poza_biurem отпуске отпуск декретном декрете командировке больничном отсутствую выходной обучении закрыт не_в відпустці відрядженні лікарняному dovolené dovolenou dovolenke školení nemocná nemocný nepřítomen nepřítomna zavřeno mateřské neschopnosti "
    "szabadságon zárva távol betegszabadságon nem_vagyok izindeyim iznindeyim izinliyim izinde tatilde raporluyum kapalı değilim concediu delegație închis închisă plecat plecată la_birou λείπω άδεια αδείας απουσιάζω κλειστό εκτός διακοπές",
    "お盆 年末年始 夏季 冬季 调离 調離 放假 春节 사무실에 휴일 休假 请假 請假 出差 培训 培訓 外出 不在 产假 年假 休暇 出張 休業 退職 育休 産休 휴가 출장 외근 부재 퇴사 연차 휴무",
)
_BACK = _cue(
    "of_us be_back are_back von_uns returning return returns back reopen reopens resume resumes rejoin zurück rückkehr wieder retour réouverture reprendrai reprise regreso regresaré vuelta vuelvo reincorporo retorno retornarei regresso regressarei volta voltarei rientro rientrerò torno tornerò riapertura riapriamo terug "
    "terugkeer tillbaka åter återkomst tilbage tilbake takaisin palaan powrocie wrócę wracam вернусь возвращения возвращении повернуся vrátím návratu vissza visszatérek döneceğim dönüşümde revin întorc întoarcerea επιστρέφω επιστροφή",
    "返回 回来 回來 回到 復帰 戻 복귀 돌아",
)
_TIME = _cue(
    "until till til through thru tomorrow after next_week starting monday tuesday wednesday thursday friday fridays mondays tuesdays wednesdays thursdays then today bis ab morgen nächste nächsten erst heute donnerstag montag jusqu lundi mardi mercredi jeudi vendredi dès hasta partir desde lunes viernes até fino dal lunedì "
    "tot vanaf zodra maandag woensdag vecka hela_veckan måndag frem tirsdag mandag saakka asti alkaen do od до с после неделе týden pátek ig után kadar sonra până vineri mâine astăzi μέχρι έως",
    "至 本周 期间 期間 まで 以降 本日 明日 까지 이후",
)
_URGENT = _cue(
    "pressing critical important_matters right_away dringendes wichtige impératif pressant inmediata inmediato imediato immediata belangrijk viktigt tärkeää важным důležité fontos önemli urgent urgently emergency emergencies immediate immediately assistance in_my my_absence meantime help matters dringend dringenden "
    "dringende eilig eiligen notfall notfällen urgence urgences urgente urgentes urgencia urgencias cualquier_asunto urgência urgências urgenze urgenza spoed brådskande haster hastende hastesaker kiireellisissä pilnych срочным срочные вопросам термінових naléhavých súrnych sürgős acil urgențe επείγοντα",
    "緊急 紧急 급하시 急 急ぎ",
)
_TURN = _cue(
    "kontaktieren kontaktiere terecht refer_to llame llamar ligue ligar chiamare chiami appelez ringa zadzwoń dzwonić позвоните hívja arayınız sunați remplaçante remplaçant waargenomen waargenomen_door confiés confié übernommen standing_in comunicazione stand_in alternatives taking_over looking_after read_by my_manager "
    "my_colleague my_assistant main_line front_desk übernimmt kollege vertreter relais collègue collègues secrétariat joignable prenez_contact compañero compañera encargado a_cargo atendidos colega colegas fale com_a collega colleghi segreteria sostituto neem_contact kollega kollegan ta_kontakt ring kolleega kollegaan "
    "koleżanka koleżankę proszę_o коллеге коллегам kolegu kolegyni volejte kolléga kollégám kollégámhoz arkadaşım hubungi liên_hệ colegului συνάδελφο contact handles covering covers direct dial phone speak page reach forward_to instead replaces replacement vertretung vertritt vertreten wenden kollegin kollegen hilft "
    "contacter contactez adressez adresser écrivez composez joindre remplace comunicarse comuníquese contacte contactar dirija dirigirse reemplaza sustituye con_rosa contato encaminhar procurar substitui contattare rivolgersi scrivere sostituisce contact_opnemen bellen vervangt kontakta vänd vikarie kontakt vikar "
    "sijaisenani sijaiseni yhteyttä zastępuje skontaktować пишите обращайтесь обращаться замещает звертайтесь zastupuje kontaktujte obracejte forduljon keresse helyettesít iletişime contactați înlocuiește επικοινωνήστε τηλεφωνήστε αντικαθιστά",
    "相关事宜 代理 担当者 전화 联系 聯絡 聯繫 ご連絡ください 宛に 문의 연락",
)
_FOR_LONG = _cue(
    "congé_de maladie maternità zwangerschapsverlof ruhestand has_left have_left phased_out deployed parental cirugía cirurgia avsluttet_mitt slutat sluttet wychowawczym maternity paternity sabbatical honeymoon retired no_longer elternzeit mutterschutz ausgeschieden maternité quitté retraite maternidad jubilado maternidade "
    "föräldraledig sjukskriven barsel permisjon sykmeldt sygemeldt perhevapaalla vanhempainvapaalla äitiyslomalla sairaslomalla macierzyńskim zwolnieniu декретном больничном mateřské doğum",
    "육아휴직 휴직 调离 調離 产假 産休 育休 退職 离职 출산 퇴사",
)
"""Who is away for so long does not write all the same."""
_ANSWER = _cue(
    "věnovat prendra_en la_prendra prise_en pris_en will_process will_look will_catch catch_up in_contact be_contacted be_processed be_reviewed be_handled contacted check_my check_messages check_email kümmern kümmert gelesen weitergeleitet rückmeldung lese_ich traité traitée traitées contactera rappellerons contacto_con "
    "comunicaremos comunicará contactaremos atendida resposta responderemos retornamos contatto contatterà contatteremo evaderemo rispondere antwoord krijgt behandelen behandeld contact_met hör_av att_svara besvaras besvares besvarer behandles käsittelemme käsitellään rozpatrzona rozpatrzone skontaktujemy odpowiedzi "
    "рассмотрено рассмотрим обработано ответ отвечаю vyřízena vyřídíme jelentkezik válaszol yapılacaktır yapacağız răspund contactat contacta επικοινωνήσουμε membalas phản_hồi trả_lời will_respond will_reply will_answer will_get get_back in_touch hear_from reach_out be_returned be_answered attend_to will_contact will_review "
    "responding replying be_with on_it will_return antworte antworten beantworte beantworten beantwortet melde melden bearbeiten bearbeitet bearbeitung répondrai répondrons réponds répondra reviendrons reviendrai recontacterai traiterons contestaré contestaremos responderé atenderemos atenderé leeré responderei responderá "
    "retornarei retornaremos risponderò risponderemo leggerò riscontro ricontatteremo beantwoorden beantwoord antwoorden reageren reageer lees svarar återkommer läser svarer vender læser leser vastaan vastaamme palaamme odpowiem odpowiemy odpiszę отвечу ответим отвечаем свяжемся odpovím odpovíme ozvu ozveme válaszolok "
    "válaszolunk jelentkezünk yanıtlayacağım yanıtlayacağız cevaplayacağız răspunde răspundem reveni απαντήσω απαντήσουμε",
    "处理 處理 尽快答复 対応いた 返答 連絡いた 回复 回覆 答复 与您联系 與您聯絡 返信 回答 답변 회신",
)
_MAIL = _cue(
    "bij_vragen bei_rückfragen pour_toute for_questions vid_frågor ved_spørgsmål ved_behov yhteydenotostasi yhteydenotostanne pentru_mesaj váš_e votre_demande su_consulta sua_richiesta la_richiesta your_question anfragenaufkommens your_correspondence your_submission your_support your_note my_inbox this_address this_mailbox "
    "wrote_to messages_left ihre_anfragen anfragen anfrage nachricht_haben courriel vos_courriels messagerie nous_écrire su_interés su_solicitud escribirnos los_correos sua_solicitação seu_interesse averci_scritto averci richieste uw_vraag uw_aanvraag ditt_ärende ditt_meddelande din_forespørsel din_forespørgsel epost "
    "viestisi viesti sähköposti państwa_wiadomość wiadomości ваше_письмо ваше_сообщение ваше_обращение письма vaše_zpráva vaši_zprávu levelét üzenetét mesajınız e_postanız μήνυμά email_anda quý_khách your_email your_e your_message your_mail your_request your_inquiry your_enquiry my_email my_messages contacting for_writing "
    "for_reaching emails messages mails e_mails ihre_mail ihre_e ihre_nachricht ihre_anfrage deine_mail ihre_mails votre_message votre_courriel votre_envoi vos_messages courriels toute_demande toute_question any_questions all_inquiries all_enquiries bei_fragen für_rückfragen cualquier_consulta qualquer_dúvida su_mensaje "
    "su_correo correos mensajes por_escribir por_contactar sua_mensagem seu_contato seu_contacto em_contato demandas e_mail sua_mail la_mail le_mail uw_bericht uw_mail ditt_mejl ditt_mail din_mail din_henvendelse henvendelsen mejl viestiin viestistäsi yhteydenotosta wiadomość za_kontakt maile письмо сообщение обращение "
    "zprávu maily leveleikre megkeresését mesajul μήνυμα",
    "咨询 ご連絡 お問合せ 来信 來信 邮件 郵件 メール お問い合わせ 메일",
)
_ARRIVED = _cue(
    "nuestro_equipo our_team unser_team notre_équipe nossa_equipe nostro_team ons_team vårt_team vores_team nasz_zespół наши_специалисты náš_tým reached has_reached confirms queue notified added_to bekommen erreicht bestätigen bien_reçu reçue agradecemos recibió registrada chegou ringraziamo presa_in binnengekomen "
    "geregistreerd tagit_emot registrerats registreret vastaanotettu dotarła wpłynęło przyjęte зарегистрировано доставлено принято doručena přijata megérkezett ulaşmıştır alınmıştır înregistrat ελήφθη ευχαριστούμε terima_kasih cảm_ơn received got_your arrived logged assigned ticket reference eingegangen eingetroffen "
    "erhalten ticketnummer reçu parvenu recibido recibimos recebemos recebida recebido ricevuto arrivata arrivato ontvangen mottagit modtaget mottatt saapunut vastaanottaneet otrzymaliśmy получили получено obdrželi megkaptuk aldık primit λάβαμε",
    "已送达 承りました 承って いただき誠に 접수 收到 已阅 感谢您的 感謝您的 受け付け 받았습니다",
)
_DELAY = _cue(
    "pronto logo presto snart_som brzo arkipäivän kuluessa arbetsdagar arbeidsdager arbejdsdage ouvrables ouvrés hábiles úteis lavorativi roboczych рабочих pracovních munkanapon iş_günü zile_lucrătoare queue warteschlange please_allow order_it order_they order_in order_of average_wait sporadic intermittent high_number "
    "large_number high_volume as_possible next_available verzögern verzögerung anfragenaufkommens grand_nombre l_ordre ordre_d nombre_de un_plazo un_asesor el_orden ordem_de demorar más_breve mais_breve prima_possibile volgorde zo_snel vertraging fördröjning handläggaren forsinkelse forsinket mahdollisimman viiveellä "
    "opóźnieniem najszybciej задержкой очереди порядке ближайшее co_nejdříve nejdříve hamarosan késéssel kısa_sürede gecikme întârziere curând συντομότερο καθυστέρηση trong_vòng delay delayed delays slow slower within turnaround business_day business_days hours shortly soon patience inconvenience regret representatives "
    "verständnis dauert werktage werktagen werktags tage kürze retard délais demora horas plazo en_breve em_breve dias ritardo ore giorni werkdagen dagen binnen snel dagar timmar fort snart dage timer virkedager virkedage hverdage päivän tunnin pian dni godzin wkrótce дней дня часов течение dnů brzy napon belül gün zile",
    "延迟 顺序 順次 遅くなり 빠른 工作日 稍后 尽快 儘快 较慢 见谅 営業日 遅れ 以内 영업일 어렵습니다",
)
_PERSON = _cue(
    "mais_je mais_le mais_la mais_vous mais_nous hi_all hello_all dear_all dear_colleagues dear_team hi_team everyone liebe_kollegen liebes_team chers_collègues bonjour_à estimados_compañeros caros_colegas cari_colleghi załączeniu załącznik bijlage hierbij bifogar bilaga vedhæftet vedlagt liitteenä přiloženo mellékelve "
    "ataşat ekte приложении вложении высылаю please_explain please_advise please_send please_tell please_confirm please_check please_clarify please_resend please_call visit visits coding coded billed icd cpt hcpcs wound war waren wunde bonne_journée my_question the_answer surgeon nurse coder talk_tomorrow talk_soon "
    "understood see_you enjoy stand_by waiting_for arzt ärztin op_bericht kläre médecin chirurgien docteur médico doctora dottore medico chirurgo arts chirurg läkaren lægen legen lääkäriltä lääkäri lekarza lekarz врача врач lékaře lékař orvos doktora doktor medicul γιατρό patient patients claim claims code codes modifier "
    "modifiers op_note the_note progress_note notes chart record records provider doctor dr denial denied payer units dos left_side right_side bilateral diagnosis answer_is send sending sent attach attached enclosed yes sure but anyway btw fyi thx lol cc call_me text_me resubmit resubmitting rebill appeal offer application "
    "invoice quote forms lawyer sign let_s lets they unités unidades einheiten unità patientin befund sende schicke aber trotzdem jedoch anbei ziffer patiente dossier envoie enverrai ordonnance paciente nota expediente envío mando enviaré pero mas envio enviarei paziente referto invio allego patiënt verslag stuur maar "
    "patienten journalen skickar men sender_journalen potilas liite pacjent pacjentka notatkę wyślę ale пациент пациентка выписку пришлю отправлю но pacient pošlu zprávu_pošlu hasta_dosyası göndereceğim ama trimit ασθενής θα_στείλω αλλά",
    "附上 附件 添付 첨부 医生 醫生 医師 의사 病人 病历 病歷 编码 編碼 发给 患者 カルテ コード お送り 송부 환자 차트 코드 보내",
)
_BESIDES = (_BACK, _TIME, _URGENT, _TURN, _ANSWER, _MAIL, _DELAY, _FOR_LONG)
_AFTER = (_ANSWER, _ARRIVED, _TURN, _DELAY)
_MACHINES_WILL = _cue(
    "be respond reply answer get return contact review not have only resume reopen close remain attend reach come hear receive also still then either follow take back continue start begin assist help handle deal read check monitor process do try see need make look"
).words
"""A person promises to do other things."""


def adds_up(head: str, *, expected: bool = False) -> bool:
    """Tell whether the words of an answer, in lower case, are those of a vacation note or of a desk's receipt.

    ``expected``: the subject, given with the head, is an absence by itself, so that one thing more is enough.
    """
    if len(head) > _LONG or "?" in head or "？" in head:
        return False
    words = _WORD.findall(head)
    said = {*words, *(f"{one}_{next_}" for one, next_ in pairwise(words))}
    if _has(_PERSON, said, head) or any(
        first in {"will", "ll"} and then not in _MACHINES_WILL for first, then in pairwise(words)
    ):
        return False
    back = all(_has(cue, said, head) for cue in (_BACK, _URGENT, _TURN))
    if back or _has(_ABSENT, said, head) or _has(_FOR_LONG, said, head):
        besides = sum(_has(cue, said, head) for cue in _BESIDES)
        return besides + (_DATE.search(head) is not None and not _has(_TIME, said, head)) > (not expected)
    return _has(_MAIL, said, head) and sum(_has(cue, said, head) for cue in _AFTER) > 1


def _has(cue: _Cue, said: set[str], head: str) -> bool:
    return not cue.words.isdisjoint(said) or any(sign in head for sign in cue.signs)
