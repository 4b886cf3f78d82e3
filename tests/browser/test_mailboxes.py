"""The way to a provider and back, in a real browser: no policy of ours stands in it, and the code is left at once."""

import pytest
from playwright.sync_api import Page, expect

from consultant.domain.authorisations import Login
from tests.browser.conftest import Served, axe
from tests.servers.tokens import TokenServer

pytestmark = pytest.mark.browser


def test_a_mailbox_is_authorised_at_the_provider_and_the_code_is_left_at_once(
    page: Page, served: Served, token_server: TokenServer
):
    back = f"{served.address}/mailboxes/authorised"
    served.services.tokens._providers[Login.GOOGLE] = token_server.provider(redirect_uri=back)
    mailbox_id = served.make.mailbox(login=Login.GOOGLE, secret=None)
    page.goto("/")
    page.click(".banner >> text=Authorise it")
    page.click("text=Authorise with Google")
    expect(page.locator("h2", has_text="Sign in there as questions")).to_be_visible()
    assert axe(page) == []

    page.click("text=Go on to Google")

    page.wait_for_url(f"{served.address}/mailboxes")
    expect(page.locator("#m1", has_text="Authorised with Google")).to_be_visible()
    assert served.services.tokens.current(mailbox_id) in token_server.script.good_access
    assert "zqsecret" not in page.content()
