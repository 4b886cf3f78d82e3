import pytest

from consultant.mail.vendor_marks import has_vendor_header


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-autoreply", "yes"),
        ("x-acme-auto-responder", "on"),
        ("x-out-of-office", "1"),
        ("x-mailer", "vacation 1.2"),
        ("x-mailer", "acme auto-response 3"),
    ],
)
def test_headers_of_vendors_mark_a_mail(name, value):
    assert has_vendor_header(frozenset({name, "subject"}), {name: value}.get)


@pytest.mark.parametrize(
    ("name", "value"), [("x-autoreply", "no"), ("x-auto-response-suppress", "all"), ("x-mailer", "outlook")]
)
def test_other_headers_do_not(name, value):
    assert not has_vendor_header(frozenset({name, "subject"}), {name: value}.get)
