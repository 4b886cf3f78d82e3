from typing import Any

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Mailbox
from consultant.errors import ConfigError
from tests.factories.make import Make


def change(services: Services, mailbox_id: int, **values: Any) -> None:
    with services.database.transaction() as tx:
        mailbox = tx.get_one(Mailbox, mailbox_id)
        for name, value in values.items():
            setattr(mailbox, name, value)
        tx.flush()


def test_a_mailbox_without_a_server_of_its_own_uses_the_desks(services: Services, make: Make):
    found = services.identity(make.mailbox())

    assert (found.account.host, found.account.port) == (services.settings.smtp.host, services.settings.smtp.port)
    assert found.signer is None


def test_a_mailbox_with_a_server_signs_in_there_with_its_own_password(services: Services, make: Make):
    mailbox_id = make.mailbox()
    secret = services.keys.encrypt("mailbox", "of the mailbox")
    change(services, mailbox_id, smtp_host="smtp.desk.example", smtp_port=587, smtp_tls="starttls", secret=secret)

    account = services.identity(mailbox_id).account

    assert (account.host, account.port, account.tls) == ("smtp.desk.example", 587, "starttls")
    assert (account.username, account.password, account.token) == ("questions", "of the mailbox", None)


def test_a_password_for_sending_alone_goes_before(services: Services, make: Make):
    mailbox_id = make.mailbox()
    change(
        services,
        mailbox_id,
        smtp_host="smtp.desk.example",
        smtp_username="sender",
        smtp_secret=services.keys.encrypt("mailbox", "to send"),
    )

    account = services.identity(mailbox_id).account

    assert (account.username, account.password) == ("sender", "to send")


def test_a_provider_that_signs_in_for_reading_signs_in_for_sending(services: Services, make: Make):
    mailbox_id = make.mailbox()
    change(services, mailbox_id, smtp_host="smtp.provider.example", login="google", secret=None)

    account = services.identity(mailbox_id).account

    assert account.token is not None
    assert account.password == ""


def test_mail_is_signed_for_the_domain_of_the_mailbox(services: Services, make: Make):
    mailbox_id = make.mailbox()
    change(services, mailbox_id, dkim_selector="s1", dkim_secret=services.keys.encrypt("dkim", "PEM"))

    signer = services.identity(mailbox_id).signer

    assert signer is not None
    assert (signer.domain, signer.selector, signer.key) == ("desk.example", "s1", b"PEM")


def test_a_secret_of_another_key_names_the_setting(services: Services, make: Make):
    mailbox_id = make.mailbox()
    change(services, mailbox_id, smtp_host="smtp.desk.example", smtp_secret=b"x" * 40)

    with pytest.raises(ConfigError, match="CONSULTANT_SECRET_KEY"):
        services.identity(mailbox_id)
