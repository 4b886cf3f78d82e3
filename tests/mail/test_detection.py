import pytest

from consultant.mail.detection import detect


@pytest.mark.parametrize(
    ("text", "codec", "detected"),
    [
        ("naïve, geprüft", "latin-1", "cp1252"),
        ("膝蓋注射編碼", "big5", "big5"),
        ("Вопрос о колене", "koi8_r", "koi8_r"),
        ("Вопрос о колене", "cp1251", "cp1251"),
        ("무릎 주사 코드에 대한 질문입니다", "cp949", "cp949"),
    ],
)
def test_short_texts_are_recognised_by_their_shape(text, codec, detected):
    assert detect(text.encode(codec)) == detected


def test_nothing_to_go_by_is_western():
    assert detect(b"\x80") == "cp1252"


def test_a_long_text_is_recognised_by_statistics():
    text = "Вопрос о коленном суставе и о кодах для него. " * 40

    assert text.encode("cp1251").decode(detect(text.encode("cp1251"))) == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [("Отчёт о лечении.pdf", "koi8_r"), ("診療報告書.pdf", "cp932"), ("Αναφορά θεραπείας.pdf", "cp1253")],
)
def test_a_name_of_a_few_words_is_enough(text, charset):
    assert text.encode(charset).decode(detect(text.encode(charset))) == text
