"""Trees of parts, sound and broken: which texts and which files are in them."""

from collections.abc import Iterator

from tests.corpus import tnef
from tests.corpus.mails import FROM, Case, file, html, mail, multi, part, text

PDF = ("a.pdf", "application/pdf", b"%PDF-1.7")
A = file("a.pdf")
KNEE, HIP = text("knee"), text("hip")
MIXED = "Content-Type: multipart/mixed; boundary=b\n\n"


def _raw(body: str | bytes, head: str = MIXED) -> bytes:
    return head.encode() + (body.encode() if isinstance(body, str) else body)


def cases() -> Iterator[Case]:
    yield from _boundaries()
    yield from _nesting()
    yield from _attached()


def _boundaries() -> Iterator[Case]:
    k, a = KNEE.decode(), A.decode()
    sound = f"--b\n{k}\n--b\n{a}\n--b--\n"
    for rule, body in (
        ("sound", _raw(sound)),
        ("text before and behind", _raw(f"before\n{sound}behind\n")),
        ("no final boundary", _raw(f"--b\n{k}\n--b\n{a}\n")),
        ("cut in the final boundary", _raw(f"--b\n{k}\n--b\n{a}\n--b-")[:-3] + b"\n"),
        ("blanks behind boundaries", _raw(sound.replace("--b\n", "--b  \t\n").replace("--b--", "--b--  "))),
        ("blanks behind the parameter", _raw(sound, 'Content-Type: multipart/mixed; boundary="b "\n\n')),
        ("parameter in quotes", _raw(sound, 'Content-Type: multipart/mixed; boundary="b"\n\n')),
        ("parameter with an open quote", _raw(sound, 'Content-Type: multipart/mixed; boundary="b\n\n')),
        ("parameter in single quotes", _raw(sound, "Content-Type: multipart/mixed; boundary='b'\n\n")),
        ("parameter in capitals", _raw(sound, "Content-Type: MULTIPART/MIXED; BOUNDARY=b\n\n")),
        ("parameter folded", _raw(sound, "Content-Type: multipart/mixed;\n\tboundary=b\n\n")),
        ("blanks around the equals sign", _raw(sound, 'Content-Type: multipart/mixed; boundary = "b"\n\n')),
        ("no semicolon", _raw(sound, "Content-Type: multipart/mixed boundary=b\n\n")),
        ("semicolon at the end", _raw(sound, "Content-Type: multipart/mixed; boundary=b;\n\n")),
        ("comment in the type", _raw(sound, "Content-Type: multipart/mixed (of us); boundary=b\n\n")),
        ("in pieces", _raw(sound.replace("--b", "--abc"), "Content-Type: multipart/mixed; boundary*0=ab; boundary*1=c\n\n")),
        ("no parameter", _raw(sound, "Content-Type: multipart/mixed\n\n")),
        ("empty parameter", _raw(sound, 'Content-Type: multipart/mixed; boundary=""\n\n')),
        ("another parameter", _raw(sound, "Content-Type: multipart/mixed; boundary=other\n\n")),
        ("no subtype", _raw(sound, "Content-Type: multipart; boundary=b\n\n")),
        ("unknown subtype", _raw(sound, "Content-Type: multipart/x-odd; boundary=b\n\n")),
        ("no type at all", _raw(sound, "\n")),
        ("encoding of the whole", _raw(sound, "Content-Transfer-Encoding: base64\n" + MIXED)),
        ("two types, the first counts", _raw(sound, "Content-Type: multipart/mixed; boundary=b\nContent-Type: text/plain\n\n")),
        ("boundary of pattern signs", _raw(sound.replace("--b", "--(.*)+[x"), 'Content-Type: multipart/mixed; boundary="(.*)+[x"\n\n')),
        ("boundary of dashes", _raw(sound.replace("--b", "-------"), 'Content-Type: multipart/mixed; boundary="-----"\n\n')),
        ("blank lines before it", _raw("\n\n\n" + sound)),
        ("line end of CR LF inside LF", _raw(sound.replace("--b\n", "--b\r\n"))),
        ("goes on behind its end", _raw(f"--b\n{k}\n--b--\n--b\n{a}\n--b--\n")),
        ("empty parts between", _raw(f"--b\n{k}\n--b\n--b\n\n--b\n{a}\n--b--\n")),
        ("part without a header", _raw(f"--b\n\nknee\n--b\n{a}\n--b--\n")),
        ("part without header and blank line", _raw(f"--b\nknee\n--b\n{a}\n--b--\n")),
        ("no blank line behind a part's header", _raw(f"--b\nContent-Type: text/plain\nknee\n--b\n{a}\n--b--\n")),
    ):  # fmt: skip
        yield mail(f"boundary: {rule}", body, text="knee", attachments=[PDF])
    yield mail("boundary: never there", _raw("knee\n"), text="knee", attachments=[])
    yield mail("boundary: nothing", _raw(""), text="", attachments=[])
    yield mail("boundary: in the text", _raw(f"--b\n{k}\n--b is here\n-- b\n--b--\n"), text="knee\n--b is here\n-- b")
    cr = FROM + MIXED.encode().replace(b"\n", b"\r\n") + f"--b\r\n{k}\r\n--b--\r\n".encode()
    yield Case("boundary: CR only", cr.replace(b"\r\n", b"\n").replace(b"\n", b"\r"), {"text": "knee"})
    yield Case("boundary: CR CR LF", cr.replace(b"\r\n", b"\n").replace(b"\n", b"\r\r\n"), {"text": "knee"})


def _nesting() -> Iterator[Case]:
    both = multi("alternative", KNEE, html("<p>rich</p>"), boundary="c")
    yield mail("nested: alternative in mixed", multi("mixed", both, A), text="knee", attachments=[PDF])
    open_inside = multi("alternative", KNEE, html("<p>rich</p>"), boundary="c", end="")
    yield mail("nested: inner one without its end", multi("mixed", open_inside, A), text="knee", attachments=[PDF])
    longer = multi("alternative", KNEE, html("<p>rich</p>"), boundary="bb")
    yield mail(
        "nested: boundary that begins with the outer one", multi("mixed", longer, A), text="knee", attachments=[PDF]
    )
    shorter = multi("alternative", KNEE, html("<p>rich</p>"), boundary="b")
    yield mail("nested: boundary that the outer one begins with", multi("mixed", shorter, A, boundary="bb"), text="knee", attachments=[PDF])  # fmt: skip
    yield mail("nested: the same boundary", multi("mixed", shorter, A), text="knee", attachments=[PDF])
    deep = KNEE
    for level in range(20):
        deep = multi("mixed", deep, boundary=f"deep{level}")
    yield mail("nested: twenty deep", deep, text="knee")
    image = part("image/png; name=i.png", "AAAA", "Content-ID: <i>", "Content-Transfer-Encoding: base64")
    picture = ("i.png", "image/png", b"\0\0\0")
    related = multi("related", html("<p>rich <img src='cid:i'></p>"), image, boundary="r")
    yield mail("nested: related in alternative in mixed", multi("mixed", multi("alternative", KNEE, related, boundary="c"), A),
               text="knee", attachments=[picture, PDF])  # fmt: skip
    yield mail(
        "nested: alternative in related",
        multi("related", both, image, boundary="r"),
        text="knee",
        attachments=[picture],
    )
    yield mail("nested: HTML in related alone", related, text="rich", attachments=[picture])
    last = multi("related", image, html("<p>rich</p>", "Content-ID: <root>"), boundary="r", more='; start="<root>"')
    yield mail("nested: the root of related is last", last, text="rich", attachments=[picture])
    yield mail("nested: text, image, text", multi("mixed", KNEE, image, HIP), text="knee\nhip", attachments=[picture])
    yield mail("nested: text behind a file", multi("mixed", A, KNEE), text="knee", attachments=[PDF])
    yield mail("nested: footer of a list", multi("mixed", both, text("footer")), text="knee\nfooter")
    yield mail("nested: HTML behind text in mixed", multi("mixed", KNEE, html("<p>hip</p>")), text="knee\nhip")
    yield mail("nested: two HTML in mixed", multi("mixed", html("<p>knee</p>"), html("<p>hip</p>")), text="knee\n\nhip")
    yield mail("nested: five hundred files", multi("mixed", KNEE, *[A] * 500), text="knee", attachments=[PDF] * 500)
    two = multi("mixed", text("knee"), A, text("hip"), boundary="m")
    yield mail("nested: mixed in alternative", multi("alternative", text("short"), two, boundary="c"), text="short", attachments=[PDF])  # fmt: skip
    yield mail(
        "nested: Apple's alternative of text and mixed HTML",
        multi(
            "alternative",
            text("knee\n\nhip"),
            multi("mixed", html("<p>knee</p>"), A, html("<p>hip</p>"), boundary="m"),
        ),
        text="knee\n\nhip",
        attachments=[PDF],
    )


def _attached() -> Iterator[Case]:
    inner = "From: bo@x.example\nSubject: inside\n\nhip\n"
    wire = inner.replace("\n", "\r\n").encode().removesuffix(b"\r\n")
    other = ("inside.eml", "message/rfc822", wire)
    attached = part("message/rfc822", inner.removesuffix("\n"))
    yield mail(
        "attached mail: its text is not the mail's", multi("mixed", KNEE, attached), text="knee", attachments=[other]
    )
    yield mail("attached mail: alone in mixed", multi("mixed", attached), text="", attachments=[other])
    named = part(
        "message/rfc822",
        inner.removesuffix("\n"),
        'Content-Disposition: attachment; filename="old.eml"',
    )
    yield mail("attached mail: with a name", multi("mixed", KNEE, named), text="knee", attachments=[("old.eml", "message/rfc822", wire)])  # fmt: skip
    forward = part("message/rfc822", "Subject: inside\n" + multi("mixed", HIP, A, boundary="i").decode())
    yield mail("attached mail: of several parts", multi("mixed", KNEE, forward), text="knee")
    digest = multi("digest", "\n" + inner.removesuffix("\n"), "\n" + inner.removesuffix("\n"), boundary="d")
    yield mail("digest: mails", multi("mixed", KNEE, digest), text="knee", attachments=[other, other])
    yield mail("partial mail", "Content-Type: message/partial; number=1; total=2; id=x\n\nhip\n", text="")
    external = part("message/external-body; access-type=URL; URL=x", "Content-Type: image/png\n\n")
    yield mail("external body", multi("mixed", KNEE, external), text="knee")
    status = part(
        "message/delivery-status", "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed"
    )
    report = multi(
        "report", KNEE, status, part("text/rfc822-headers", "Subject: inside"), more="; report-type=delivery-status"
    )
    yield mail("report: its text alone", report, text="knee")
    signed = multi("signed", KNEE, part("application/pgp-signature; name=signature.asc", "-----BEGIN"), boundary="s")
    yield mail("signed: text and signature", signed, text="knee", attachments=[("signature.asc", "application/pgp-signature", b"-----BEGIN")])  # fmt: skip
    encrypted = multi(
        "encrypted",
        part("application/pgp-encrypted", "Version: 1"),
        part("application/octet-stream; name=encrypted.asc", "-----BEGIN"),
    )
    yield mail("encrypted: two files", encrypted, text="", attachments=[
        ("attachment.pgp", "application/pgp-encrypted", b"Version: 1"), ("encrypted.asc", "application/octet-stream", b"-----BEGIN"),
    ])  # fmt: skip
    sealed = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    yield mail("S/MIME: one file", sealed, text="", attachments=[("smime.p7m", "application/pkcs7-mime", b"\0\0\0")])
    double = multi("appledouble", part("application/applefile; name=a.pdf", "x"), A, boundary="ad")
    yield mail("AppleDouble: both files", multi("mixed", KNEE, double), text="knee",
               attachments=[("a.pdf", "application/applefile", b"x"), PDF])  # fmt: skip
    packed = tnef.tnef(tnef.attribute(tnef.BODY, b"hip\0"), tnef.packed("a.pdf", b"%PDF-1.7"))
    winmail = file("winmail.dat", packed, "application/ms-tnef")
    yield mail("TNEF: its files", multi("mixed", KNEE, winmail), text="knee", attachments=[PDF])
    yield mail("TNEF: its text where there is no other", multi("mixed", winmail), text="hip", attachments=[PDF])
    yield mail("TNEF: by its name", multi("mixed", KNEE, file("Winmail.DAT", packed, "application/octet-stream")), text="knee", attachments=[PDF])  # fmt: skip
    broken = file("winmail.dat", b"no such thing", "application/ms-tnef")
    yield mail("TNEF: none", multi("mixed", KNEE, broken), text="knee", attachments=[("winmail.dat", "application/ms-tnef", b"no such thing")])  # fmt: skip
    yield mail("a file alone", A, text="", attachments=[PDF])
