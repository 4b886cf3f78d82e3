"""Delivery reports in the words of mail servers, of our own writing."""

from collections.abc import Iterator

from tests.corpus.bounces_reports import RETURNED, D, E, Q, plain


def unix_cases() -> Iterator[tuple[str, bytes, str, tuple[str, ...]]]:
    yield (
        "qmail",
        plain(
            f"Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{D}>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 <{D}>: Recipient address rejected: User unknown\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\n{RETURNED}"
        ),
        "bounce",
        (D,),
    )
    yield (
        "qmail, two addresses",
        plain(
            f"Hi. This is the qmail-send program at mx.example.\n\n<{D}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n<{E}>:\nuser is over quota\n\n--- Below this line is a copy of the message.\n\n{RETURNED}"
        ),
        "bounce",
        (D, E),
    )
    yield (
        "Exim",
        plain(
            f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {D}\n    host mx.northfork.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<{D}>:\n    550 5.1.1 User unknown\n\n------ This is a copy of the message, including all the headers. ------\n\n{RETURNED}",
            subject="Mail delivery failed: returning message to sender",
            headers=f"Return-Path: <>\nX-Failed-Recipients: {D}\n",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Exim, an alias",
        plain(
            f"This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  inner@host.example\n    (generated from {D})\n    retry timeout exceeded\n\n------ This is a copy of your message ------\n{RETURNED}",
            subject="Mail delivery failed: returning message to sender",
            headers=f"X-Failed-Recipients: {D}\n",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Exim, warning",
        plain(
            f"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.\n\nThe address to which the message has not yet been delivered is:\n\n  {D}\n    Delay reason: connection timed out\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n",
            subject="Warning: message 1abcDE-0001 delayed 24 hours",
        ),
        "delay",
        (D,),
    )
    yield (
        "Postfix without a report",
        plain(
            f"This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\nFor further assistance, please send mail to postmaster.\n\n                   The mail system\n\n<{D}>: host mx.northfork.example[192.0.2.1] said: 550 5.1.1\n    <{D}>: Recipient address rejected: User unknown (in reply to RCPT TO command)\n",
            subject="Undelivered Mail Returned to Sender",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Postfix, an alias",
        plain(
            f'This is the mail system at host mx.example.\n\n<inner@host.example> (expanded from <{D}>): unknown user: "inner"\n',
            subject="Undelivered Mail Returned to Sender",
        ),
        "bounce",
        ("inner@host.example",),
    )
    yield (
        "Sendmail",
        plain(
            f"The original message was received at Mon, 23 Nov 2026 09:12:44 -0500\nfrom desk.example [192.0.2.9]\n\n   ----- The following addresses had permanent fatal errors -----\n<{D}>\n    (reason: 550 5.1.1 <{D}>... User unknown)\n\n   ----- Transcript of session follows -----\n... while talking to mx.northfork.example.:\n>>> RCPT To:<{D}>\n<<< 550 5.1.1 <{D}>... User unknown\n550 5.1.1 <{D}>... User unknown\n\n   ----- Original message follows -----\n\n{RETURNED}",
            subject="Returned mail: see transcript for details",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Sendmail 5",
        plain(
            f"   ----- Transcript of session follows -----\nWhile talking to mx.northfork.example:\n>>> RCPT To:<{D}>\n<<< 550 <{D}>... User unknown\n550 <{D}>... User unknown\n\n   ----- Unsent message follows -----\n{RETURNED}",
            subject="Returned mail: User unknown",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Sendmail, warning",
        plain(
            f"    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n   ----- The following addresses had transient non-fatal errors -----\n<{D}>\n\n   ----- Transcript of session follows -----\n<{D}>... Deferred: Connection timed out\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n",
            subject="Warning: could not send message for past 4 hours",
        ),
        "delay",
        (D,),
    )
    yield (
        "Courier",
        plain(
            f"This is a delivery status notification from mx.example,\nrunning the Courier mail server.\n\nThe original message was received on Mon, 23 Nov 2026 09:12:44 -0500\nfrom desk.example\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<{D}>:\n    mx.northfork.example [192.0.2.1]:\n<<< 550 User unknown.\n\n---------------------------------------------------------------------------\n",
            subject="NOTICE: mail delivery status.",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Smail",
        plain(
            f"|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n {D} ... unknown host\n|------------------------- Message text follows: ------------------------|\n{RETURNED}",
            subject="mail failed, returning to sender",
        ),
        "bounce",
        (D,),
    )
    yield (
        "XMail",
        plain(
            f"[<00>] XMail bounce: Rcpt=[{D}];Error=[550 unknown user]\n\n[<01>] Error sending message [4711.desk] from [desk.example].\n\nID:        <S4711>\nMail From: <{Q}>\nRcpt To:   <{D}>\nServer:    <mx.northfork.example>\n\n[<02>] The reason of the delivery failure was:\n\n550 unknown user\n",
            subject="Error sending message [4711.desk] from [desk.example]",
        ),
        "bounce",
        (D,),
    )
    yield (
        "OpenSMTPD",
        plain(
            f"    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n{D}: 550 5.1.1 User unknown\n\n    Below is a copy of the original message:\n\n{RETURNED}",
            subject="Delivery status notification: error",
        ),
        "bounce",
        (D,),
    )
    yield (
        "DragonFly",
        plain(
            f"This is the DragonFly Mail Agent v0.13 at mx.example.\n\nThere was an error delivering your mail to <{D}>.\n\nmx.northfork.example [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 User unknown\n\nMessage headers follow.\n\n{RETURNED}",
            subject="Mail delivery failed",
        ),
        "bounce",
        (D,),
    )
    yield (
        "a person's own line far above",
        plain(f"<{D}>:\nmailbox is full\n\n{RETURNED}", subject="failure notice"),
        "bounce",
        (D,),
    )


def office_cases() -> Iterator[tuple[str, bytes, str, tuple[str, ...]]]:
    yield (
        "Exchange 5.5",
        plain(
            f"Your message\n\n  To:      {D}\n  Subject: Knee\n  Sent:    Mon, 23 Nov 2026 09:12:44 -0500\n\ndid not reach the following recipient(s):\n\n{D} on Mon, 23 Nov 2026 09:13:00 -0500\n    The recipient name is not recognized\n",
            sender='"System Administrator" <postmaster@x.example>',
            subject="Undeliverable: Knee",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Exchange 2003",
        plain(
            f"Your message did not reach some or all of the intended recipients.\n\n      Subject:\tKnee\n      Sent:\t11/23/2026 9:12 AM\n\nThe following recipient(s) could not be reached:\n\n      {D} on 11/23/2026 9:12 AM\n            The e-mail account does not exist at the organization this message was sent to.\n            <mx.x.example #5.1.1>\n",
            sender="postmaster@x.example",
            subject="Undeliverable: Knee",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Exchange 2003, a name",
        plain(
            f"Your message did not reach some or all of the intended recipients.\n\nThe following recipient(s) could not be reached:\n\n      Whitlock, Dana on 11/23/2026 9:12 AM\n            There was a SMTP communication problem with the recipient's email server.\n            <mx.x.example #5.5.0 smtp;550 <{D}>... No such user>\n",
            sender="System Administrator <sysadmin@x.example>",
            subject="Undeliverable: Knee",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Exchange 2007",
        plain(
            f"Delivery has failed to these recipients or distribution lists:\n\nDana Whitlock<mailto:{D}>\nThe recipient's e-mail address was not found in the recipient's e-mail system.\n\n  _____\n\nSent by Microsoft Exchange Server 2007\n\n\nDiagnostic information for administrators:\n\nGenerating server: x.example\n\n{D}\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nOriginal message headers:\n\n{RETURNED}",
            sender="postmaster@x.example",
            subject="Undeliverable: Knee",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Domino",
        plain(
            f"Your message\n\n  Subject: Knee\n\nwas not delivered to:\n\n  {D}\n\nbecause:\n\n  User dana ({D}) not listed in Domino Directory\n",
            sender="postmaster@x.example",
            subject="DELIVERY FAILURE: User not listed in Domino Directory",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Lotus Notes",
        plain(
            f"------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\n{D}\n\n------- Returned Message --------\n\n{RETURNED}",
            sender="Postmaster@x.example",
            subject="DELIVERY FAILURE",
        ),
        "bounce",
        (D,),
    )
    yield (
        "GroupWise",
        plain(
            f"The message that you sent was undeliverable to the following:\n\t{D} (user not found)\n\nPossibly truncated original message follows:\n\n{RETURNED}",
            sender="Mailer-Daemon@gw.example",
            subject="Message status - undeliverable",
        ),
        "bounce",
        (D,),
    )
    yield (
        "GroupWise, with another receiver among the headers that come back",
        plain(
            f"The message that you sent was undeliverable to the following:\n\t{D} (user not found)\n\nPossibly truncated original message follows:\n\nTo: {D}, another@y.example\nSubject: Knee\n",
            sender="Mailer-Daemon@gw.example",
            subject="Message status - undeliverable",
        ),
        "bounce",
        (D,),
    )
    yield (
        "MDaemon",
        plain(
            f"The following message had a permanent delivery problem:\n\nFailed address: {D}\n\n--- Session Transcript ---\n RCPT To:<{D}>\n 550 <{D}> User unknown\n--- End Transcript ---\n",
            sender="MDaemon@x.example",
            subject="Permanent Delivery Failure",
        ),
        "bounce",
        (D,),
    )
    yield (
        "IMail",
        plain(
            f"Unknown user: {D}\n\n\nOriginal message follows.\n\n{RETURNED}",
            sender="Mail Administrator <postmaster@x.example>",
            subject="Undeliverable Mail",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Mercury",
        plain(
            f"With regret, your message has not been delivered to the following recipient(s):\n\n{D}: 550 unknown\n\n",
            sender="Electronic Postmaster <postmaster@x.example>",
            subject="Postmaster Notify: Delivery Failure.",
        ),
        "bounce",
        (D,),
    )
    yield (
        "MailEnable",
        plain(
            f"MailEnable: Message could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:{D}]\n\tReason: Remote SMTP Server Returned: 550 No such user\n\n\nMessage headers follow:\n\n{RETURNED}",
            sender="Postmaster@x.example",
            subject="Message Delivery Failure",
        ),
        "bounce",
        (D,),
    )
    yield (
        "CommuniGate",
        plain(
            f"Failed to deliver to '{D}'\nSMTP module(domain northfork.example) reports:\n {D}: no such user\n\nOriginal message follows.\n",
            subject="Undeliverable mail: Knee",
        ),
        "bounce",
        (D,),
    )
    yield (
        "SurgeMail",
        plain(
            f"Your message cannot be delivered to the following recipients:\n\n   Recipient: {D}\n   Reason: User does not exist\n",
            sender="surgemail@x.example",
            subject="Undeliverable mail",
        ),
        "bounce",
        (D,),
    )
    yield (
        "Kerio and Zimbra",
        plain(
            f"This is the mail system at host x.example.\n\nDelivery to the following recipients failed permanently:\n\n * {D}\n\nReason: mailbox is over quota\n",
            subject="Undelivered Mail Returned to Sender",
        ),
        "bounce",
        (D,),
    )
