import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from consultant.adapters.dkim import Signer, rsa_key
from consultant.errors import PermanentError, UserError

RAW = (
    b"From: =?utf-8?q?D=C3=A9sk?= <desk@desk.example>\r\nTo: a@x.example\r\nSubject: Knee\r\n question\r\n"
    b"Message-ID: <1@desk.example>\r\n\r\nTwo  words \r\n\r\n"
)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 1024)


def pem(key, form: serialization.PrivateFormat = serialization.PrivateFormat.PKCS8) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def published(key: rsa.RSAPrivateKey) -> bytes:
    der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(der)


@pytest.mark.parametrize("form", [serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL])
def test_a_signature_holds_and_every_byte_of_the_mail_stands_below_it(key, form):
    signed = Signer("desk.example", "s1", rsa_key(pem(key, form))).sign(RAW)

    assert signed.endswith(RAW)
    assert dkim.verify(signed, dnsfunc=lambda *_, **__: published(key))


@pytest.mark.parametrize("change", [(b"Knee", b"Hip"), (b"Two", b"Six"), (b"a@x.example", b"b@x.example")])
def test_whoever_changes_the_mail_breaks_it(key, change):
    signed = Signer("desk.example", "s1", rsa_key(pem(key))).sign(RAW)

    assert not dkim.verify(signed.replace(*change), dnsfunc=lambda *_, **__: published(key))


@pytest.mark.parametrize("line", [b"From: boss@desk.example\r\n", b"Subject: Pay at once\r\n", b"To: b@x.example\r\n"])
def test_whoever_adds_a_second_header_breaks_it(key, line: bytes):
    signed = Signer("desk.example", "s1", rsa_key(pem(key))).sign(RAW)

    assert not dkim.verify(line + signed, dnsfunc=lambda *_, **__: published(key))


@pytest.mark.parametrize("what", [b"", b"no key", pem(ed25519.Ed25519PrivateKey.generate())])
def test_what_is_no_rsa_key_is_refused_in_plain_words(what: bytes):
    with pytest.raises(UserError, match="openssl genrsa"):
        rsa_key(what)


def test_a_mail_that_cannot_be_signed_is_named_without_its_words(key):
    with pytest.raises(PermanentError, match="DKIM") as raised:
        Signer("desk.example", "s1", b"nonsense").sign(RAW)
    assert "Knee" not in str(raised.value)


def test_the_key_is_never_shown(key):
    assert "PRIVATE" not in repr(Signer("desk.example", "s1", rsa_key(pem(key))))
