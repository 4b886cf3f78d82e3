"""Header blocks, subjects and ids: what is wrong with each, and what it says."""

from collections.abc import Iterator

from tests.corpus.mails import FROM, Case, headed, one

TEXT = b"\r\n\r\nIs 76942 paid?\r\n"
KNEE = "膝の注射"
DANA = [one("Dana Whitlock", "dana@northfork.example")]

_SUBJECTS: list[tuple[str, bytes, str]] = [
    ("plain", b"Is 76942 paid", "Is 76942 paid"),
    ("Q word", b"=?utf-8?Q?kn=C3=A9_two?=", "kné two"),
    ("B word", b"=?UTF-8?B?a27DqQ==?=", "kné"),
    ("blank between words is no text", b"=?utf-8?Q?one?= =?utf-8?Q?two?=", "onetwo"),
    ("fold between words is no text", b"=?utf-8?Q?one?=\r\n\t =?utf-8?Q?two?=", "onetwo"),
    ("blank between word and text is text", b"=?utf-8?Q?one?= two =?utf-8?Q?three?=", "one two three"),
    ("words glued to each other", b"=?utf-8?Q?one?==?utf-8?Q?two?=", "onetwo"),
    ("B words glued to each other", b"=?utf-8?B?b25l?==?utf-8?B?dHdv?=", "onetwo"),
    ("word glued to text before it", b"Re:=?utf-8?Q?_one?=", "Re: one"),
    ("word glued to text behind it", b"=?utf-8?Q?one?=, two", "one, two"),
    ("word in quotes", b'"=?utf-8?Q?kn=C3=A9?="', '"kné"'),
    ("word in brackets", b"(=?utf-8?Q?kn=C3=A9?=)", "(kné)"),
    ("words of two charsets", b"=?iso-8859-1?Q?=E9?= =?utf-8?Q?=C3=A9?=", "éé"),
    ("words of two encodings", b"=?utf-8?Q?=C3=A9?= =?utf-8?B?w6k=?=", "éé"),
    ("character cut between Q words", b"=?utf-8?Q?kn=C3?= =?utf-8?Q?=A9?=", "kné"),
    ("character cut between B words", b"=?utf-8?B?a27D?= =?utf-8?B?qQ==?=", "kné"),
    ("character cut between words of both kinds", b"=?utf-8?B?a27D?= =?utf-8?Q?=A9?=", "kné"),
    ("base64 itself cut between words", b"=?utf-8?B?a27?= =?utf-8?B?DqQ==?=", "kné"),
    ("names of one charset in two cases", b"=?UTF-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"),
    ("blanks in a Q word", b"=?utf-8?Q?two words=C3=A9?=", "two wordsé"),
    ("question mark in a Q word", b"=?utf-8?Q?paid? yes?=", "paid? yes"),
    ("escaped question mark behind a question mark", b"=?utf-8?Q?paid?=3F?=", "paid??"),
    ("lower-case hex", b"=?utf-8?q?=c3=a9?=", "é"),
    ("broken escape in a Q word", b"=?utf-8?Q?=C3=A9_=ZZ_5=?=", "é =ZZ 5="),
    ("Q word without an end", b"=?utf-8?Q?kn=C3=A9", "kné"),
    ("B word without padding", b"=?utf-8?B?a27DqQ?=", "kné"),
    ("B word with too much padding", b"=?utf-8?B?a27DqQ====?=", "kné"),
    ("B word with blanks inside", b"=?utf-8?B?a27 DqQ==?=", "kné"),
    ("B word of two sealed pieces", b"=?utf-8?B?a24=w6k=?=", "kné"),
    ("B word folded inside", b"=?utf-8?B?a27D\r\n qQ==?=", "kné"),
    ("language behind the charset", b"=?utf-8*de?Q?kn=C3=A9?=", "kné"),
    ("empty word", b"=?utf-8?Q??= knee", "knee"),
    ("empty word between", b"=?utf-8?Q?a?= =?utf-8?Q??= =?utf-8?Q?b?=", "ab"),
    ("something like a word", b"=?what?= is this", "=?what?= is this"),
    ("word of an unknown encoding", b"=?utf-8?X?knee?=", "=?utf-8?X?knee?="),
    ("word of an unknown charset, ASCII inside", b"=?x-none?Q?knee?=", "knee"),
    ("word of unknown-8bit that is UTF-8", b"=?unknown-8bit?Q?kn=C3=A9?=", "kné"),
    ("word of unknown that is Latin-1", b"=?unknown?Q?kn=E9_caf=E9?=", "kné café"),
    ("charset in quotes", b'=?"utf-8"?Q?kn=C3=A9?=', "kné"),
    ("charset with blanks", b"=? utf-8 ?Q?kn=C3=A9?=", "kné"),
    ("Latin-1 word that is CP1252", b"=?iso-8859-1?Q?=93knee=94?=", "“knee”"),
    ("GB2312 word that is GB18030", b"=?gb2312?B?6UI=?=", b"\xe9B".decode("gb18030")),
    ("Shift_JIS word with CP932 signs", b"=?shift_jis?B?h0A=?=", "①"),
    ("ISO-2022-JP with a NEC sign", b"=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①"),
    ("ISO-2022-JP", b"=?iso-2022-jp?B?GyRCSSgkTkNtPE0bKEI=?=", KNEE),
    ("ISO-2022-JP without the last escape", b"=?iso-2022-jp?B?GyRCSSgkTkNtPE0=?=", KNEE),
    ("ISO-2022-KR", b"=?iso-2022-kr?B?GyQpQw5AOjAbDw==?=", b"\x1b$)C\x0e@:0\x1b\x0f".decode("iso2022_kr", "replace")),
    ("KS C 5601", b"=?ks_c_5601-1987?B?uaa4rg==?=", b"\xb9\xa6\xb8\xae".decode("cp949")),
    ("EUC-KR that is CP949", b"=?euc-kr?B?jGM=?=", b"\x8cc".decode("cp949")),
    ("KOI8-R", b"=?koi8-r?B?y8/Mxc7P?=", "колено"),
    ("Windows-1251", b"=?windows-1251?B?6u7r5e3u?=", "колено"),
    ("UTF-7", b"=?utf-7?Q?kn+AOk-?=", "kné"),
    ("UTF-16 word", b"=?utf-16be?B?AGsAbgDp?=", "kné"),
    ("UTF-8 of surrogate pairs", b"=?utf-8?B?7aC97bmC?=", "🙂"),
    ("UTF-8 under a Latin-1 name", b"=?iso-8859-1?Q?kn=C3=A9?=", "kné"),
    ("one word that is not its charset", b"=?utf-8?Q?kn=C3=A9e?= =?utf-8?Q?_=E9t=E9?=", "knée été"),
    ("emoji over two words", b"=?utf-8?B?8J+Y?= =?utf-8?B?gCBrbmVl?=", "😀 knee"),
    ("raw UTF-8", "Frage zu Knie: geprüft".encode(), "Frage zu Knie: geprüft"),
    ("raw Latin-1", "Frage zu Knie: geprüft".encode("latin-1"), "Frage zu Knie: geprüft"),
    ("raw KOI8-R", "Вопрос о колене и уколе".encode("koi8_r"), "Вопрос о колене и уколе"),
    ("raw CP1251", "Вопрос о колене и уколе".encode("cp1251"), "Вопрос о колене и уколе"),
    ("raw GB18030", "关于膝关节注射的编码问题".encode("gb18030"), "关于膝关节注射的编码问题"),
    ("raw Shift_JIS", "膝の注射について".encode("cp932"), "膝の注射について"),
    ("raw ISO-2022-JP", "膝の注射について".encode("iso2022_jp"), "膝の注射について"),
    ("raw UTF-8 beside a word", "é =?utf-8?Q?=C3=A9?=".encode(), "é é"),
    ("raw UTF-8 in a word", "=?utf-8?Q?é_=C3=A9?=".encode(), "é é"),
    ("raw UTF-8 cut at its end", "geprüfte Knie für 膝の注射".encode()[:-1], "geprüfte Knie für 膝の注\ufffd"),
    ("folded", b"Is 76942\r\n paid", "Is 76942 paid"),
    ("folded by a tab", b"Is 76942\r\n\tpaid", "Is 76942 paid"),
    ("folded at once", b"\r\n Is 76942 paid", "Is 76942 paid"),
    ("folded with a line of blanks", b"Is 76942\r\n \r\n paid", "Is 76942 paid"),
    ("colon inside", b"Re: AW: knee", "Re: AW: knee"),
    ("percent escapes are no words", b"knee%20injection", "knee%20injection"),
    ("controls are blanks", b"kn\x01ee\x07 x", "kn ee x"),
    ("line break in a word is a blank", b"=?utf-8?Q?one=0D=0Atwo?=", "one two"),
    ("NUL is a blank", b"kn\0ee", "kn ee"),
]  # fmt: skip

_IDS: list[tuple[str, bytes, str]] = [
    ("in brackets", b"<a.1@x.example>", "a.1@x.example"),
    ("without brackets", b"a.1@x.example", "a.1@x.example"),
    ("with blanks around", b"  < a.1@x.example >  ", "a.1@x.example"),
    ("folded at once", b"\r\n <a.1@x.example>", "a.1@x.example"),
    ("folded inside", b"<a.1\r\n @x.example>", "a.1@x.example"),
    ("no at", b"<20261123.1234.x>", "20261123.1234.x"),
    ("open bracket", b"<a.1@x.example", "a.1@x.example"),
    ("closing bracket alone", b"a.1@x.example>", "a.1@x.example"),
    ("two brackets", b"<<a.1@x.example>>", "a.1@x.example"),
    ("comment behind", b"<a.1@x.example> (added by mx.example)", "a.1@x.example"),
    ("text behind", b"<a.1@x.example> added by mx", "a.1@x.example"),
    ("domain literal", b"<a.1@[192.0.2.1]>", "a.1@[192.0.2.1]"),
    ("quoted local part", b'<"a b"@x.example>', '"ab"@x.example'),
    ("long", b"<" + b"a" * 300 + b"@x.example>", "a" * 300 + "@x.example"),
    ("signs", b"<CAF+x_Y=z$1/2!{}~@mail.x.example>", "CAF+x_Y=z$1/2!{}~@mail.x.example"),
    ("brackets inside", b"<[a]{b}@x.example>", "[a]{b}@x.example"),
]

_REFERENCES: list[tuple[str, bytes, list[str]]] = [
    ("blanks between", b"<a@x> <b@x>", ["a@x", "b@x"]),
    ("folds between", b"<a@x>\r\n <b@x>\r\n\t<c@x>", ["a@x", "b@x", "c@x"]),
    ("nothing between", b"<a@x><b@x>", ["a@x", "b@x"]),
    ("commas between", b"<a@x>,<b@x>, <c@x>", ["a@x", "b@x", "c@x"]),
    ("comments between", b"<a@x> (one) <b@x> (two)", ["a@x", "b@x"]),
    ("bare", b"a@x b@x", ["a@x", "b@x"]),
    ("bare with commas", b"a@x, b@x", ["a@x", "b@x"]),
    ("mixed", b"<a@x> b@x <c@x>", ["a@x", "b@x", "c@x"]),
    ("open at its end", b"<a@x> <b@x", ["a@x", "b@x"]),
    ("twice the same", b"<a@x> <a@x>", ["a@x"]),
    ("no at", b"<a> <b>", ["a", "b"]),
    ("an encoded word", b"=?utf-8?Q?<a@x>?= <b@x>", ["a@x", "b@x"]),
    ("empty", b"", []),
    ("empty brackets", b"<> <a@x>", ["a@x"]),
]

_REPLIES: list[tuple[str, bytes, list[str]]] = [
    ("one", b"<a@x>", ["a@x"]),
    ("two", b"<a@x> <b@x>", ["a@x", "b@x"]),
    ("words before", b"Your message of Monday <a@x>", ["a@x"]),
    ("words behind", b"<a@x> from Dana on Monday", ["a@x"]),
    ("an address and words", b'"Dana\'s message of Monday." <a@x>', ["a@x"]),
    ("words alone", b"Your message of Monday", []),
    ("bare", b"a@x", ["a@x"]),
]

_BLOCKS: list[tuple[str, bytes, str]] = [
    ("LF lines", b"From: Dana Whitlock <dana@northfork.example>\nSubject: knee\n\nIs 76942 paid?\n", "Is 76942 paid?"),
    ("CR lines", b"From: Dana Whitlock <dana@northfork.example>\rSubject: knee\r\rIs 76942 paid?\r", "Is 76942 paid?"),
    ("CR CR LF lines", FROM.replace(b"\r", b"\r\r") + b"Subject: knee\r\r\n\r\r\nIs 76942 paid?\r\r\n", "Is 76942 paid?"),
    ("LF header, CR LF body", FROM.replace(b"\r", b"") + b"Subject: knee\n\nIs 76942\r\npaid?\r\n", "Is 76942\npaid?"),
    ("CR LF header, LF body", FROM + b"Subject: knee\r\n\r\nIs 76942\npaid?\n", "Is 76942\npaid?"),
    ("blank before the colon", b"From : Dana Whitlock <dana@northfork.example>\r\nSubject\t: knee" + TEXT, "Is 76942 paid?"),
    ("no blank behind the colon", b"From:Dana Whitlock <dana@northfork.example>\r\nSubject:knee" + TEXT, "Is 76942 paid?"),
    ("names in capitals", b"FROM: Dana Whitlock <dana@northfork.example>\r\nSUBJECT: knee" + TEXT, "Is 76942 paid?"),
    ("mbox line", b"From dana@x Mon Nov 23 10:00:00 2026\r\n" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("escaped mbox line", b">From dana@x Mon Nov 23 10:00:00 2026\n" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("mbox line between headers", FROM + b">From dana@x Mon Nov 23 10:00 2026\r\nSubject: knee" + TEXT, "Is 76942 paid?"),
    ("blank lines before", b"\r\n\r\n" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("byte order mark before", b"\xef\xbb\xbf" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("server's answer before", b"+OK 120 octets\r\n" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("folded line before", b" for <x@y>; Mon\r\n" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("line without a colon", FROM + b"no colon here\r\nSubject: knee" + TEXT, "Is 76942 paid?"),
    ("line of an empty name", FROM + b": x\r\nSubject: knee" + TEXT, "Is 76942 paid?"),
    ("name beyond ASCII", FROM + "Betré: x\r\nSubject: knee".encode() + TEXT, "Is 76942 paid?"),
    ("no blank line", FROM + b"Subject: knee\r\nIs 76942 paid?\r\n\r\nDana\r\n", "Is 76942 paid?\n\nDana"),
    ("blank line of blanks", FROM + b"Subject: knee\r\n  \r\nIs 76942 paid?\r\n", "Is 76942 paid?"),
    ("two subjects, the first counts", FROM + b"Subject: knee\r\nSubject: hip" + TEXT, "Is 76942 paid?"),
    ("empty subject before the real one", FROM + b"Subject: \r\nSubject: knee" + TEXT, "Is 76942 paid?"),
    ("a header of 300 kB before", b"X-Long: " + b"x" * 300_000 + b"\r\n" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("a thousand headers before", b"X-Many: 1\r\n" * 1_000 + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("a header name of 300 characters", b"X-" + b"a" * 300 + b": 1\r\n" + FROM + b"Subject: knee" + TEXT, "Is 76942 paid?"),
    ("no headers but these, no body", FROM + b"Subject: knee\r\n", ""),
    ("no last line end", FROM + b"Subject: knee\r\n\r\nIs 76942 paid?", "Is 76942 paid?"),
    ("body that looks like headers", FROM + b"Subject: knee\r\n\r\nCode: 76942\r\nUnits: 1\r\n", "Code: 76942\nUnits: 1"),
    ("blank lines first in the body", FROM + b"Subject: knee\r\n\r\n\r\n\r\nIs 76942 paid?\r\n", "Is 76942 paid?"),
    ("NUL in a header", FROM + b"X-A: \0\r\nSubject: knee" + TEXT, "Is 76942 paid?"),
    ("mbox escape in the body stays", FROM + b"Subject: knee\r\n\r\n>From here on: 76942\r\n", ">From here on: 76942"),
]  # fmt: skip


def cases() -> Iterator[Case]:
    for rule, value, expected in _SUBJECTS:
        yield headed(f"subject: {rule}", b"Subject: " + value, subject=expected, text="Is 76942 paid?")
    for rule, value, wanted in _IDS:
        yield headed(f"message id: {rule}", b"Message-ID: " + value, message_id=wanted)
    for rule, value, ids in _REFERENCES:
        yield headed(f"references: {rule}", b"References: " + value, references=ids)
    for rule, value, ids in _REPLIES:
        yield headed(f"in-reply-to: {rule}", b"In-Reply-To: " + value, in_reply_to=ids)
    for rule, raw, body in _BLOCKS:
        yield Case(f"headers: {rule}", raw, {"subject": "knee", "from": DANA, "text": body})
    yield headed(
        "subject: raw bytes are in the body's charset",
        b"Content-Type: text/plain; charset=iso-8859-2\r\nSubject: \xb3\xf3d\xbc",
        subject="łódź",
    )
    yield headed(
        "subject: raw UTF-8 goes before the body's charset",
        "Content-Type: text/plain; charset=iso-8859-2\r\nSubject: łódź",
        subject="łódź",
    )
