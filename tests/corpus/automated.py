"""Mails that machines write, and mails of people that look like them; of our own writing: (rule, headers, subject, text, kind)."""

_AWAY = {
    "en": "I am out of the office until Monday with limited access to email. For urgent matters call 555 0100.",
    "de": "Ich bin bis Montag nicht im Büro. In dringenden Fällen wenden Sie sich an das Sekretariat.",
    "fr": "Je suis absente jusqu'au lundi. En cas d'urgence, appelez le secrétariat.",
    "es": "Estaré fuera de la oficina hasta el lunes.",
    "pt": "Estarei de férias até segunda-feira. Em caso de urgência, ligue.",
    "nl": "Ik ben op vakantie tot maandag.",
    "it": "Sono in ferie fino a lunedì. Rientrerò il 30.",
    "da": "Jeg er på ferie til mandag.",
    "nb": "Jeg er ikke på kontoret før mandag.",
    "sv": "Jag är på semester till måndag.",
    "pl": "Jestem na urlopie do poniedziałku.",
    "ru": "Я в отпуске до понедельника.",
    "vi": "Tôi đang nghỉ phép đến thứ hai.",
    "zh": "我正在休假，星期一回来。",
    "ja": "現在休暇中です。月曜日に戻ります。",
}

# Subjects that say enough by themselves.
SUBJECTS = (
    "Automatic reply: Knee", "Autoreply: Knee", "Auto-Reply: Knee", "Out of Office: Knee", "Out of Office AutoReply: Knee", "[Auto-Reply] Knee", "Automatic response: Knee", "OOO: Knee",
    "Automatische Antwort: Knie", "Abwesenheitsnotiz: Knie", "Réponse automatique : Genou", "Respuesta automática: Rodilla", "Resposta automática: Joelho", "Automatisch antwoord: Knie",
    "Risposta automatica: Ginocchio", "Automatisk svar: Knæ", "Autosvar: Kne", "Automatiskt svar: Knä", "Odpowiedź automatyczna: Kolano", "Автоматический ответ: Колено", "Автоответ: Колено", "Trả lời tự động: Đầu gối",
    "自动回复: 膝盖", "自動回覆: 膝蓋", "自動返信: 膝", "자동 회신: 무릎", "Automaattinen vastaus: Polvi", "Automatická odpověď: Koleno", "Automatikus válasz: Térd", "Otomatik yanıt: Diz", "Răspuns automat: Genunchi",
    "תשובה אוטומטית: ברך", "رد تلقائي: ركبة", "Αυτόματη απάντηση: Γόνατο", "Автоматична відповідь: Коліно",
    "Автоматичен отговор: Коляно", "Automatinis atsakymas: Kelis", "Automaatvastus: Põlv", "Tự động trả lời: Đầu gối", "Resposta automàtica: Genoll", "Automātiska atbilde: Celis", "Samodejni odgovor: Koleno",
)  # fmt: skip

# Subjects that people write too, with a text that only a vacation note has.
LIKELY = (
    ("Out of office until Monday", "en"), ("I am away", "en"), ("On vacation", "en"), ("Knee [Out of Office]", "en"), ("Abwesend bis Montag", "de"), ("Im Urlaub", "de"), ("Absence du bureau", "fr"), ("En congés", "fr"),
    ("Fuera de la oficina", "es"), ("Férias", "pt"), ("Afwezig tot maandag", "nl"), ("In ferie", "it"), ("Ferie", "da"), ("Ikke til stede", "nb"), ("På semester", "sv"), ("Urlop", "pl"), ("В отпуске", "ru"), ("Nghỉ phép", "vi"),
    ("休假通知", "zh"), ("休暇中", "ja"), ("Dana Whitlock ist außer Haus.", "de"), ("Niet op kantoor", "nl"), ("Ikke på kontoret", "da"), ("Нет на месте", "ru"), ("Dana Whitlock está ausente de la oficina.", "es"),
)  # fmt: skip

_MAIL = "Is 76942 paid beside 20611?"
_NONE = ()

AUTOMATED = (
    *((f"subject: {subject}", _NONE, subject, _MAIL, "auto-reply") for subject in SUBJECTS),
    *((f"subject and text: {subject}", _NONE, subject, _AWAY[language], "auto-reply") for subject, language in LIKELY),
    *((f"header: {header}", (header,), "Re: Knee", _MAIL, "auto-reply") for header in (
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x=y", "Auto-Submitted:  AUTO-REPLIED (vacation)", "auto-submitted: (robot) auto-notified", "Precedence: auto_reply",
        "X-Autoreply: yes", "X-Autorespond: Knee", "X-AutoReply-From: dana@x.example", "X-Mail-Autoreply: vacation", "X-Auto-Reply: 1", "Preference: auto_reply", "Delivered-To: autoresponder", "X-FC-MachineGenerated: true",
        "X-POST-MessageClass: 9; Autoresponder", "X-Precedence: auto_reply", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "Return-Path: <>", "X-Mailer: vacation 1.2.7", "X-Cron-Env: <SHELL=/bin/sh>", "X-Amazon-Auto-Reply: true",
    )),
    ("a sentence that no person writes", _NONE, "Re: Knee", "Hello,\n\nThis is an automated response. A person will answer within two business days.\n", "auto-reply"),
    ("the same in German", _NONE, "Re: Knie", "Guten Tag,\n\ndiese Nachricht wurde automatisch erstellt.\n", "auto-reply"),
    ("an acknowledgement of a desk", _NONE, "Thank you for contacting Northfork", "We have received your request and will respond within two business days.", "auto-reply"),
    ("a receipt in the middle of its text", _NONE, "Ihre Anfrage ist bei uns eingegangen", "Vielen Dank für Ihre Nachricht. Diese E-Mail wurde automatisch erstellt.", "auto-reply"),
    ("a receipt that offers help in a question", _NONE, "We've received your message: Knee", "Thanks. We've received your message. Need help sooner? Call us.", "auto-reply"),
    ("a web mailer of China", _NONE, "Re: 膝", "这是来自QQ邮箱的假期自动回复邮件。\n您好，我最近正在休假中。", "auto-reply"),
    ("a vacation note under the subject of the question", _NONE, "Re: Knee", "Thank you for your email. I am currently out of the office until December 1.\nFor urgent matters contact Lee.", "auto-reply"),
    ("the same in German", _NONE, "Re: Knie", "Ich bin vom 23.11. bis 01.12.2026 nicht im Hause. Ihre E-Mail wird nicht weitergeleitet.", "auto-reply"),
    *((f"a receipt that says so: {text}", _NONE, "4711", text, "auto-reply") for text in (
        "Recebemos seu e-mail. Esta é uma mensagem automática.", "Ta wiadomość została wygenerowana automatycznie.", "Спасибо за обращение. Это автоматическое сообщение.", "※このメールは自動配信されています。", "您的来信已收到（本邮件由系统自动发送，请勿回复）",
        "본 메일은 자동으로 발송된 메일입니다.", "Bu e-posta otomatik olarak gönderilmiştir.", "Děkujeme. Toto je automatická odpověď.", "Ihr Ticket wurde automatisch erstellt.",
    )),
    ("a receipt in words", _NONE, "Read: Knee", "Your message\n\n   To: Dana\n   Subject: Knee\n\nwas read on Monday, November 23, 2026 9:12 AM.\n", "auto-reply"),
    ("a receipt in German", _NONE, "Gelesen: Knie", "Ihre Nachricht\n\nBetreff: Knie\n\nwurde am Montag, 23. November 2026 09:12 gelesen.\n", "auto-reply"),
    ("a receipt", ('Content-Type: multipart/report; report-type=disposition-notification; boundary="b"',), "Read: Knee", "--b\nContent-Type: text/plain\n\nRead.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action; displayed\n\n--b--", "auto-reply"),
    ("an answer to an invitation", ('Content-Type: multipart/alternative; boundary="b"',), "Accepted: Coding call", "--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n--b--", "auto-reply"),
    ("a list", ("List-Id: Coders <coders.forum.example>",), "Re: Knee", _MAIL, "list"),
    ("a list that hands on comments from a program's address", ("From: notifications@hub.example", "List-Id: knee <knee.hub.example>"), "Re: Knee", "The left one.", "list"),
    ("a vacation told on a list", ("List-Id: Coders <coders.forum.example>", "In-Reply-To: <4711@x.example>"), "Re: Knee", "On leave until May, contact Sam in urgent cases.", "list"),
    *((f"header: {header}", (header,), "May", "The minutes of May are online.", "auto-reply") for header in ("Precedence: bulk", "Precedence:  Junk")),
    ("a list by its precedence", ("Precedence: list",), "Re: Knee", _MAIL, "list"),
    ("bulk on a list", ("Precedence: bulk", "List-Unsubscribe: <mailto:x@y.example>"), "Re: Knee", _MAIL, "list"),
)  # fmt: skip

PEOPLE = (
    *((f"header: {header}", (header,), "Re: Knee", _MAIL) for header in (
        "Auto-Submitted: no", "Auto-Submitted:  NO ", "auto-submitted: No (a person)", "Auto-Submitted: (a person) no", 'Auto-Submitted: "no"', "Auto-Submitted:", "X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: DR, OOF, AutoReply",
        "X-Autoreply: no", "Precedence: bulk", "Precedence: junk", "Precedence: normal", "Precedence: first-class", "X-Loop: other@x.example", "X-MS-Exchange-Inbox-Rules-Loop: dana@x.example", "X-MS-Exchange-Organization-AutoForwarded: true", "X-Mailer: Microsoft Outlook 16.0",
        "Return-Path: <dana@x.example>", "Importance: high", "X-Priority: 1", "X-Google-Group-Id: 4711", "X-MS-Exchange-Generated-Message-Source:",
    )),
    *((f"subject: {subject}", _NONE, subject, text) for subject, text in (
        ("Out of office visit coding", "Is an out of office visit 99213 payable?"), ("Out of office procedure", "The patient was seen out of the office. Which place of service?"), ("Question on automatic reply codes", _MAIL), ("Autopsy coding", _MAIL),
        ("Absence of toes, Z89.42", "Left foot, second toe absent. Reflexes absent."), ("Absence of kidney", "The left kidney is absent since birth."), ("OOOps", _MAIL), ("Away from guideline?", _MAIL), ("Vacation coverage billing", "Dr. Lee covered. Q5 or Q6?"),
        ("Holiday hours and modifier 99050", _MAIL), ("Undeliverable claims", "The payer says the claims are undeliverable."), ("Delivery failed, 59400?", "The vaginal delivery failed and a section was done. 59510?"), ("Delivery failure to progress", "O62.0?"),
        ("Failed delivery attempt, forceps", "Which code for the failed delivery?"), ("Returned mail from the payer", "The letter came back. What now?"), ("Message blocked artery", _MAIL), ("Read: 93010", "Who may bill the read?"), ("Read only access", _MAIL),
        ("Re: Automatic reply: Knee", "Thanks, I will wait until Monday. Is 76942 paid?"), ("Re: Out of Office: Knee", "No hurry then."), ("Fwd: Undelivered Mail Returned to Sender", "Why did this bounce?\n\n> <lee@x.example>: user unknown"),
        ("Re: Delivery Status Notification (Failure)", "Your mail to lee@x.example could not be delivered, please send again."), ("Thank you for your answer", "One more question: is 20610 right?"), ("Thanks for your email", "Is 20610 right?"),
        ("Accepted: claim 4711", "The payer accepted. May I close it?"), ("Declined: 76942", "Declined again, what now?"), ("Urlaub und Vertretung", "Wer rechnet bei Urlaubsvertretung ab?"), ("Absence et codage", "Le patient était absent. Que coder ?"),
        ("Knee", "I am out of the office next week, so please answer today.\nIs 76942 paid?"), ("Auto accident, V43.52", _MAIL), ("Autologous graft", _MAIL), ("Automatic implantable defibrillator", "33249?"), ("Autoimmune hepatitis", _MAIL),
        ("Warning: could this be unbundling?", _MAIL), ("Leave against medical advice", "Z53.29?"), ("Received: two claims", "Two denials arrived."), ("Acknowledgement of risk form", _MAIL), ("Complaint about message from payer", _MAIL),
        ("Quota of units", "The quota is full. More than 8 units?"), ("Mailbox full of denials", "My inbox is full of denials. Help."), ("System failure", "Heart failure, I50.9?"),
        ("Out of office coding coverage", "Who covers coding questions while Dr. Lee is out of the office?"), ("Vacation coverage", "Our coder is on vacation. Is 20611 right?"), ("Automatic response from the payer", "The payer's automatic response says N290. Meaning?"),
        ("Automated response test", "Automated auditory brainstem response: 92650 or 92651?"), ("On leave", "Dr. Lee is on leave, may the locum bill with Q6?"), ("Urlaub", "Ich bin ab morgen im Urlaub: ist 20611 richtig?"), ("In ferie", "Sono in ferie da lunedì; prima vorrei sapere: 20611?"),
        ("休假", "我明天开始休假，想先请问：20611 对吗？"), ("Thanks for your message", "I will reply to the payer as soon as possible. But which modifier did you mean?"), ("Left the company", "Our coder left the company. Would you look at these? I will get back to you within the week."),
        ("Re: Knee", "Thank you! I'll be out of the office until Thursday, so no rush."), ("Question", "Ich bin ab Montag wieder im Büro und prüfe es."), ("Ticket opened by mistake", "Please close it."), ("Sick leave", "Dr. Lee is on sick leave. Z76.0 for a refill?"),
        ("Undeliverable claim letter", "The letter was returned to sender. Do I write to appeals@payer.example?"), ("Not delivered", "The walker was not delivered. May we bill E0143? Write to dana@x.example."), ("Delivery attempt failed, section", "The delivery attempt failed. 59510? Write to dana@x.example."),
    )),
    ("a person answers below a note", _NONE, "Re: Knee", "Thanks.\n\n> This is an automated response.\n"),
    ("a form on a web page", ("Reply-To: dana@x.example", "From: no-reply@northfork.example"), "Question", _MAIL),
    ("an invitation", ('Content-Type: multipart/alternative; boundary="b"',), "Coding call", "--b\nContent-Type: text/plain\n\nCan we talk?\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n--b--"),
)  # fmt: skip


def mail(headers: tuple[str, ...], subject: str, text: str) -> bytes:
    """Return the mail of a case."""
    sender = () if any(header.startswith("From:") for header in headers) else ("From: Dana <dana@x.example>",)
    typed = (
        ()
        if any(header.startswith("Content-Type:") for header in headers)
        else ("Content-Type: text/plain; charset=utf-8",)
    )
    return "\n".join(
        [*headers, *sender, "To: questions@desk.example", f"Subject: {subject}", "MIME-Version: 1.0", *typed, "", text]
    ).encode()
