import pytest

from consultant.mail.bodies import unflow
from consultant.mail.limits import Limits
from consultant.mail.parse import parse

PNG = "Content-Type: image/png; name=a.png\nContent-ID: <img1>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\nAAAA"
PDF = "Content-Type: application/pdf; name=note.pdf\nContent-Disposition: attachment\n\n%PDF"


def text(words, more=""):
    return f"Content-Type: text/plain; charset=utf-8\n{more}\n{words}"


def html(words):
    return f"Content-Type: text/html; charset=utf-8\n\n{words}"


def multi(kind, *parts, boundary="b", more=""):
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\n\n{inside}--{boundary}--'


def read(body, limits=None):
    raw = f"From: a@x.example\n{body}".replace("\n", "\r\n").encode()
    return parse(raw, limits) if limits else parse(raw)


def test_all_inline_texts_are_read_in_order():
    mail = read(multi("mixed", text("one"), PNG, text("two"), PDF, text("three")))

    assert mail.text == "one\ntwo\nthree"
    assert [one.filename for one in mail.attachments] == ["a.png", "note.pdf"]


def test_an_alternative_is_not_said_twice():
    mail = read(multi("alternative", text("plain"), html("<p>rich</p>")))

    assert (mail.text, mail.html) == ("plain", "<p>rich</p>")


def test_an_empty_text_beside_html_gives_the_text_of_the_html():
    assert read(multi("alternative", text("  "), html("<p>rich</p>"))).text == "rich"


def test_html_alone_gives_its_text():
    assert read(html("<p>one</p><p>two</p>")).text == "one\n\ntwo"


def test_text_in_related_in_mixed_is_found_and_its_images_are_inline():
    related = multi(
        "related",
        multi("alternative", text("plain"), html("<p>rich <img src='cid:img1'></p>"), boundary="c"),
        PNG,
        boundary="d",
    )

    mail = read(multi("mixed", related, PDF))

    assert mail.text == "plain"
    assert [(one.filename, one.inline, one.content_id) for one in mail.attachments] == [
        ("a.png", True, "img1"),
        ("note.pdf", False, ""),
    ]


def test_text_and_a_footer_in_html_are_both_read():
    mail = read(
        multi("mixed", multi("alternative", text("plain"), html("<p>rich</p>"), boundary="c"), html("<p>footer</p>"))
    )

    assert mail.text == "plain\nfooter"
    assert "rich" in mail.html
    assert "footer" in mail.html


def test_apples_alternative_of_a_text_and_a_mixed_keeps_the_file():
    mail = read(
        multi("alternative", text("plain"), multi("mixed", html("<p>a</p>"), PDF, html("<p>b</p>"), boundary="c"))
    )

    assert mail.text == "plain"
    assert [one.filename for one in mail.attachments] == ["note.pdf"]


def test_an_attached_mails_text_is_not_the_mails():
    mail = read(multi("mixed", text("see below"), "Content-Type: message/rfc822\n\nSubject: Old claim\n\nold words"))

    assert mail.text == "see below"
    assert mail.attachments[0].filename == "Old claim.eml"
    assert mail.attachments[0].content == b"Subject: Old claim\r\n\r\nold words"


def test_an_attached_text_is_a_file():
    attached = text("the note", 'Content-Disposition: attachment; filename="note.txt"\n')

    mail = read(multi("mixed", text("see the note"), attached))

    assert mail.text == "see the note"
    assert mail.attachments[0].filename == "note.txt"


def test_a_named_text_is_the_text_of_a_mail_that_has_no_other():
    assert read(multi("mixed", 'Content-Type: text/plain; name="body.txt"\n\nthe question')).text == "the question"


def test_columns_of_plain_text_stay():
    assert read(text("code    units\n20611   1")).text == "code    units\n20611   1"


def test_a_nameless_part_is_called_after_its_type():
    assert (
        read(multi("mixed", text("x"), "Content-Type: image/jpeg\n\nJFIF")).attachments[0].filename == "attachment.jpg"
    )


def test_a_uuencoded_file_in_the_text_is_a_file():
    mail = read(text("see\nbegin 644 a.txt\n#0V%T\n`\nend\n"))

    assert mail.text.strip() == "see"
    assert mail.attachments[0].content == b"Cat"


def test_the_charset_that_html_names_itself_is_taken():
    raw = b"From: a@x\r\nContent-Type: text/html\r\n\r\n<meta charset=koi8-r><p>" + "колено".encode("koi8_r")

    assert parse(raw).text == "колено"


def test_html_without_a_type_of_its_own_is_recognised():
    assert read("Content-Type: application/octet-stream\n\nx").text == ""
    assert read("Content-Type: multipart/mixed\n\n<html><p>words</p></html>").text == "words"


def test_the_root_of_a_related_multipart_may_stand_anywhere():
    root = "Content-Type: text/html\nContent-ID: <root>\n\n<p>words</p>"

    assert read(multi("related", PNG, root, more='; start="<root>"')).text == "words"


def test_what_is_beyond_the_limits_is_cut_and_flagged():
    assert "body-cut" in read(text("x" * 100), Limits(text=10)).flags
    assert "too-many-attachments" in read(multi("mixed", text("x"), PDF, PDF, PDF), Limits(attachments=2)).flags
    assert "decoded-too-large" in read(multi("mixed", text("x" * 100)), Limits(decoded=10)).flags


@pytest.mark.parametrize(
    ("flowed", "plain"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("> one \n> two\nthree", "> one two\nthree"),
        ("one \n> two", "one \n> two"),
        ("words\n-- \nDana", "words\n-- \nDana"),
        (" from the edge", "from the edge"),
    ],
)
def test_soft_line_breaks_are_taken_out(flowed, plain):
    assert unflow(flowed) == plain


def test_the_space_of_a_soft_break_goes_where_it_is_said():
    assert unflow("膝 \n蓋", delete_space=True) == "膝蓋"
