import pytest

from consultant.mail.quoting_html import cut_history

NEW = "<div>Yes, right knee.</div>"


@pytest.mark.parametrize(
    "history",
    [
        '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon x wrote:<br></div><blockquote class="gmail_quote">old</blockquote></div>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> x<br><b>Sent:</b> y</div><div>old</div>',
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class=MsoNormal><b>From:</b> x</p></div><p>old</p>',
        '<blockquote type="cite"><div>On Mon x wrote:</div><div>old</div></blockquote>',
        '<div class="moz-cite-prefix">On x, y wrote:<br></div><blockquote type="cite" cite="mid:1">old</blockquote>',
        '<div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>On x wrote:</div>old</div>',
        '<div class="protonmail_quote">old</div>',
    ],
)
def test_the_marks_of_mail_programs_are_known(history):
    assert cut_history(NEW + history) == NEW


def test_without_a_mark_nothing_is_said():
    assert cut_history(NEW) is None


def test_an_answer_below_or_between_is_left_to_the_text():
    assert cut_history('<blockquote type="cite">old</blockquote><div>answer</div>') is None


def test_a_forward_has_no_history():
    assert cut_history(NEW + '<div class="gmail_quote">---------- Forwarded message ---------<br>old</div>') is None
    assert cut_history(NEW + '<div class="moz-forward-container">old</div>') is None


def test_a_thin_line_without_a_sender_below_is_no_mark():
    assert (
        cut_history(
            NEW + '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">Totals</div>'
        )
        is None
    )
