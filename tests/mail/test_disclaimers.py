import pytest

from consultant.mail.disclaimers import banner_end, disclaimer_start

LETTER = ["Yes, pay it.", "", "Dana", ""]


@pytest.mark.parametrize(
    "notice",
    [
        "CONFIDENTIALITY NOTICE: This message is for the sole use of the intended recipient and may contain confidential and privileged information.",
        "NOTICE: This communication may contain privileged information. If you are not the intended recipient, destroy all copies.",
        "The information contained in this transmission may contain privileged and confidential information. It is intended only for the use of the person named above.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind, vernichten Sie diese Mail.",
        "Ce message et ses pièces jointes sont confidentiels et destinés à leurs seuls destinataires. Si vous l'avez reçu par erreur, merci de le détruire.",
        "AVISO LEGAL: Este mensaje es confidencial y está dirigido exclusivamente a su destinatario. Si lo ha recibido por error, elimínelo.",
        "Esta mensagem pode conter informação confidencial. Se você não for o destinatário, não pode usar ou divulgar as informações.",
        "Le informazioni contenute nella presente comunicazione possono essere riservate e sono destinate esclusivamente alle persone indicate. La diffusione è proibita.",
        "Dit bericht kan vertrouwelijke informatie bevatten. Indien u niet de geadresseerde bent, verzoeken wij u het bericht te verwijderen.",
        "Niniejsza wiadomość jest poufna i przeznaczona wyłącznie dla adresata. Jeśli otrzymali ją Państwo omyłkowo, prosimy o jej usunięcie i zniszczenie.",
        "Данное сообщение конфиденциально и предназначено только для адресата. Если вы получили его по ошибке, удалите его.",
        "本邮件含有保密信息，仅限于收件人使用。禁止任何其他人以任何形式使用（包括但不限于全部或部分地泄露、复制或散发）本邮件中的信息。如果您错收了本邮件，请立即删除。",
        "此邮件可能含有保密信息，仅供指定收件人使用。如果您误收了此邮件，请立即通知发件人并删除。",
        "このメールには機密情報が含まれている場合があります。受信者以外の方が誤って受信された場合は、送信者に通知し、直ちに削除してください。転載を固く禁じます。",
        "Please consider the environment before printing this email.",
    ],
)  # fmt: skip
def test_a_notice_below_a_letter_is_known_in_many_tongues(notice):
    assert disclaimer_start([*LETTER, notice], 5) == 4


def test_a_notice_of_several_paragraphs_begins_with_its_first():
    lines = [*LETTER, "DISCLAIMER", "", "This e-mail is confidential and intended solely for the addressee.", "If you are not the intended recipient, delete it."]  # fmt: skip

    assert disclaimer_start(lines, len(lines)) == 4


def test_a_notice_in_one_long_line_needs_no_blank_line_above():
    notice = "This message and any attachments are intended only for the addressee and may contain confidential information. If you are not the intended recipient, delete it."

    assert disclaimer_start(["Yes, pay it.", "", "Dana", notice], 4) == 3


@pytest.mark.parametrize(
    "last",
    [
        "The information in the chart is confidential.",
        "This message is confidential between us, please do not forward it.",
        "If you received the claim in error, please delete it. Shall we send it again?",
        "Note: the denial says unauthorized.",
    ],
)
def test_own_words_about_confidence_are_no_notice(last):
    assert disclaimer_start([*LETTER, last], 5) is None


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["[EXTERNAL]", "", "Hello"], 2),
        (["CAUTION: This email originated from outside of the organization. Do not click links.", "", "Hello"], 2),
        (["You don't often get email from a@x.example. Learn why this is important", "", "Hello"], 2),
        (["External fixator was applied.", "", "Hello"], 0),
        (["Warning: the claim is outside the filing limit.", "", "Hello"], 0),
        (["", "Hello"], 0),
        ([], 0),
    ],
)
def test_a_warning_of_strangers_is_told_from_words_of_the_sender(lines, end):
    assert banner_end(lines) == end


def test_lines_of_other_blanks_are_blank():
    assert disclaimer_start([*LETTER, "*\t*", "\u3000", "(\u00a0"], 7) is None
