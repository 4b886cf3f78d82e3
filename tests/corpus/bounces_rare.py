"""Delivery reports of gateways and providers, of our own writing: (server, headers, text)."""

from collections.abc import Iterator

from tests.corpus.bounces_reports import RETURNED, D, E, Q, plain

_TWO = "Exchange, two names with addresses"
_LISTED = "two addresses in one sentence"
_REPORTS = (
    ("Amavis", {"subject": "Considered UNSOLICITED BULK EMAIL, apparently from you"}, f"A message from <{Q}> to:\n-> {D}\n\nwas considered unsolicited bulk e-mail (UBE).\n\nOur internal reference code for your message is 4711/abc\n\nReturn-Path: <{Q}>\nFrom: {Q}\nMessage-ID: <x@y.example>\nSubject: k\n\nDelivery of the email was stopped!\n"),
    ("EZweb", {"sender": "Postmaster@ezweb.ne.jp","subject": "Mail System Error - Returned Mail"}, f"Each of the following recipients was rejected by a remote mail server.\nThe reasons given by the server are included to help you determine why\neach recipient was rejected.\n\n    Recipient: <{D}>\n    >>> RCPT TO:<{D}>\n    <<< 550 <{D}>: User unknown\n"),
    ("docomo", {"subject": "Mail Delivery: over quota","sender": "mail-daemon@docomo.example"}, f"The user(s) account is temporarily over quota.\n\n<{D}>\n"),
    ("Biglobe", {"subject": "Returned mail: see transcript"}, f"   ----- The following addresses had delivery problems -----\n<{D}>  (unrecoverable error)\n\n   ----- Non-delivered information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n"),
    ("Oracle Messaging Server", {"sender": "postmaster@sun.example","subject": "Delivery Notification: Delivery has failed"}, f"This report relates to a message you sent with the following header fields:\n\n  Message-id: <CD8C6134@x.example>\n  Date: Mon, 23 Nov 2026\n  From: Desk <{Q}>\n  To: {D}\n  Subject: Knee\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: {D}\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 unknown user\n"),
    ("MailMarshal", {"sender": "postmaster@mm.example","subject": 'Undeliverable Mail: "Knee"'}, f"Your message:\n   From:    {Q}\n   Subject: Knee\n\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected: \n    {D}\n\nAdditional Information\n======================\nOriginal Sender:    <{Q}>\nSender-MTA:         <192.0.2.1>\n"),
    ("InterScan", {"sender": '"InterScan MSS" <postmaster@x.example>',"subject": "Mail could not be delivered"}, f"Sent <<< RCPT TO:<{D}>\nReceived >>> 550 5.1.1 <{D}>... user unknown\nUnable to deliver message to <{D}>\n"),
    ("SurfControl", {"sender": "Mailer-Daemon@sc.example","subject": "Message could not be delivered"}, f"Your Email message:\n\nFrom:    {Q}\nTo:      {D}\nSubject: Knee\n\nwas not delivered for the following reason:\n\n550 5.1.1 unknown\n"),
    ("Apache James", {"sender": "postmaster@james.example","subject": "[BOUNCE]"}, f"Message Details:\n  Subject: Knee\n  Sent date: Mon Nov 23\n  MAIL FROM: {Q}\n  RCPT TO: {D}\n  From: Desk <{Q}>\n  To: {D}\n\nError message below:\n550 - Requested action not taken: no such user here\n"),
    ("1&1", {"sender": "mailer-daemon@kundenserver.de","subject": "Mail delivery failed: returning message to sender"}, f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. This is a permanent error. The following address failed:\n\n{D}\n\nReason:\n\nMail Quota exceeded\n\n--- The header of the original message is following. ---\n\n{RETURNED}"),
    ("Active!hunter", {"subject": "FAILURE NOTICE :"}, f"   ----- The following addresses had permanent fatal errors -----\n\n>>> {D}\n\n   ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n"),
    ("m-FILTER", {"sender": "postmaster@mf.example","subject": "failure notice"}, f"-------server message\n550 5.1.1 unknown user <{D}>\n\n-------message details\nfrom={Q}\n\n-------original message\n{RETURNED}"),
    ("Office 365 in words", {"sender": "postmaster@outlook.com","subject": "Undeliverable: Knee"}, f"Your message to {D} couldn't be delivered.\ndana wasn't found at northfork.example.\n\nquestions\tOffice 365\tdana\nAction Required\t\tRecipient\n\nUnknown To address\n\nHow to Fix It\nThe address may be misspelled. \n\nOriginal Message Details\nCreated Date: 11/23/2026\nSender Address: {Q}\nRecipient Address: {D}\nSubject: Knee\n"),
    ("Sendmail, unknown host", {"sender": "Mail Delivery Subsystem <MAILER-DAEMON@x.example>","subject": "Returned mail: Host unknown (Name server: x: host not found)"}, f"The original message was received at Mon\nfrom [192.0.2.1]\n\n   ----- The following addresses had permanent fatal errors -----\n<{D}>\n\n   ----- Transcript of session follows -----\n550 <{D}>... Host unknown (Name server: northfork.example: host not found)\n"),
    ("French provider", {"sender": "postmaster@orange.example","subject": "Votre message n'a pas pu être remis"}, f"Votre message n'a pas pu être remis à :\n\n   {D}\n\nMotif : boîte pleine\n"),
    ("Spanish server", {"sender": "postmaster@x.example","subject": "No se puede entregar: Rodilla"}, f"No se pudo entregar el mensaje a estos destinatarios:\n\n{D}\nEl buzón está lleno.\n"),
    ("Russian provider", {"sender": "mailer-daemon@x.example","subject": "Сообщение не доставлено"}, f"Ваше письмо не может быть доставлено адресату:\n\n{D}\n\nПользователь не существует\n"),
    ("Korean provider", {"sender": "mailer-daemon@naver.com","subject": "[메일 발송 실패 안내] Knee"}, f"메일 발송에 실패하였습니다.\n\n받는사람 : {D}\n발송실패 사유 : 존재하지 않는 사용자\n"),
    ("Portuguese provider", {"sender": "MAILER-DAEMON@uol.com.br","subject": "Mensagem não entregue"}, f"A mensagem não pôde ser entregue para os seguintes destinatários:\n\n<{D}>: caixa postal cheia\n"),
    ("Sina", {"sender": "mailer-daemon@sina.com","subject": "无法投递 Knee"}, f"抱歉，您的邮件无法投递。\n\n收件人: <{D}>\n原因: user not exist\n"),
    ("PowerMTA", {"sender": "postmaster@pmta.example","subject": "Delivery report"}, f"Hello, this is the mail server on mx.example.\n\nI am sending you this message to inform you on the delivery status of a\nmessage you previously sent.  Immediately below you will find a list of\nthe affected recipients; also attached is a Delivery Status Notification\n(DSN) report in standard format, as well as the headers of the original\nmessage.\n\n  <{D}>  delivery failed; will not continue trying\n"),
    ("Facebook", {"sender": "mailer-daemon@mx-out.facebook.com","subject": "Sorry, your message could not be delivered"}, f"This message was created automatically by Facebook.\nSorry, your message could not be delivered to the following address.\n\n{D}: 550 5.1.1 RCP-P2\n"),
    ("Verizon", {"sender": "post_master@vtext.com","subject": "Undeliverable Message"}, f"Message could not be delivered to mobile.\nMessage From: {Q}\nMessage To: {D}\nError: No valid recipients for this MM\n"),
    ("Exchange, two names with addresses", {"sender": "postmaster@x.example","subject": "Undeliverable: Knee"}, f"Delivery has failed to these recipients or groups:\n\nWhitlock, Dana ({D})<mailto:{D}>\nYour message can't be delivered because delivery to this address is restricted.\n\nLee Nguyen ({E})<mailto:{E}>\nThe mailbox is full.\n\nDiagnostic information for administrators:\n\nGenerating server: x.example\n\n{D}\nmx #550 5.7.1 restricted\n\n{E}\nmx #552 5.2.2 full\n\nOriginal message headers:\n\nReceived: from a\n"),
    ("Exchange in German, with the headers of the mail", {"sender": "postmaster@x.example","subject": "Unzustellbar: Knie"}, f"Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Verteilerlisten:\n\n{D}<mailto:{D}>\n\nDiagnoseinformationen für Administratoren:\n\n{D}\n#550 5.1.1\n\nUrsprüngliche Nachrichtenkopfzeilen:\n\nFrom: {Q}\nTo: {E}\n"),
    ("Exchange in French, with the headers of the mail", {"sender": "postmaster@x.example","subject": "Non remis : Genou"}, f"Échec de la remise pour ces destinataires ou groupes :\n\n{D}<mailto:{D}>\n\nEn-têtes de message d'origine :\n\nFrom: {Q}\nTo: {E}\n"),
    *(
        (f"Exchange: {subject}", {"sender": "postmaster@x.example","subject": subject}, f"{words}\n\n{D}<mailto:{D}>\n")
        for subject, words in (
            ("Não é possível entregar: Joelho", "Falha na entrega a estes destinatários ou grupos:"), ("Kan inte levereras: Knä", "Det gick inte att leverera till följande mottagare eller grupper:"),
            ("Kan ikke leveres: Knæ", "Levering mislykkedes til disse modtagere eller grupper:"), ("Toimittaminen epäonnistui: Polvi", "Toimitus seuraaville vastaanottajille epäonnistui:"),
            ("배달되지 않음: 무릎", "다음 받는 사람 또는 그룹에게 배달하지 못했습니다."), ("Kézbesíthetetlen: Térd", "A kézbesítés nem sikerült a következő címzetteknek:"),
        )
    ),
    ("Exim, a program that failed", {"subject": "Mail delivery failed: returning message to sender"}, f"This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  |/usr/bin/procmail\n    (generated from {D})\n    Child process failed\n"),
    ("Zoho", {"subject": "Undelivered Mail Returned to Sender"}, f"A message that you sent could not be delivered to one or more of its recipients.\n\n{D}, ERROR CODE :550 - 5.1.1 User unknown \n\nReceived:from mail.x.example\nFrom: {Q}\nTo: {E}\n"),
    (_LISTED, {"sender": "postmaster@x.example","subject": "Undeliverable: Knee"}, f"Your message to {D}, {E} could not be delivered.\n"),
    ("Exchange 5.5, all receivers above", {"sender": "System Administrator <postmaster@x.example>","subject": "Undeliverable: Knee"}, f"Your message\n\n  To:      {D}; {E}\n  Subject: Knee\n\ndid not reach the following recipient(s):\n\n{D} on Mon, 23 Nov 2026 09:12:50 -0500\n    The recipient name is not recognized\n"),
    ("AOL", {"subject": "Mail Delivery Problem"}, f"Your mail to the following recipients could not be delivered because they are not accepting mail from desk.example:\n\t{D}\n"),
    ("NetEase", {"sender": "Postmaster@163.example","subject": "系统退信"}, f"抱歉，您的邮件被退回来了……\n原邮件信息：\n主题\t膝\n收件人\t{D}\n退信原因：\n收件人地址不存在\n"),
    ("X.400 gateway", {"sender": "postmaster@x400.example","subject": "Delivery Report (failure)"}, f"This report relates to your message: Subject: Knee, Message-ID: <o1@desk.example>\n\nYour message was not delivered to   {D}\nfor the following reason:\n\tRecipient's Mailbox unavailable\n"),
    ("smail", {"subject": "mail failed, returning to sender"}, f"|------------------------- Failed addresses follow: ---------------------|\n <{D}> ... unknown host\n|------------------------- Message text follows: ------------------------|\nTo: {E}\n"),
)  # fmt: skip


def rare_cases() -> Iterator[tuple[str, bytes, str, tuple[str, ...]]]:
    """Yield each as a case; all of them failed for good."""
    for server, headers, text in _REPORTS:
        yield server, plain(text, **headers), "bounce", (D, E) if server in {_TWO, _LISTED} else (D,)
