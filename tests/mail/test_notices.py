import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail import notices


@pytest.mark.parametrize(
    "local", ["root", "cron", "scanner", "voicemail", "notifications", "billing-notify", "alerts+7"]
)
def test_programs_and_devices_are_known_by_their_local_part(local):
    assert notices.is_notice_sender(local)


@pytest.mark.parametrize("local", ["dana", "office", "ken.scan", "rooter", "newsdesk", "billing"])
def test_people_are_no_devices(local):
    assert not notices.is_notice_sender(local)


@pytest.mark.parametrize(
    "subject",
    [
        "Ticket 4711 created", "Your case 004711 has been closed", "New incident INC0047110 opened", "RITM0047110 has been submitted",
        "Demande n° 4711 enregistrée", "Solicitud 4711 recibida", "Chamado 4711 aberto", "Ärende 4711 har skapats", "Заявка 4711 зарегистрирована",
        "Zgłoszenie 4711 zostało zarejestrowane", "[#4711] Knee",
    ],
)  # fmt: skip
def test_the_state_of_a_ticket_is_known_in_many_languages(subject):
    assert notices.is_case_notice(subject, "the ticket waits for an agent.")


@pytest.mark.parametrize(
    "subject", ["Ticket created", "Case 4711: knee", "Ticket 4711 was closed too early", "Knee 4711"]
)
def test_a_ticket_without_number_or_state_is_anybodys(subject):
    assert not notices.is_case_notice(subject, "see above.")


def test_who_speaks_of_himself_sends_no_notice():
    assert not notices.is_case_notice("Ticket 4711 created", "i did not ask for it.")
    assert not notices.speaks_for_itself("my scan is missing.")
    assert not notices.speaks_for_itself("which page?")
    assert notices.speaks_for_itself("3 pages.")


def test_a_mail_that_waits_for_a_click_is_held():
    assert notices.is_held("your message is held by a spam filter. click the link below to have it delivered.")
    assert not notices.is_held("the claim is held. click the link in the portal.")


def test_calls_files_and_receipts_are_items():
    assert notices.tells_of_item("you have a new voicemail.")
    assert notices.tells_of_item("your invoice is now available.")
    assert notices.tells_of_item("ihre nachricht wurde gelesen.")
    assert not notices.tells_of_item("you have a new coder.")


def test_a_form_has_two_fields_and_an_address():
    assert notices.is_form("name: lee\nemail: lee@x.example\nmessage: which code")
    assert not notices.is_form("name: lee\nmessage: which code")
    assert notices.is_form("name: lee\nquestion: is there a limit of units?"), (
        "whoever asks is a person without an address too"
    )
    assert not notices.is_form("email: lee@x.example")


@given(st.text(max_size=300))
def test_any_text_is_survived(text):
    notices.is_case_notice(text, text)
    notices.is_held(text)
    notices.tells_of_item(text)
    notices.is_form(text)


@pytest.mark.parametrize("piece", ["spam click link ", "ticket 1 ", "your message ", "name: ", "filter ", "[#1] "])
def test_hostile_text_is_read_in_a_moment(piece):
    text = piece * (1_500 // len(piece))

    start = time.perf_counter()
    notices.is_case_notice(text, text)
    notices.is_held(text)
    notices.tells_of_item(text)
    notices.is_form(text)

    assert time.perf_counter() - start < 0.5
