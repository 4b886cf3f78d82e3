"""What files are called."""

from collections.abc import Iterator

from tests.corpus.mails import Case, mail, multi, part, text

_NAMES: list[tuple[str, str, str]] = [
    ("in quotes", 'filename="note.pdf"', "note.pdf"),
    ("without quotes", "filename=note.pdf", "note.pdf"),
    ("blanks without quotes", "filename=my note.pdf", "my note.pdf"),
    ("blanks around the equals sign", 'filename = "note.pdf"', "note.pdf"),
    ("in capitals", 'FILENAME="note.pdf"', "note.pdf"),
    ("in single quotes", "filename='note.pdf'", "note.pdf"),
    ("an open quote", 'filename="note.pdf', "note.pdf"),
    ("a semicolon in quotes", 'filename="a;b.pdf"', "a;b.pdf"),
    ("an equals sign in quotes", 'filename="a=b.pdf"', "a=b.pdf"),
    ("quotes in quotes", r'filename="a \"b\" c.pdf"', "a _b_ c.pdf"),
    ("unescaped quotes in quotes", 'filename="a "b" c.pdf"', "a _b_ c.pdf"),
    ("an apostrophe", 'filename="Dana\'s note.pdf"', "Dana's note.pdf"),
    ("folded inside", 'filename="my\n note.pdf"', "my note.pdf"),
    ("two of them, the first counts", 'filename="a.pdf"; filename="b.pdf"', "a.pdf"),
    ("size behind", 'filename="note.pdf"; size=8', "note.pdf"),
    ("size before", 'size=8; filename="note.pdf"', "note.pdf"),
    ("a comma between", 'filename="note.pdf", size=8', "note.pdf"),
    ("a path of Windows", r'filename="C:\Users\dana\note.pdf"', "note.pdf"),
    ("a path of Unix", 'filename="/home/dana/note.pdf"', "note.pdf"),
    ("a path up", 'filename="../../etc/note.pdf"', "note.pdf"),
    ("encoded word", 'filename="=?utf-8?Q?gepr=C3=BCft.pdf?="', "geprüft.pdf"),
    ("encoded word without quotes", "filename==?utf-8?Q?gepr=C3=BCft.pdf?=", "geprüft.pdf"),
    ("encoded word in base64", 'filename="=?utf-8?B?Z2VwcsO8ZnQucGRm?="', "geprüft.pdf"),
    ("encoded words folded", 'filename="=?utf-8?Q?gepr=C3=BC?=\n =?utf-8?Q?ft.pdf?="', "geprüft.pdf"),
    ("encoded word and ending", 'filename="=?utf-8?Q?gepr=C3=BCft?=.pdf"', "geprüft.pdf"),
    ("encoded word with blanks", 'filename="=?utf-8?Q?gepr=C3=BCft neu.pdf?="', "geprüft neu.pdf"),
    ("encoded word in Shift_JIS", 'filename="=?shift_jis?B?lUcucGRm?="', "膝.pdf"),
    ("RFC 2231", "filename*=utf-8''gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("RFC 2231 in quotes", "filename*=\"utf-8''gepr%C3%BCft.pdf\"", "geprüft.pdf"),
    ("RFC 2231 with a language", "filename*=utf-8'de'gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("RFC 2231 in lower hex", "filename*=utf-8''gepr%c3%bcft.pdf", "geprüft.pdf"),
    ("RFC 2231 in Latin-1", "filename*=iso-8859-1''gepr%FCft.pdf", "geprüft.pdf"),
    ("RFC 2231 in a wrong charset", "filename*=us-ascii''gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("RFC 2231 in an unknown charset", "filename*=x-none''gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("RFC 2231 without a charset", "filename*=''gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("RFC 2231 without its signs", "filename*=gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("RFC 2231 with a broken escape", "filename*=utf-8''a%ZZ.pdf", "a%ZZ.pdf"),
    ("RFC 2231 under the plain name", "filename=utf-8''gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("RFC 2231 under the plain name in quotes", "filename=\"UTF-8''gepr%C3%BCft.pdf\"", "geprüft.pdf"),
    ("both forms", "filename=\"geprueft.pdf\"; filename*=utf-8''gepr%C3%BCft.pdf", "geprüft.pdf"),
    ("both forms, the other way round", "filename*=utf-8''gepr%C3%BCft.pdf; filename=geprueft.pdf", "geprüft.pdf"),
    ("pieces", 'filename*0="long "; filename*1="note.pdf"', "long note.pdf"),
    ("pieces out of order", 'filename*1="note.pdf"; filename*0="long "', "long note.pdf"),
    ("pieces beyond nine", "; ".join(f"filename*{i}={chr(97 + i)}" for i in range(12)) + '; filename*12=".pdf"', "abcdefghijkl.pdf"),
    ("escaped pieces", "filename*0*=utf-8''gepr%C3; filename*1*=%BCft.pdf", "geprüft.pdf"),
    ("escaped and plain pieces", "filename*0*=utf-8''gepr%C3%BCft; filename*1=.pdf", "geprüft.pdf"),
    ("percent in a plain piece stays", "filename*0*=utf-8''a; filename*1=%20.pdf", "a%20.pdf"),
    ("encoded words in pieces", 'filename*0="=?utf-8?B?Z2Vwcs"; filename*1="O8ZnQucGRm?="', "geprüft.pdf"),
    ("pieces without the first", 'filename*1="note.pdf"', "note.pdf"),
    ("percent in a plain name stays", 'filename="50%20.pdf"', "50%20.pdf"),
    ("raw UTF-8", 'filename="geprüft.pdf"', "geprüft.pdf"),
    ("dots before", 'filename=".note.pdf"', "note.pdf"),
    ("double ending", 'filename="a.tar.gz"', "a.tar.gz"),
    ("empty", 'filename=""', "attachment.pdf"),
]  # fmt: skip


def cases() -> Iterator[Case]:
    for rule, parameters, name in _NAMES:
        attached = part("application/pdf", "%PDF", f"Content-Disposition: attachment; {parameters}")
        yield mail(
            f"file name: {rule}",
            multi("mixed", text("knee"), attached),
            attachments=[(name, "application/pdf", b"%PDF")],
        )
        by_type = part("application/pdf; " + parameters.replace("filename", "name").replace("FILENAME", "NAME"), "%PDF")
        yield mail(
            f"name: {rule}", multi("mixed", text("knee"), by_type), attachments=[(name, "application/pdf", b"%PDF")]
        )
    latin = part("application/pdf", "%PDF").replace(
        b"\n\n", b'\nContent-Disposition: attachment; filename="gepr\xfcft.pdf"\n\n'
    )
    yield mail(
        "file name: raw Latin-1",
        multi("mixed", text("knee"), latin),
        attachments=[("geprüft.pdf", "application/pdf", b"%PDF")],
    )
    both = part("application/pdf; name=b.pdf", "%PDF", "Content-Disposition: attachment; filename=a.pdf")
    yield mail(
        "file name: goes before the name",
        multi("mixed", text("knee"), both),
        attachments=[("a.pdf", "application/pdf", b"%PDF")],
    )
