"""Notes that no header and no formula give away, and people who write nearly the same; of our own writing.

Each is (rule, subject, text). Those of ``ANSWERING`` and ``PEOPLE_ANSWERING`` come with an In-Reply-To, as answers do.
"""

ANSWERING = (
    ("a mailbox says of itself that nobody reads it", "Re: Knee", "Hello. This inbox is not monitored. Write to desk@x.example."),
    ("the same in German", "Re: Knie", "Dieses Postfach wird nicht abgerufen. Bitte nutzen Sie unser Formular."),
    ("the same in French", "Re: Genou", "Cette adresse n'est plus consultée. Merci d'écrire à accueil@x.example."),
    ("the same in Spanish", "Re: Rodilla", "Esta cuenta ya no se atiende. Escriba a hola@x.example."),
    ("the same in Portuguese", "Re: Joelho", "Esta caixa não é monitorada."),
    ("the same in Italian", "Re: Ginocchio", "Questo indirizzo non è più attivo, scrivere a posta@x.example."),
    ("the same in Dutch", "Re: Knie", "Dit e-mailadres is niet meer in gebruik."),
    ("the same in Norwegian", "Re: Kne", "Denne innboksen blir ikke lest."),
    ("the same in Polish", "Re: Kolano", "Ten adres e-mail nie jest już używany."),
    ("the same in Russian", "Re: Колено", "Данный почтовый ящик не обслуживается."),
    ("the same in Japanese", "Re: 膝", "本アドレスは送信専用です。"),
    ("who has left says whom to turn to", "Re: Knee", "I have retired. Please direct your questions to Sam Hill."),
    ("the same in Swedish", "Re: Knä", "Jag har slutat. Kontakta Sam i stället."),
    ("who is busy says what becomes of the mail", "Re: Knee", "I am in court today and won't be checking messages. If you need immediate assistance, dial 0."),
    ("a desk is behind", "Re: Knee", "Due to a high volume of requests please allow four business days."),
    ("a question that offers help is none", "Re: Knee", "I am out on leave. Need help right away? Call the front desk."),
    ("an apology is no matter", "Re: Knee", "Sorry for the inconvenience, I am out of the office until May 4. In the meantime please contact Sam."),
    ("an absence, a time and who takes over, in no formula", "Re: Knee", "My sabbatical lasts until August; Sam Hill handles my mails."),
    ("the same in German", "Re: Knie", "Auszeit bis August. Anfragen übernimmt Frau Hügel."),
    ("the same in French", "Re: Genou", "En formation jusqu'à vendredi, ma collègue répondra à vos courriels."),
    ("the same in Spanish", "Re: Rodilla", "Feriado nacional: atenderemos los mensajes a partir del martes."),
    ("the same in Finnish", "Re: Polvi", "Olen hoitovapaalla eli poissa elokuuhun asti, sijaiseni vastaa viestiin."),
    ("the same in Hungarian", "Re: Térd", "Rendelőnk augusztusig zárva. Levelét utána válaszoljuk meg, sürgős esetben telefonáljon."),
    ("the same in Korean", "Re: 무릎", "육아 휴가 중이며 8월 이후 답변드립니다."),
    ("who is away for long only says who takes over", "Re: Knie", "Bin in Elternzeit, Frau Hügel hat übernommen."),
    ("the same in Korean", "Re: 무릎", "출산 휴직 중이니 문의는 김대리에게 주세요."),
    ("a last day that is over", "Re: Knee", "My last day here was May 4. Please forward requests to Sam Hill."),
    ("who is back on a day says whom to turn to", "Re: Knie", "Am 4. Mai bin ich wieder erreichbar, bei dringenden Fragen kontaktieren Sie Frau Hügel."),
    ("an address says what it is", "Re: Knee", "This is an unmonitored e-mail address."),
    ("a receipt in no formula", "Re: Knee", "Your request reached our team and will be processed shortly."),
    ("the same in Dutch", "Re: Knie", "Uw vraag is binnengekomen en wordt zo snel mogelijk behandeld."),
)  # fmt: skip

ALONE = (
    ("a ticket's number and its state", "Incident INC4711001 has been assigned", "Group: Field Support\nState: Assigned"),
    ("the same in German", "Ticket 47110 wurde eröffnet", "Ihr Anliegen liegt dem Support vor."),
    ("a ticket's number in brackets", "[#47110] Knee", "The ticket was updated by an agent."),
    ("a ticket with two fields of its form", "Case 47110 - Knee", "Status: Pending\nPriority: Low"),
    ("a filter that wants a click", "Knee", "My spam filter keeps your mail. Please click the link below so that it is delivered."),
    ("a number of the subject whose state the text tells", "Bevestiging 47110", "Uw aanvraag 47110 is geregistreerd."),
    ("a rating", "[Request 47110] Knee", "The request is solved. How would you rate it, good or bad."),
    ("a call that was missed", "555 0100", "You have 2 new voice messages."),
    ("a mail that was opened", "Knee", "The message you sent was displayed on May 4."),
    ("a survey", "How was it", "Please rate our support."),
    ("a receipt in its subject", "Your submission", "It is in our queue now. A member of the staff will be in contact."),
)  # fmt: skip

PEOPLE_ANSWERING = (
    ("who will send something is there", "Re: Knee", "I am in training until Friday, I will send the x-ray then."),
    ("who speaks of a patient is there", "Re: Knee", "Away until Monday. The patient can wait, please reply to Sam in urgent cases."),
    ("who says but is there", "Re: Knie", "Bin krank bis Montag, aber die Antwort passt."),
    ("an absence and a day are not enough", "Re: Knee", "Out Friday."),
    ("thanks come from people", "Re: Knee", "Thanks, I am on leave until May 4, urgent things go to Sam."),
    ("who quotes is a person", "Re: Knee", "Away until Monday, will reply to your message then.\n\nOn Mon, May 4, 2026 at 9:00 AM Desk <d@desk.example> wrote:\n> Which knee?"),
    ("who asks is a person", "Re: Knee", "This mailbox is not monitored, it says. Where do I write to?"),
)  # fmt: skip

PEOPLE_ALONE = (
    ("who speaks of a ticket of his own", "Ticket 47110 was closed", "I still need the answer."),
    ("a form on a web page, sent by a program", "Form", "Name: Lee Poe\nE-mail: lee@x.example\nMessage: Which code for the right knee?"),
    ("one mail arrived, the other did not", "We received your email", "We received your email but not the chart."),
    ("a machine's answer spoken of", "Auto reply from you", "Your auto reply says today. It is tomorrow."),
    ("a number of a payer's", "Case number 47110", "Case number 47110 at the payer: right?"),
    ("an insurance of a car", "Auto: claim denied", "The auto insurer denied it. Whom do we bill next?"),
    ("a disclaimer on office hours", "Knee", "Right knee it is.\n\nThis mailbox is not monitored outside office hours."),
    ("a mailbox spoken of", "Mailbox", "The old mailbox of Dr. Poe is not monitored. Please use mine for the claims."),
    ("a scan spoken of", "Scan", "I scanned 3 pages, number of pages in the chart is 5."),
)  # fmt: skip
