"""Two hundred broken mails of our own writing, each named after what is wrong with it. The same ones every time."""

import base64
import hashlib
from collections.abc import Iterator

FROM = b"From: Dana Whitlock <dana@northfork.example>\r\n"
TO = b"To: questions@desk.example\r\n"
SUBJECT = b"Subject: Is 76942 paid beside 20611\r\n"
DATE = b"Date: Mon, 23 Nov 2026 10:00:00 -0500\r\n"
MIME = b"MIME-Version: 1.0\r\n"
HEAD = FROM + TO + SUBJECT + DATE
BODY = b"Is 76942 paid beside 20611 for M17.11?\r\n"
COUNT = 200


def broken_mails() -> list[tuple[str, bytes]]:
    """Return exactly 200 pairs of (what is wrong, bytes); names and bytes are distinct."""
    mails = [*_headers(), *_charsets(), *_structure(), *_transfer(), *_addresses(), *_html(), *_sizes(), *_reports()]
    mails.extend(_cut_short(COUNT - len(mails)))
    assert len(mails) == COUNT
    return mails


def _id(name: str) -> bytes:
    return f"Message-ID: <{hashlib.sha256(name.encode()).hexdigest()[:16]}@northfork.example>\r\n".encode()


def _typed(kind: bytes, body: bytes, more: bytes = b"") -> bytes:
    return HEAD + MIME + b"Content-Type: " + kind + b"\r\n" + more + b"\r\n" + body


def _headers() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "blank lines only", b"\r\n\r\n\r\n"
    yield "NULs only", b"\0" * 64
    yield "one byte", b"x"
    yield "one line of text, no headers", b"Is 76942 paid beside 20611?"
    yield "several lines of text, no headers", b"Hello,\r\n\r\nis 76942 paid?\r\n\r\nDana\r\n"
    yield "binary rubbish", bytes((i * 37 + 11) % 256 for i in range(512))
    yield "headers without a body", HEAD
    yield "headers without a body and without a last line end", HEAD.rstrip()
    yield "no Message-ID", HEAD + b"\r\n" + BODY
    yield "empty Message-ID", HEAD + b"Message-ID: \r\n\r\n" + BODY
    yield "Message-ID without brackets", HEAD + b"Message-ID: plain@northfork.example\r\n\r\n" + BODY
    yield "Message-ID of words", HEAD + b"Message-ID: this is no id\r\n\r\n" + BODY
    yield "Message-ID of 3000 characters", HEAD + b"Message-ID: <" + b"a" * 3000 + b"@x>\r\n\r\n" + BODY
    yield "two Message-IDs", HEAD + b"Message-ID: <one@x>\r\nMessage-ID: <two@x>\r\n\r\n" + BODY
    yield "NUL in Message-ID", HEAD + b"Message-ID: <a\0b@x>\r\n\r\n" + BODY
    yield "no From", TO + SUBJECT + DATE + b"\r\n" + BODY
    yield "no date", FROM + TO + SUBJECT + b"\r\n" + BODY
    yield "no subject", FROM + TO + DATE + b"\r\n" + BODY
    yield "only a subject", SUBJECT + b"\r\n"
    yield "date of words", FROM + TO + SUBJECT + b"Date: yesterday\r\n\r\n" + BODY
    yield "date of the year 99999", FROM + SUBJECT + b"Date: Mon, 23 Nov 99999 10:00:00 +0000\r\n\r\n" + BODY
    yield "date of the year 0", FROM + SUBJECT + b"Date: Mon, 23 Nov 0000 10:00:00 +0000\r\n\r\n" + BODY
    yield "date on 31 February", FROM + SUBJECT + b"Date: Tue, 31 Feb 2026 10:00:00 +0000\r\n\r\n" + BODY
    yield "date with a zone of 99 hours", FROM + SUBJECT + b"Date: Mon, 23 Nov 2026 10:00:00 +9999\r\n\r\n" + BODY
    yield "date at the end of the calendar", FROM + SUBJECT + b"Date: Fri, 31 Dec 9999 23:59:59 -1200\r\n\r\n" + BODY
    yield "header without a colon", FROM + b"this line has none\r\n" + TO + SUBJECT + b"\r\n" + BODY
    yield "header with a blank before its colon", b"From : dana@northfork.example\r\nSubject : x\r\n\r\n" + BODY
    yield "header with an empty name", HEAD + b": nothing\r\n\r\n" + BODY
    yield "header name beyond ASCII", HEAD + "Betré: x\r\n".encode() + b"\r\n" + BODY
    yield "no blank line before the body", HEAD + b"Hello there\r\n" + BODY
    yield "a blank line of blanks", HEAD + b"   \r\n" + BODY
    yield "folded line first", b" folded at once\r\n" + HEAD + b"\r\n" + BODY
    yield "mbox line first", b"From dana@northfork.example Mon Nov 23 10:00:00 2026\r\n" + HEAD + b"\r\n" + BODY
    yield "escaped mbox line first", b">From dana@northfork.example Mon Nov 23 10:00:00 2026\n" + HEAD + b"\r\n" + BODY
    yield "junk before the headers", b"+OK 1234 octets\r\n* 1 FETCH\r\n" + HEAD + b"\r\n" + BODY
    yield "byte order mark first", b"\xef\xbb\xbf" + HEAD + b"\r\n" + BODY
    yield "blank lines before the headers", b"\r\n\r\n" + HEAD + b"\r\n" + BODY
    yield "bare LF lines", (HEAD + _id("lf") + b"\r\n" + BODY).replace(b"\r\n", b"\n")
    yield "bare CR lines", (HEAD + _id("cr") + b"\r\n" + BODY).replace(b"\r\n", b"\r")
    yield "lines that end in CR CR LF", (HEAD + _id("crcrlf") + b"\r\n" + BODY).replace(b"\r\n", b"\r\r\n")
    yield "mixed line ends", FROM + TO.replace(b"\r\n", b"\n") + SUBJECT + b"\n" + BODY
    yield "two From lines", b"From: a@x.example\r\nFrom: b@x.example\r\n" + SUBJECT + b"\r\n" + BODY
    yield "two subjects", HEAD + b"Subject: another one\r\n\r\n" + BODY
    yield "NUL in the subject", FROM + b"Subject: a\0b\r\n\r\n" + BODY
    yield "controls in the subject", FROM + b"Subject: \x01\x02\x1b[31mred\x07\r\n\r\n" + BODY
    yield "raw UTF-8 subject", FROM + "Subject: Frage zu 20611 für Knie\r\n\r\n".encode() + BODY
    yield "raw Latin-1 subject", FROM + "Subject: Frage zu 20611 für Knie\r\n\r\n".encode("latin-1") + BODY
    yield "raw Big5 subject", FROM + b"Subject: " + "膝蓋注射編碼".encode("big5") + b"\r\n\r\n" + BODY
    yield "raw ISO-2022-JP subject", FROM + b"Subject: " + "膝の注射".encode("iso2022_jp") + b"\r\n\r\n" + BODY
    yield "header injection in an encoded word", FROM + b"Subject: =?utf-8?B?YQ0KQmNjOiBldmlsQHg=?=\r\n\r\n" + BODY


def _charsets() -> Iterator[tuple[str, bytes]]:
    words = (
        ("encoded word without an end", b"=?utf-8?Q?knee_inj"),
        ("encoded word of an unknown charset", b"=?x-nonsense?Q?knee=E9?="),
        ("encoded word of an unknown encoding", b"=?utf-8?X?knee?="),
        ("encoded word of broken base64", b"=?utf-8?B?a25lZQ===x?="),
        ("encoded word of one base64 character", b"=?utf-8?B?a?="),
        ("encoded words that share a character", b"=?utf-8?Q?kn=C3?= =?utf-8?Q?=A9?="),
        ("encoded word in quotes", b'"=?utf-8?Q?kn=C3=A9?="'),
        ("encoded word with blanks inside", b"=?utf-8?Q?two words?="),
        ("encoded word of bytes that are not its charset", b"=?utf-8?Q?=FF=FE=FD?="),
        ("encoded word that holds NUL", b"=?utf-8?Q?a=00b?="),
        ("encoded words glued to text", b"a=?utf-8?Q?b?=c=?utf-8?Q?d?="),
        ("encoded word of UTF-7", b"=?utf-7?Q?+2D3eCg-?="),
        ("encoded word of UTF-16 with half a pair", b"=?utf-16-le?B?PdgA?="),
    )
    for name, word in words:
        yield name, FROM + b"Subject: " + word + b"\r\n" + _id(name) + b"\r\n" + BODY
    text = "Kniegelenk – geprüft, 膝"
    bodies = (
        ("unknown charset", b"x-nonsense", text.encode()),
        ("empty charset", b'""', text.encode()),
        ("charset in quotes and blanks", b'" utf-8 "', text.encode()),
        ("ASCII declared, UTF-8 sent", b"us-ascii", text.encode()),
        ("UTF-8 declared, Latin-1 sent", b"utf-8", "geprüft, naïve".encode("latin-1")),
        ("UTF-8 declared, cut in a character", b"utf-8", text.encode()[:-1]),
        ("UTF-8 with one wrong byte", b"utf-8", text.encode() * 5 + b"\xff" + text.encode()),
        ("GB2312 declared, GB18030 sent", b"gb2312", "膝关节镕".encode("gb18030")),
        ("Latin-1 declared, CP1252 sent", b"iso-8859-1", "“knee” – 5 €".encode("cp1252")),
        ("UTF-16 without a mark", b"utf-16", "knee".encode("utf-16-le")),
        ("UTF-16 of an odd length", b"utf-16-le", "knee".encode("utf-16-le")[:-1]),
        ("UTF-16 with half a pair", b"utf-16-le", b"k\0\x3d\xd8n\0"),
        ("UTF-7", b"utf-7", b"kn+AOk-e +2D3eCg-"),
        ("broken UTF-7", b"utf-7", b"kn+AOk e +/// +"),
        ("x-mac-roman", b"x-mac-roman", "knee é".encode("mac_roman")),
        ("ISO-2022-JP cut in an escape", b"iso-2022-jp", "膝の注射".encode("iso2022_jp")[:-2]),
        ("a codec that is no charset", b"zip", text.encode()),
        ("a codec that is slow", b"idna", b"a." * 2000),
        ("a codec of escapes", b"unicode_escape", rb"\ud800 \x00"),
        ("EBCDIC", b"cp037", "knee".encode("cp037")),
        ("NULs in the text", b"utf-8", b"a\0b\0c"),
        ("UTF-32 cut short", b"utf-32", "knee".encode("utf-32")[:-3]),
        ("charset name of 5000 characters", b"x" * 5000, text.encode()),
        ("CESU surrogates", b"utf-8", b"a \xed\xa0\xbd\xed\xb8\x80 b"),
    )
    for name, charset, data in bodies:
        yield name, _typed(b"text/plain; charset=" + charset, data, _id(name))
    yield "8-bit text without a charset", HEAD + b"\r\n" + "geprüft".encode("cp1252")
    yield (
        "base64 text of a wrong charset",
        _typed(
            b"text/plain; charset=utf-8",
            base64.b64encode(b"\xff\xfe\xfd knee"),
            b"Content-Transfer-Encoding: base64\r\n",
        ),
    )


def _part(kind: bytes, body: bytes, more: bytes = b"") -> bytes:
    return b"Content-Type: " + kind + b"\r\n" + more + b"\r\n" + body


def _structure() -> Iterator[tuple[str, bytes]]:
    text, html, pdf = (
        _part(b"text/plain", BODY),
        _part(b"text/html", b"<p>knee</p>"),
        _part(b"application/pdf", b"%PDF"),
    )
    mixed = b'multipart/mixed; boundary="b"'
    yield "multipart without a boundary", _typed(b"multipart/mixed", b"--b\r\n" + text + b"\r\n--b--\r\n")
    yield (
        "multipart with an empty boundary",
        _typed(b'multipart/mixed; boundary=""', b"--\r\n" + text + b"\r\n----\r\n"),
    )
    yield (
        "multipart with another boundary than declared",
        _typed(b"multipart/mixed; boundary=a", b"--b\r\n" + text + b"--b--"),
    )
    yield "multipart whose boundary never comes", _typed(mixed, BODY)
    yield "multipart without its end", _typed(mixed, b"--b\r\n" + text + b"\r\n--b\r\n" + pdf)
    yield "multipart that ends at once", _typed(mixed, b"--b--\r\n" + BODY)
    yield "multipart without parts", _typed(mixed, b"")
    yield (
        "multipart that goes on behind its end",
        _typed(mixed, b"--b\r\n" + text + b"\r\n--b--\r\n--b\r\n" + pdf + b"\r\n--b--"),
    )
    yield "text before and behind the parts", _typed(mixed, b"before\r\n--b\r\n" + text + b"\r\n--b--\r\nbehind")
    inner = _part(b'multipart/alternative; boundary="b"', b"--b\r\n" + text + b"\r\n--b\r\n" + html + b"\r\n--b--")
    yield (
        "two multiparts with the same boundary",
        _typed(mixed, b"--b\r\n" + inner + b"\r\n--b\r\n" + pdf + b"\r\n--b--"),
    )
    inner = _part(b'multipart/alternative; boundary="bb"', b"--bb\r\n" + text + b"\r\n--bb\r\n" + html)
    yield "inner multipart without its end", _typed(mixed, b"--b\r\n" + inner + b"\r\n--b\r\n" + pdf + b"\r\n--b--")
    yield "boundary that begins another one", _typed(mixed, b"--bb\r\n--b\r\n" + text + b"\r\n--bbb\r\n--b--")
    yield "boundary in the text", _typed(mixed, b"--b\r\n" + text + b"--b is here\r\n--b--")
    yield "parts without headers", _typed(mixed, b"--b\r\n\r\n" + BODY + b"\r\n--b\r\n\r\nmore\r\n--b--")
    yield (
        "parts without a blank line",
        _typed(mixed, b"--b\r\nContent-Type: text/plain\r\n--b\r\nContent-Type: text/html\r\n--b--"),
    )
    yield "multipart of a blank subtype", _typed(b"multipart/; boundary=b", b"--b\r\n" + text + b"\r\n--b--")
    yield "multipart of an unknown subtype", _typed(b"multipart/x-odd; boundary=b", b"--b\r\n" + text + b"\r\n--b--")
    yield (
        "boundary of blanks at its end",
        _typed(b'multipart/mixed; boundary="b  "', b"--b  \r\n" + text + b"\r\n--b--  \r\n"),
    )
    yield (
        "boundary of pattern signs",
        _typed(b'multipart/mixed; boundary="(.*)+[x"', b"--(.*)+[x\r\n" + text + b"\r\n--(.*)+[x--"),
    )
    yield "type without a slash", _typed(b"text", BODY)
    yield "type of rubbish", _typed(b';;;==="', BODY)
    yield "type with an open quote", _typed(b'text/plain; charset="utf-8', BODY)
    yield "empty type", _typed(b"", BODY)
    yield "two types", HEAD + b"Content-Type: text/html\r\nContent-Type: text/plain\r\n\r\n<p>knee</p>"
    yield "parameters twice", _typed(b"text/plain; charset=utf-8; charset=latin-1", BODY)
    yield "attached mail that is empty", _typed(mixed, b"--b\r\n" + _part(b"message/rfc822", b"") + b"\r\n--b--")
    yield (
        "attached mail in base64",
        _typed(
            mixed,
            b"--b\r\n"
            + _part(
                b"message/rfc822", base64.b64encode(HEAD + b"\r\n" + BODY), b"Content-Transfer-Encoding: base64\r\n"
            )
            + b"\r\n--b--",
        ),
    )
    yield "the whole mail is an attached mail", _typed(b"message/rfc822", HEAD + b"\r\n" + BODY)
    yield "partial mail", _typed(b'message/partial; number=1; total=3; id="x"', BODY)
    yield (
        "related without a root",
        _typed(b'multipart/related; boundary=b; start="<none>"', b"--b\r\n" + pdf + b"\r\n--b--"),
    )
    yield (
        "alternative of two empty parts",
        _typed(b"multipart/alternative; boundary=b", b"--b\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\r\n--b--"),
    )
    yield "MIME body under headers that say nothing", HEAD + b"\r\n--b\r\n" + text + b"\r\n--b--"
    yield "signed without a signature", _typed(b"multipart/signed; boundary=b", b"--b\r\n" + text)
    yield (
        "encrypted with nothing in it",
        _typed(
            b"multipart/encrypted; boundary=b",
            b"--b\r\n" + _part(b"application/pgp-encrypted", b"Version: 1") + b"--b--",
        ),
    )


def _transfer() -> Iterator[tuple[str, bytes]]:
    def sent(name: str, encoding: bytes, body: bytes, kind: bytes = b"text/plain; charset=utf-8") -> tuple[str, bytes]:
        return name, _typed(kind, body, b"Content-Transfer-Encoding: " + encoding + b"\r\n" + _id(name))

    whole = base64.b64encode(BODY)
    yield sent("base64 cut by one character", b"base64", whole[:-1])
    yield sent("base64 cut by three characters", b"base64", whole[:-3])
    yield sent("base64 with rubbish between", b"base64", whole[:10] + b"!! **\x80\r\n" + whole[10:])
    yield sent("base64 with a line of a gateway behind", b"base64", whole + b"\r\n-- \r\nScanned by a gateway\r\n")
    yield sent("base64 that is plain text", b"base64", BODY)
    yield sent("base64 of padding only", b"base64", b"====")
    yield sent("base64 with padding inside", b"base64", base64.b64encode(b"a") + base64.b64encode(b"b"))
    yield sent("quoted-printable with broken escapes", b"quoted-printable", b"kn=ZZee =\r\n=E9 = =4")
    yield sent("quoted-printable with bytes beyond ASCII", b"quoted-printable", "geprüft=C3=A9".encode())
    yield sent("unknown transfer encoding", b"x-nonsense", BODY)
    yield sent("transfer encoding with a comment", b"7bit (plain)", BODY)
    yield sent("transfer encoding in quotes", b'"base64"', whole)
    yield sent("8-bit bytes under 7bit", b"7bit", "geprüft".encode())
    yield sent("uuencode without an end", b"7bit", b"begin 644 a.txt\r\n#0V%T\r\n")
    yield sent("uuencode of wrong lengths", b"7bit", b"begin 644 a.txt\r\nZ#0V%T\r\n`\r\nend\r\n")
    yield sent("uuencode as a transfer encoding, without data", b"x-uuencode", b"nothing\r\n")
    yield sent("base64 on a multipart", b"base64", b"--b\r\n\r\nx\r\n--b--", b"multipart/mixed; boundary=b")
    for name, parameter in (
        ("file name that is a path", b'filename="../../etc/passwd"'),
        ("file name with controls", b'filename="a\x01\x02.pdf"'),
        ("file name of directions", 'filename="a\u202efdp.exe"'.encode()),
        ("file name reserved by Windows", b'filename="CON.pdf"'),
        ("file name of dots", b'filename="..."'),
        ("file name of 2000 characters", b'filename="' + b"n" * 2000 + b'.pdf"'),
        ("file name in pieces out of order", b"filename*1=b.pdf; filename*0=a"),
        ("file name of a broken percent", b"filename*=utf-8''a%ZZ%.pdf"),
        ("file name of an unknown charset", b"filename*=x-none''a%E9.pdf"),
        ("file name of raw bytes", 'filename="prüf.pdf"'.encode("latin-1")),
    ):
        yield (
            name,
            _typed(
                b"multipart/mixed; boundary=b",
                b"--b\r\n\r\ntext\r\n--b\r\n"
                + _part(b"application/pdf", b"%PDF", b"Content-Disposition: attachment; " + parameter + b"\r\n")
                + b"\r\n--b--",
                _id(name),
            ),
        )


def _addresses() -> Iterator[tuple[str, bytes]]:
    for name, value in (
        ("From is empty", b""),
        ("From is a name", b"Dana Whitlock"),
        ("From is brackets", b"<>"),
        ("From has open brackets", b"Dana <dana@northfork.example"),
        ("From has an open quote", b'"Dana <dana@northfork.example>'),
        ("From has an open comment", b"dana@northfork.example (Dana"),
        ("From has comments in comments", b"(" * 200 + b"dana@northfork.example" + b")" * 200),
        ("From has two addresses in one", b"<a@x.example><b@x.example>"),
        ("From has brackets twice", b"Dana <<dana@northfork.example>>"),
        ("From has an address of two signs", b"dana@@northfork@example"),
        ("From has a trailing dot", b"dana@northfork.example."),
        ("From is a group", b"undisclosed-recipients:;"),
        ("From has raw bytes", "Dána <dana@northfork.example>".encode("latin-1")),
        ("From has NUL", b"Da\0na <dana@northfork.example>"),
        ("From is commas", b",,,;;,"),
        ("From has a domain beyond ASCII", "dana@nörd.example".encode()),
    ):
        yield name, b"From: " + value + b"\r\n" + SUBJECT + _id(name) + b"\r\n" + BODY
    yield (
        "five thousand recipients",
        FROM + b"To: " + b", ".join(b"a%d@x.example" % i for i in range(5000)) + b"\r\n\r\n" + BODY,
    )
    yield "references of rubbish", HEAD + b"References: <<<>>> <a b c@x> no@id <\r\nIn-Reply-To: >\r\n\r\n" + BODY


def _html() -> Iterator[tuple[str, bytes]]:
    for name, html in (
        ("HTML that never closes", b"<html><body><div><p>knee"),
        ("HTML of an open comment", b"<p>knee</p><!-- never closed <p>lost"),
        ("HTML of an open style", b"<p>knee</p><style>p {"),
        ("HTML of an open tag", b"<p>knee <a href='x"),
        ("HTML of closing tags", b"</div>" * 500 + b"knee"),
        ("HTML of numeric references", b"&#0;&#xD800;&#x110000;&#99999999999;knee"),
        ("HTML with NUL", b"<p>kn\0ee</p>"),
        ("HTML nested deep", b"<div>" * 20_000 + b"knee"),
        ("HTML of nested tables", b"<table><tr><td>" * 2_000 + b"knee"),
        ("HTML of nested quotations", b"<blockquote type=cite>" * 2_000 + b"knee"),
    ):
        yield name, _typed(b"text/html; charset=utf-8", html, _id(name))


def _sizes() -> Iterator[tuple[str, bytes]]:
    yield "a header of 2 MB", FROM + b"X-Long: " + b"x" * 2_000_000 + b"\r\n\r\n" + BODY
    yield "a subject of 100 kB", FROM + b"Subject: " + b"knee " * 20_000 + b"\r\n\r\n" + BODY
    yield "twenty thousand headers", FROM + b"X-Many: 1\r\n" * 20_000 + b"\r\n" + BODY
    yield "a header folded twenty thousand times", FROM + b"Subject: a\r\n" + b" b\r\n" * 20_000 + b"\r\n" + BODY
    yield "a line of 1 MB", HEAD + b"\r\n" + b"x" * 1_000_000
    yield "three thousand parts", _typed(b"multipart/mixed; boundary=b", b"--b\r\n\r\nx\r\n" * 3_000)
    nest = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (i, i + 1) for i in range(3_000))
    yield "three thousand multiparts in each other", _typed(b"multipart/mixed; boundary=b0", nest)
    yield "a hundred thousand quoted lines", HEAD + b"\r\n" + b"> x\r\n" * 100_000


def _reports() -> Iterator[tuple[str, bytes]]:
    head = b"From: MAILER-DAEMON@mx.example\r\nTo: questions@desk.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    kind = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
    for name, status in (
        ("a report without recipients", b"Reporting-MTA: dns; mx.example\r\n"),
        ("a report of rubbish", b"\xff\xfe no fields here"),
        (
            "a report with an empty status",
            b"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822;\r\nStatus:\r\nAction:\r\n",
        ),
        (
            "a report without blank lines",
            b"Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n" * 3,
        ),
    ):
        yield (
            name,
            head
            + _id(name)
            + kind
            + b"--b\r\n\r\nfailed\r\n--b\r\n"
            + _part(b"message/delivery-status", status)
            + b"\r\n--b--",
        )


def _cut_short(count: int) -> Iterator[tuple[str, bytes]]:
    """A sound mail, cut at ``count`` places, so that every part of it is once the last."""
    whole = _typed(
        b'multipart/mixed; boundary="outer"',
        b"--outer\r\n"
        + _part(
            b'multipart/alternative; boundary="inner"',
            b"--inner\r\n"
            + _part(b"text/plain; charset=utf-8", "Is 76942 – paid?\r\n".encode())
            + b"\r\n--inner\r\n"
            + _part(b"text/html; charset=utf-8", b"<p>Is <b>76942</b> paid?</p>")
            + b"\r\n--inner--",
        )
        + b"\r\n--outer\r\n"
        + _part(
            b'application/pdf; name="note.pdf"',
            base64.b64encode(b"%PDF-1.7 " * 20),
            b"Content-Transfer-Encoding: base64\r\n",
        )
        + b"\r\n--outer--\r\n",
        b"Message-ID: <whole@northfork.example>\r\n",
    )
    for index in range(count):
        place = 20 + (len(whole) - 25) * index // max(count - 1, 1)
        yield f"cut after {place} bytes", whole[:place]
