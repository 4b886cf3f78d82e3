"""Whole replies in forms that a first reading missed, of our own writing: (rule, the mail's text, its visible part)."""

A = "questions@desk.example"
_NEW = "It is Medicare.\n\nWe will rebill it."
_OLD = "Which payer is it?\n\nThe desk\n"

_BELOW = (
    ("Yahoo on phones: the quotation goes on in the line of its attribution", f"  On Mon, Nov 23, 2026 at 9:12 AM, Coding Desk<{A}> wrote:   Which payer is it?\n\nThe desk"),
    ("the bracket of an address that was folded is no mark of quotation", f"Op ma 23 nov. 2026 09:12 schreef Coding Desk <{A}\n>:\n\n> Which payer?\n"),
    ("Horde in Spanish", f"Mensaje citado por Coding Desk <{A}>:\n\n> Which payer?\n"),
    ("Outlook Express in a news group", f'"Coding Desk" <{A}> wrote in message \nnews:abc123@desk.example...\n> Which payer?\n'),
    ("a form of no known program: address and time, and quoted lines", f"* Coding Desk <{A}> [2026-11-23 09:12]:\n> Which payer?\n"),
    ("a form of no known program: name and time, and quoted lines", "Coding Desk, 23/11/26 09:12:\n> Which payer?\n"),
    ("quoted by bars, a bare one too", "| From: Coding Desk\n| Date: Mon, 23 Nov 2026\n|\n| Which payer?\n"),
    ("quoted by initials behind a citation", f'>>>>> "CD" == Coding Desk <{A}> writes:\n\n    CD> Which payer?\n    CD> And the date?\n'),
    ("Lotus Notes of old, ten blanks before the column", f"             Coding Desk\n             <{A}>\n                                                        To\n                                       d@x.example\n             11/23/2026 09:12                            cc\n             AM\n                                                   Subject\n                                       Claim\n\n{_OLD}"),
    ("Lotus Notes of old, labels with a colon", f"Coding Desk@NORTHFORK\n11/23/2026 09:12 AM\nTo: Dana/PRACTICE\ncc:\n\nSubject: Re: Claim\n\n{_OLD}"),
    ("Samsung: headers in the line of the separator", f"-------- Original message --------From: Coding Desk <{A}> Date: 11/23/26  9:12 AM  (GMT-05:00) To: d@x.example Subject: Re: Claim \n{_OLD}"),
    ("headers in one line", f"From: Coding Desk <{A}> Sent: Monday, November 23, 2026 9:12 AM To: Dana <d@x.example> Subject: RE: Claim\n\n{_OLD}"),
    ("a rule of five above the headers", f"  _____  \n\nFrom: Coding Desk [mailto:{A}] \nSent: Monday, November 23, 2026 9:12 AM\nTo: Dana\nSubject: RE: Claim\n\n{_OLD}"),
    ("a public folder of Exchange", f"From: Coding Desk\nPosted At: Monday, November 23, 2026 9:12 AM\nPosted To: Questions\nConversation: Claim\nSubject: RE: Claim\n\n{_OLD}"),
    ("Apple Mail in Chinese (Taiwan)", f"從: Coding Desk <{A}>\n日期: 2026年11月23日 星期一 上午9:12\n至: Dana <d@x.example>\n主旨: Re: Claim\n\n{_OLD}"),
    ("old Gmail without a colon, and quoted lines", f"2026/4/7 Coding Desk <{A}>\n\n> Which payer?\n"),
    ("an attribution that a blank line was put into", f"On Mon, Nov 23, 2026 at 09:12 Coding Desk\n\n<{A}> wrote:\n\n> Which payer?\n"),
    ("GroupWise without its first mark", f'"Coding Desk" <{A}> 11/23/26 9:12 AM >>>\n{_OLD}'),
    ("a separator that names the sender", f"===== Original Message From Coding Desk <{A}> =====\n>Which payer?\n"),
    ("headers in a table", f"| From: | Coding Desk <{A}> |\n| To: | Dana |\n| Date: | 11/23/2026 09:12 AM |\n| Subject: | Claim |\n\n{_OLD}"),
    ("a short rule above the headers", f"---\n**From:** Coding Desk <{A}>\n**Sent:** Monday, November 23, 2026 9:12 AM\n**To:** Dana\n**Subject:** RE: Claim\n\n{_OLD}"),
    ("a desk's mark behind a sentence", f"This message was sent by the desk. Reply above this line.\n\n{_OLD}"),
    ("a greeting from a phone", "Saludos desde mi iPhone\n"),
    ("BlueMail: an invisible separator before its name", "\u2063Get BlueMail for Android \u200b\n"),
    ("Outlook for phones in Norwegian", "Skaff deg Outlook for Android\n"),
    ("Outlook for phones in Japanese", "Android 版 Outlook を入手\n"),
    ("a device of no known name, alone between blank lines", "Sent from Workspace ONE Boxer\n"),
    ("an excuse in other words", "Typos courtesy of my iPhone\n"),
    ("a phone in Chinese (Taiwan)", "傳送自我的 iPhone\n"),
    ("a mark of two underscores", "__\nDana Whitlock\nBilling\n"),
    ("an advertisement of free mail", "_________________________________________________________________\nFree mail for everybody.\nhttp://mail.example/go/1\n"),
)  # fmt: skip

_NOTICE = "This e-mail is confidential and intended solely for the addressee. If you received it in error, notify the sender and delete it."

STRANGE = (
    *((rule, f"{_NEW}\n\n{below}", _NEW) for rule, below in _BELOW),
    ("a warning of strangers above the letter goes", f"CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender.\n\n{_NEW}", _NEW),
    ("a notice of confidentiality below the letter goes", f"{_NEW}\n\n{_NOTICE}", _NEW),
    ("a copied mail behind inline answers goes", f"{_NEW}\n\n> Which date?\nTuesday.\n\n-----Original Message-----\nFrom: X <{A}>\nSent: Monday, November 23, 2026\nTo: D\nSubject: Claim\n\n{_OLD}", f"{_NEW}\n\n> Which date?\nTuesday."),
    ("the rest of a broken quoted line may be a noun in capitals", "Am 23.11.26 um 09:12 schrieb Kodierstelle:\n> Welche Kasse ist es denn nun, wir brauchen das bitte heute noch für den\nAntrag\n> Danke\n\nAOK.", "AOK."),
)  # fmt: skip

WHOLE = (
    ("a word in a word names no device", "I sent the notes yesterday.\nSent from my office they go by courier."),
    ("a device behind a comma is what a person writes", "We are done.\n\nSent from my desk, which is nicer than a mobile phone."),
    ("marks of quotation in an advertisement", "Visit us for help.\n>>> >>>  http://www.x.example <<<\nUse the link above."),
    ("a memo is no header block", "Patient: Doe\nFrom: ER\nTo: OR\nDate: 11/23/2026\n\nIs POS 22 right?"),
    ("values are no initials of a writer", "BP> 140/90 and BMI> 40\nHTN> yes\n\nCodes?"),
    ("a notice that the letter is about stays", f"Is this text fine for our letters?\n\n{_NOTICE}"),
    ("own words on confidence stay", "This message is confidential between us, please do not forward it.\n\nDana"),
    ("a question about what is protected stays", "Hello,\n\nThe information in the note is protected by HIPAA and intended for the payer only. Can I send it to the patient?"),
    ("a warning of one's own stays", "Warning: the claim is outside the filing limit.\nWhat now?"),
    ("an external fixator is no external mail", "External fixator was applied. Which code is it?"),
)  # fmt: skip
