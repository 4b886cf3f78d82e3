import pytest

from consultant.mail.authentication import read_authentication
from consultant.mail.parsed import Authentication

OURS = "mx.desk.example; spf=pass (sender ok) smtp.mailfrom=x.example; dkim=fail; dkim=pass header.d=x.example; dmarc=pass (p=none)"


def test_the_word_of_our_own_server_is_taken():
    assert read_authentication([OURS], "MX.desk.example") == Authentication("pass", "pass", "pass")


def test_the_word_of_another_server_is_not():
    forged = OURS.replace("mx.desk.example", "evil.example")

    assert read_authentication([forged], "mx.desk.example") == Authentication()


def test_without_a_server_of_our_own_nothing_is_believed():
    assert read_authentication([OURS], "") == Authentication()


def test_a_header_of_our_name_further_down_does_not_count():
    assert read_authentication(["mx.desk.example; spf=fail; dmarc=fail", OURS], "mx.desk.example").dmarc == "fail"


def test_words_in_comments_are_no_results():
    assert read_authentication(
        ["mx.desk.example; spf=none (dmarc=pass; dkim=pass)"], "mx.desk.example"
    ) == Authentication("none")


@pytest.mark.parametrize(
    "address",
    ['"a;dmarc=pass"@evil.example', '"a("@evil.example', '"a\\";dmarc=pass;"@evil.example', '")"@evil.example'],
)
def test_what_a_sender_writes_into_its_own_address_is_no_result(address: str):
    said = f"mx.desk.example; spf=pass smtp.mailfrom={address}; dkim=none; dmarc=fail (p=(reject)) header.from=bank.example"

    assert read_authentication([said], "mx.desk.example").dmarc == "fail"
