import re
from dataclasses import replace

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail, ReadLog, StoredFile, Ticket
from consultant.web.app import create_app
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.work import work
from tests.services.test_thread_access import token_for
from tests.web.askers import FILE, form_of, let_in, mailed_code
from tests.web.conftest import Browser


def test_a_link_offers_a_code_and_tells_a_masked_address_and_nothing_else(stranger: Browser, address: str):
    text = stranger.page(address).get_text()

    assert "d•••@n•••.example" in text
    assert not re.search(r"dana|northfork|CQ-|knee", text, re.IGNORECASE)


def test_opening_a_link_mails_nothing(desk: Services, stranger: Browser, address: str):
    stranger.page(address)
    stranger.page(f"{address}/code")

    assert rows.every(desk, OutboundMail) == []


def test_with_the_code_the_thread_opens(desk: Services, asker: Browser, address: str, ticket_id: int):
    page = asker.page(address)

    assert page.h1.text == "Knee question"
    assert "Is M17.11 right" in page.find("article").text
    assert "An answer is due by" in page.get_text()
    assert [(row.what, row.ticket_id, row.user_id) for row in rows.every(desk, ReadLog)] == [
        ("thread", ticket_id, None)
    ]
    assert rows.every(desk, ReadLog)[0].person_id == rows.ticket(desk, ticket_id).requester_id


def test_the_cookie_is_the_threads_own_and_out_of_reach_of_scripts(desk: Services, asker: Browser, address: str):
    asker.submit(form_of(asker.page(address), "/leave"))
    asker.submit(form_of(asker.page(address), "/code"))
    answer = asker.submit(form_of(asker.page(f"{address}/code"), "/open"), code=mailed_code(desk))

    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("consultant_thread")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/t/" in cookie
    assert "Max-Age=43200" in cookie
    assert "Secure" not in cookie


def test_a_desk_on_https_sends_the_cookie_over_https_alone(desk: Services, make: Make, ticket_id: int):
    settings = desk.settings.model_copy(update={"base_url": "https://desk.example"})
    app = create_app(replace(desk, settings=settings))
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    address = f"/t/{token_for(desk, ticket_id)}"
    client.post(f"{address}/code")

    answer = client.post(f"{address}/open", data={"code": mailed_code(desk)})

    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("consultant_thread")]
    assert "; Secure" in cookie


def test_no_cache_keeps_a_page_of_the_thread_and_no_frame_shows_it(asker: Browser, address: str):
    answer = asker.client.get(address)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert not re.search(r"<[^>]* (style|on[a-z]+)=", answer.text)


@pytest.mark.parametrize("token", ["x" * 48, "short"])
def test_a_forged_link_says_what_to_do_and_nothing_of_the_desk(stranger: Browser, token: str):
    page = stranger.page(f"/t/{token}", 404)

    assert "Reply to our mail" in page.get_text()
    assert page.find("a", href="/") is None


def test_a_link_that_is_over_says_what_to_do(desk: Services, stranger: Browser, address: str):
    desk.clock.forward(days=61)

    assert "Reply to our mail" in stranger.page(address, 404).get_text()


def test_the_page_after_asking_is_the_same_whether_a_code_left_or_not(desk: Services, stranger: Browser, address: str):
    def asked() -> tuple[str, str]:
        answer = stranger.submit(form_of(stranger.page(address), "/code"))
        page = re.sub(r'value="[^"]{20,}"|nonce-[^\']+', "", stranger.client.get(answer.location).text)
        return answer.location, page

    pages = {asked() for _ in range(7)}

    assert len(pages) == 1
    assert len(rows.every(desk, OutboundMail)) == 5


def test_one_browser_asks_for_twenty_codes_an_hour_at_most(stranger: Browser, address: str):
    form = form_of(stranger.page(address), "/code")

    answers = [stranger.submit(form).status_code for _ in range(21)]

    assert answers == [303] * 20 + [429]
    assert "Reply to our mail" in stranger.submit(form).text.replace("reply to our mail", "Reply to our mail")


def test_guessing_ends_and_a_wrong_code_is_never_told_from_an_old_one(desk: Services, stranger: Browser, address: str):
    stranger.submit(form_of(stranger.page(address), "/code"))
    right = mailed_code(desk)
    wrong = f"{(int(right.replace(' ', '')) + 1) % 1_000_000:06}"

    def guess(code: str) -> tuple[int, str]:
        answer = stranger.submit(form_of(stranger.page(f"{address}/code"), "/open"), code=code)
        return answer.status_code, re.sub(r'value="[^"]{20,}"', "", answer.text)

    answers = [guess(wrong) for _ in range(5)] + [guess(right)]

    assert {status for status, _ in answers} == {400}
    assert len({page for _, page in answers}) == 1
    assert [guess(wrong)[0] for _ in range(26)][-3:] == [400, 429, 429]


def test_a_cookie_of_one_thread_opens_no_other(desk: Services, make: Make, asker: Browser):
    other = make.ticket(mail(subject="Hip replacement"))

    page = asker.page(f"/t/{token_for(desk, other)}")

    assert "Hip" not in page.get_text()
    assert form_of(page, "/code")


def test_a_cookie_cannot_be_made_by_who_reads_one(asker: Browser, address: str):
    [name] = [name for (_, _, name) in asker.client._cookies if name.startswith("consultant_thread")]
    asker.client.set_cookie(name, "WzEsMSwxXQ.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb", path="/t/")

    assert form_of(asker.page(address), "/code")


def test_a_session_planted_before_the_code_is_worth_nothing(desk: Services, stranger: Browser, address: str):
    stranger.page(address)
    stranger.client.set_cookie("consultant_thread_1_1", "planted", path="/t/")

    let_in(stranger, desk, address)

    [value] = [one.value for (_, _, name), one in stranger.client._cookies.items() if name == "consultant_thread_1_1"]
    assert value != "planted"


def test_signing_out_closes_the_thread_even_for_who_kept_the_cookie(desk: Services, asker: Browser, address: str):
    kept = {name: one.value for (_, _, name), one in asker.client._cookies.items()}

    answer = asker.submit(form_of(asker.page(address), "/leave"))
    for name, value in kept.items():
        asker.client.set_cookie(name, value, path="/t/")

    assert answer.location == address
    assert form_of(asker.page(address), "/code")


def test_who_is_taken_out_loses_the_open_page_at_once(desk: Services, make: Make, asker: Browser, address: str):
    lou = rows.ticket(desk, make.ticket(mail(sender="lou@other.example", subject="Hip"))).requester_id
    with desk.database.transaction() as tx:
        tx.execute(update(Ticket).where(Ticket.id == 1).values(requester_id=lou))

    asker.page(address, 404)


def test_both_sides_and_their_files_are_shown(desk: Services, make: Make, asker: Browser, address: str):
    make.answer(1, "Take **M17.11**.\n\nWhy\n\n- It is primary.", person=make.person(name="Priya Raman"))
    desk.clock.forward(minutes=1)
    work(desk)

    page = asker.page(address)

    first, second = page.find_all("article")
    assert first.h3.text == "You"
    assert second.h3.text == "Priya Raman"
    assert [one.text for one in second.select(".text li")] == ["It is primary."]
    link = first.find("a", class_="file")
    got = asker.client.get(link["href"])
    assert got.data == FILE
    assert got.headers["Content-Disposition"].startswith('attachment; filename="claim.bin"')
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert [row.what for row in rows.every(desk, ReadLog) if row.object_id] == ["thread_file"]


def test_an_infected_file_is_held_back(desk: Services, asker: Browser, address: str):
    work(desk)
    link = asker.page(address).find("a", class_="file")["href"]
    with desk.database.transaction() as tx:
        tx.execute(update(StoredFile).values(infection="Eicar-Test"))

    page = asker.page(address)
    refused = asker.client.get(link)

    assert page.find("a", class_="file") is None
    assert "held back" in page.get_text()
    assert refused.status_code == 400
    assert "Eicar-Test" in refused.text
    assert FILE not in refused.data


class Finds:
    """A scanner that knows a file as harmful."""

    def scan(self, content: bytes) -> str | None:
        return "Eicar-Test" if content == FILE else None


def test_what_is_known_as_harmful_by_now_is_held_back_from_now_on(desk: Services, ticket_id: int):
    desk = replace(desk, scanner=Finds())
    app = create_app(desk)
    address = f"/t/{token_for(desk, ticket_id)}"
    asker = let_in(Browser(app.test_client(), None), desk, address)
    link = asker.page(address).find("a", class_="file")["href"]

    assert asker.client.get(link).status_code == 400
    assert "held back" in asker.page(address).get_text()


def test_the_letters_of_a_ticket_carry_the_link_that_opens_it(
    desk: Services, make: Make, stranger: Browser, ticket_id: int
):
    desk.clock.forward(minutes=1)
    work(desk)
    make.answer(ticket_id)
    make.answer(ticket_id, "Which knee?", then="waiting")

    for mailed in rows.every(desk, OutboundMail):
        text = mailed.raw.replace(b"=\r\n", b"").replace(b"\r\n", b"\n").decode()
        found = re.search(r"http://127\.0\.0\.1:8000(/t/[\w-]{48})\n", text)
        assert found is not None, mailed.kind
        assert form_of(stranger.page(found[1]), "/code")
