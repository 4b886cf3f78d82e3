"""The demo without a person: ask by mail, look at the dashboard, answer, read the asker's mailbox, follow up."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from consultant.db.queries import tickets as ticket_rows
from consultant.demo.asker import AskersMail, body
from consultant.demo.browser import Browser
from consultant.demo.desk import CODER, DESK_ADDRESS, RunningDesk
from consultant.demo.drawn import ASKER, Drawn, draw
from consultant.demo.questions import samples
from consultant.domain.references import format_reference
from consultant.errors import PermanentError

DRAWN = 6
PATIENCE = 30.0
Result = TypeVar("Result")


class Steps:
    """The table of steps with their seconds."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, float, str]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time a step; what is put into the list is its remark."""
        began, remark = time.monotonic(), list[str]()
        try:
            yield remark
        except PermanentError as error:
            raise PermanentError(f"step “{name}”: {error}") from error
        self.rows.append((name, time.monotonic() - began, " ".join(remark)))

    def show(self, console: Console) -> None:
        """Print the table."""
        table = Table("step", "seconds", "", title="The desk, once through")
        table.columns[1].justify = "right"
        for name, seconds, remark in self.rows:
            table.add_row(name, f"{seconds:.2f}", remark)
        console.print(table)


def run(desk: RunningDesk, mail: AskersMail, steps: Steps) -> str:
    """Go once through the desk; return the summary line. Raises PermanentError with the reason of the step that failed."""
    now = datetime.now(UTC)
    seed = secrets.randbelow(1_000_000)
    questions = draw(desk.services.shelf, desk.services.library, DESK_ADDRESS, now, DRAWN, seed)
    sent = [*samples(DESK_ADDRESS, now), *(question.mail for question in questions)]
    with steps.step("ask by SMTP") as remark:
        for one in sent:
            mail.send(one)
        remark.append(f"{len(sent)} questions, seed {seed}")
    with steps.step("tickets and lookups") as remark:
        tickets = wait_for(lambda: _arrived(desk, sent), "not every question became a ticket with lookups", desk)
        remark.append(f"{len(tickets)} tickets")
    browser = Browser(desk.url)
    with steps.step("sign in"):
        login = browser.get("/login")
        browser.submit(login, login.form_with("email", "password"), email=CODER[0], password=desk.password)
    with steps.step("queue and ticket pages") as remark:
        _check_queue(browser, tickets)
        for question in questions:
            _check_ticket(browser, tickets[_message_id(question.mail)], question)
        remark.append(f"{3 * len(questions)} codes found, no decoy shown")
    first = questions[0]
    ticket_id = tickets[_message_id(first.mail)]
    reference = format_reference(ticket_id)
    mark = f"Take {first.mentioned[0]}, mark {secrets.token_hex(4)}."
    with steps.step("answer through the dashboard"):
        page = browser.get(f"/tickets/{ticket_id}")
        form = page.form_with("text", "form_key", "seen_message_id")
        browser.submit(page, form, text=f"Dana,\n\n{mark}\n", then="answered")
    with steps.step("answer in the asker's mailbox") as remark:
        answer = wait_for(lambda: _find(mail, mark, reference), "the answer did not arrive", desk)
        remark.append(f"{reference}, with {desk.services.settings.undo_seconds:.0f} s to undo")
    with steps.step("follow-up joins the ticket"):
        reply = mail.reply(ASKER, answer, "Thank you. One more: does it need a second code?")
        again = wait_for(lambda: _arrived(desk, [reply]), "the follow-up was not taken in", desk)
        if again[_message_id(reply)] != ticket_id:
            raise PermanentError("the follow-up became another ticket")
        if "does it need a second code?" not in browser.get(f"/tickets/{ticket_id}").text:
            raise PermanentError("the follow-up is not on the ticket page")
    return f"demo ok: {len(tickets)} questions asked and found, {reference} answered and followed up, services up in {desk.seconds:.1f} s"


def wait_for(probe: Callable[[], Result | None], otherwise: str, desk: RunningDesk) -> Result:
    """Return the first result of ``probe``. Raises PermanentError when patience ends or a process has ended."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = probe()
        if found is not None:
            return found
        desk.processes.check()
        if time.monotonic() > deadline:
            raise PermanentError(
                f"{otherwise} within {PATIENCE:.0f} s; the logs are in {desk.services.settings.data_dir / 'logs'}"
            )
        time.sleep(0.05)


def _message_id(mail: EmailMessage) -> str:
    return str(mail["Message-ID"]).strip("<>")


def _arrived(desk: RunningDesk, mails: list[EmailMessage]) -> dict[str, int] | None:
    """Return the ticket of each mail, once all have theirs with lookups."""
    wanted = {_message_id(mail) for mail in mails}
    with desk.services.database.reading() as tx:
        found = ticket_rows.with_lookups(tx, wanted)
    return found if found.keys() == wanted else None


def _check_queue(browser: Browser, tickets: dict[str, int]) -> None:
    """Turn the pages of the queue until every new ticket was seen."""
    missing = {format_reference(ticket_id) for ticket_id in tickets.values()}
    path: str | None = "/?view=unassigned"
    while missing and path is not None:
        page = browser.get(path)
        missing = {reference for reference in missing if reference not in page.html}
        path = next((link for link in page.links if "after=" in link), None)
    if missing:
        raise PermanentError(f"the queue does not show {', '.join(sorted(missing))}")


def _check_ticket(browser: Browser, ticket_id: int, question: Drawn) -> None:
    pills = browser.get(f"/tickets/{ticket_id}").pills
    missing = [code for code in (*question.mentioned, question.described) if code not in pills]
    shown = [digits for digits in question.decoys if digits in pills]
    if missing:
        raise PermanentError(f"{format_reference(ticket_id)} does not show {', '.join(missing)}")
    if shown:
        raise PermanentError(f"{format_reference(ticket_id)} shows {', '.join(shown)} as a code")


def _find(mail: AskersMail, mark: str, reference: str) -> EmailMessage | None:
    for _, found in mail.inbox(ASKER):
        if mark in body(found, "plain") and mark in body(found, "html") and reference in str(found["Subject"]):
            return found
    return None
