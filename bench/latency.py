"""Seconds from the SMTP server's 250 to a committed ticket and to a queue that is open in eight Chromium tabs.

Run: ``python -m bench.latency [MAILS] [FILE...]``. The whole desk runs as in ``consultant demo``; needs Chromium and the code
releases. FILEs are imported by the same desk over and over while the mails come (``bench.ptp_file`` writes the largest).
"""

import json
import os
import shutil
import smtplib
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from consultant.config import load
from consultant.demo.desk import CODER, DESK_ADDRESS, RunningDesk, running
from consultant.demo.processes import HOST
from tests.factories.mails import mail

TABS = 8
PATIENCE = 20.0
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
]
WATCH = """
window.seen = {};
const look = () => {
  for (const row of document.querySelectorAll('li[id^="t"]')) window.seen[row.id.slice(1)] ??= Date.now();
  for (const found of (document.getElementById('fresh')?.textContent ?? '').matchAll(/CQ-(\\d+)/g))
    window.seen[String(Number(found[1]) - 100000)] ??= Date.now();
};
document.addEventListener('DOMContentLoaded', () => {
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
});
"""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is not installed; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        _own_desk(Path(folder))
        _measure(count, chromium, sys.argv[2:])


def _own_desk(folder: Path) -> None:
    """Use a desk without tickets, with the code releases of the default one."""
    outer = load().data_dir
    for name in ("desk.db", "secret.key"):
        shutil.copy(outer / name, folder / name)
    shutil.copytree(outer / "releases", folder / "releases")
    os.environ["CONSULTANT_DATA_DIR"] = str(folder)


def _measure(count: int, chromium: str, files: list[str]) -> None:
    with running(("bench@northfork-ortho.example",)) as desk, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(base_url=desk.url)
        context.add_init_script(WATCH)
        tabs = _open_tabs(context, desk)
        accepted, committed = {}, {}
        with _importing(files):
            for number in range(count):
                ticket_id, accepted_at, committed_at = _ask(desk, number)
                accepted[ticket_id], committed[ticket_id] = accepted_at, committed_at
                time.sleep(0.03 + (number * 37 % 100) / 1000)
        for tab in tabs:
            tab.wait_for_function("id => window.seen[id] !== undefined", arg=str(max(accepted)), polling=100)
        shown = [tab.evaluate("window.seen") for tab in tabs]
        browser.close()
    to_ticket = [committed[ticket] - accepted[ticket] for ticket in accepted]
    to_first = [
        min(tab[str(ticket)] for tab in shown if str(ticket) in tab) / 1000 - accepted[ticket] for ticket in accepted
    ]
    to_last = [
        max(tab[str(ticket)] for tab in shown if str(ticket) in tab) / 1000 - accepted[ticket] for ticket in accepted
    ]
    missing = sum(str(ticket) not in tab for ticket in accepted for tab in shown)
    _report(
        count, {"ticket committed": to_ticket, "first of eight tabs": to_first, "last of eight tabs": to_last}, missing
    )


@contextmanager
def _importing(files: list[str]) -> Iterator[None]:
    """Import the files while the block runs, again whenever an import is done."""
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            command = [str(Path(sys.executable).with_name("consultant")), "codes", "import", *files]
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            while child.poll() is None and not over.wait(0.1):
                pass
            child.kill()
            child.wait()

    worker = threading.Thread(target=work)
    if files:
        worker.start()
        time.sleep(3)
    yield
    over.set()
    if files:
        worker.join()


def _open_tabs(context: BrowserContext, desk: RunningDesk) -> list:
    first = context.new_page()
    first.goto("/login")
    first.fill("#email", CODER[0])
    first.fill("input[type=password]", desk.password)
    first.click("button[type=submit]")
    tabs = [first, *(context.new_page() for _ in range(TABS - 1))]
    for tab in tabs:
        tab.goto("/?view=unassigned")
        tab.wait_for_function("document.getElementById('live').textContent.includes('Live')", polling=50)
    time.sleep(0.5)
    return tabs


def _ask(desk: RunningDesk, number: int) -> tuple[int, float, float]:
    subject = f"Latency {number} {time.time_ns()}"
    raw = mail(
        "Is M17.11 right for a right knee?", subject=subject, sender="bench@northfork-ortho.example", to=DESK_ADDRESS
    )
    with smtplib.SMTP(HOST, desk.ports.smtp, local_hostname="localhost") as server:
        server.sendmail("bench@northfork-ortho.example", [DESK_ADDRESS], raw)
        accepted = time.time()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with desk.services.database.reading() as tx:
            found = tx.execute(
                text("SELECT id FROM tickets WHERE subject = :subject ORDER BY id DESC LIMIT 1"), {"subject": subject}
            ).scalar()
        if found:
            return int(found), accepted, time.time()
        time.sleep(0.002)
    sys.exit(f"mail {number} did not become a ticket within {PATIENCE:.0f} s")


def _report(count: int, series: dict[str, list[float]], missing: int) -> None:
    table = Table(
        "from the SMTP server's 250 to",
        "median s",
        "p99 s",
        "most s",
        title=f"{count} mails, {TABS} tabs, {missing} times not shown",
    )
    result: dict[str, object] = {"mails": count, "tabs": TABS, "not shown": missing}
    for name, values in series.items():
        p99 = statistics.quantiles(values, n=100)[98]
        table.add_row(name, f"{statistics.median(values):.3f}", f"{p99:.3f}", f"{max(values):.3f}")
        result[name] = {"median": statistics.median(values), "p99": p99}
    Console().print(table)
    print(json.dumps({"bench": "latency", **result}))


if __name__ == "__main__":
    main()
