from consultant.mail.vietnamese import read_viscii


def test_letters_among_controls_and_in_the_upper_half_are_read():
    assert read_viscii(b"Ti\xaang Vi\xaet, \x02 \x80 \xff") == "Tiếng Việt, Ẳ Ạ Ữ"


def test_every_byte_of_the_upper_half_is_another_letter():
    text = read_viscii(bytes(range(128, 256)))

    assert len(set(text)) == 128
    assert text.isalpha()
