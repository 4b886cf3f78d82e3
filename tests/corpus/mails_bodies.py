"""Which texts are the mail's, and which are files."""

from collections.abc import Iterator

from tests.corpus.mails import Case, file, html, mail, multi, part, text

KNEE, HIP, RICH = text("knee"), text("hip"), html("<p>rich</p>")
A = file("a.pdf")
PDF = ("a.pdf", "application/pdf", b"%PDF-1.7")


def _named(name: str, words: str, disposition: str = "inline") -> bytes:
    return text(words, f'Content-Disposition: {disposition}; filename="{name}"')


def cases() -> Iterator[Case]:
    yield from _alternatives()
    yield from _texts_and_files()
    yield from _flowed()


def _alternatives() -> Iterator[Case]:
    calendar = part("text/calendar; method=REQUEST", "BEGIN:VCALENDAR")
    for rule, parts, words, files in (
        ("text and HTML", [KNEE, RICH], "knee", []),
        ("in the wrong order", [RICH, KNEE], "knee", []),
        ("empty text", [text(""), RICH], "rich", []),
        ("text of blanks", [text(" \n\t\n"), RICH], "rich", []),
        ("empty HTML", [KNEE, html("")], "knee", []),
        ("both empty", [text(""), html("")], "", []),
        ("HTML alone", [RICH], "rich", []),
        ("enriched beside text", [KNEE, part("text/enriched", "<bold>knee</bold>")], "knee", []),
        ("with a calendar", [KNEE, RICH, calendar], "knee", [("attachment.ics", "text/calendar", b"BEGIN:VCALENDAR")]),
        ("with a file in it", [KNEE, RICH, A], "knee", [PDF]),
        ("with HTML for small screens", [KNEE, part("text/x-amp-html", "<p>amp</p>"), RICH], "knee", []),
        ("with HTML for watches", [KNEE, part("text/watch-html", "<b>w</b>"), RICH], "knee", []),
        ("named text", [text("knee", "Content-Disposition: inline; filename=body.txt"), RICH], "knee", []),
        ("named by its type", [part("text/plain; name=a.txt", "knee"), part("text/html; name=a.html", "<p>rich</p>")], "knee", []),
        ("in capitals", [part("TEXT/PLAIN", "knee"), part("Text/HTML", "rich")], "knee", []),
    ):  # fmt: skip
        yield mail(f"alternative: {rule}", multi("alternative", *parts), text=words, attachments=files)


def _texts_and_files() -> Iterator[Case]:
    notes = ("notes.txt", "text/plain", b"hip")
    for rule, body, words, files in (
        ("attached text is a file", multi("mixed", KNEE, _named("notes.txt", "hip", "attachment")), "knee", [notes]),
        ("attached text before the text", multi("mixed", _named("notes.txt", "hip", "attachment"), KNEE), "knee", [notes]),
        ("attached text alone", multi("mixed", _named("notes.txt", "hip", "attachment")), "", [notes]),
        ("attached text without a name", multi("mixed", KNEE, text("hip", "Content-Disposition: attachment")), "knee",
         [("attachment.txt", "text/plain", b"hip")]),
        ("disposition in capitals", multi("mixed", KNEE, _named("notes.txt", "hip", "ATTACHMENT")), "knee", [notes]),
        ("named inline text behind the text is a file", multi("mixed", KNEE, _named("notes.txt", "hip")), "knee", [notes]),
        ("text named by its type behind the text is a file", multi("mixed", KNEE, part("text/plain; name=notes.txt", "hip")), "knee", [notes]),
        ("named first text is the text", multi("mixed", _named("body.txt", "knee"), A), "knee", [PDF]),
        ("named first text before a footer", multi("mixed", _named("body.txt", "knee"), HIP), "knee\nhip", []),
        ("named text behind an empty one is a file", multi("mixed", text(""), _named("notes.txt", "hip")), "", [notes]),
        ("named HTML behind the text is a file", multi("mixed", KNEE, html("<p>x</p>", "Content-Disposition: inline; filename=a.html")), "knee",
         [("a.html", "text/html", b"<p>x</p>")]),
        ("the whole mail is named", part("text/plain; name=body.txt", "knee"), "knee", []),
        ("the whole mail is inline", text("knee", "Content-Disposition: inline"), "knee", []),
        ("disposition without a value", text("knee", "Content-Disposition: ; x=y"), "knee", []),
        ("CSV without a name", multi("mixed", KNEE, part("text/csv", "a,b")), "knee", [("attachment.csv", "text/csv", b"a,b")]),
        ("visiting card", multi("mixed", KNEE, part("text/x-vcard; name=d.vcf", "BEGIN:VCARD")), "knee", [("d.vcf", "text/x-vcard", b"BEGIN:VCARD")]),
        ("PDF inline", multi("mixed", KNEE, part("application/pdf; name=a.pdf", "%PDF-1.7", "Content-Disposition: inline")), "knee", [PDF]),
        ("type unknown", multi("mixed", KNEE, part("odd/thing; name=a.x", "x")), "knee", [("a.x", "odd/thing", b"x")]),
        ("type broken, which is text", multi("mixed", KNEE, part("pdf; name=a.pdf", "x", "Content-Disposition: attachment")), "knee",
         [("a.pdf", "text/plain", b"x")]),
        ("an empty file", multi("mixed", KNEE, part("application/pdf; name=a.pdf", "")), "knee", [("a.pdf", "application/pdf", b"")]),
        ("the same file twice", multi("mixed", KNEE, A, A), "knee", [PDF, PDF]),
        ("image alone", part("image/png; name=i.png", "AAAA", "Content-Transfer-Encoding: base64"), "", [("i.png", "image/png", b"\0\0\0")]),
        ("text/plain that is HTML stays text", text("<p>knee</p>"), "<p>knee</p>", []),
        ("enriched alone", part("text/enriched", "<bold>knee</bold> a<<b <param>x</param>\n\nhip\nend"), "knee a<b \nhip end", []),
        ("type of text alone", part("text", "knee"), "knee", []),
        ("columns stay", text("Code   Units\n20611  1\n  J7325    48"), "Code   Units\n20611  1\n  J7325    48", []),
        ("tabs stay", text("a\tb"), "a\tb", []),
        ("blanks before the first line stay", text("  knee\n hip"), "  knee\n hip", []),
        ("mbox escapes stay", text(">From x"), ">From x", []),
        ("lines of dots stay", text(".\n..a"), ".\n..a", []),
        ("form feeds stay", text("a\x0cb"), "a\x0cb", []),
    ):  # fmt: skip
        yield mail(f"body: {rule}", body, text=words, attachments=files)


def _flowed() -> Iterator[Case]:
    flowed = "text/plain; charset=utf-8; format=flowed"
    for rule, kind, words, shown in (
        ("soft breaks are undone", flowed, "Is 76942 \npaid?\nDana", "Is 76942 paid?\nDana"),
        ("stuffed blanks are undone", flowed, " From here\n > no quote\n  two", "From here\n> no quote\n two"),
        ("quotations keep their depth", flowed, "> a \n> b\n>> c \nd", "> a b\n>> c \nd"),
        ("a signature mark ends no line", flowed, "a\n-- \nDana", "a\n-- \nDana"),
        ("delsp", flowed + "; delsp=yes", "膝の \n注射", "膝の注射"),
        ("in capitals", "text/plain; charset=utf-8; Format=Flowed", "a \nb", "a b"),
        ("in quotes", 'text/plain; charset=utf-8; format="flowed"', "a \nb", "a b"),
        ("fixed", "text/plain; charset=utf-8; format=fixed", "a \nb", "a \nb"),
        ("columns of hard lines stay", flowed, "Code   Units\n20611  1", "Code   Units\n20611  1"),
    ):
        yield mail(f"flowed: {rule}", part(kind, words), text=shown)
