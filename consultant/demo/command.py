"""``consultant demo``: the whole desk on this machine, for a person or once through without one."""

import signal
import threading
import time

import click
from rich.console import Console

from consultant.demo import asker as asker_page
from consultant.demo.asker import AskersMail
from consultant.demo.desk import ADMINISTRATOR, CODER, DESK_ADDRESS, RunningDesk, running
from consultant.demo.once import Steps
from consultant.demo.once import run as run_once
from consultant.demo.processes import HOST
from consultant.demo.questions import samples
from consultant.errors import ConsultantError


@click.command()
@click.option(
    "--once", is_flag=True, help="Go once through the desk without a person, then stop. Exits with 1 when a step fails."
)
def demo(*, once: bool) -> None:
    """Start the whole desk on loopback: mail server, Valkey, web, worker, beat and poller; and ask it sample questions."""
    console = Console()
    # Whoever ends the demo ends its children: SIGTERM unwinds like Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()
    try:
        with running(_askers()) as desk:
            mail = AskersMail(desk.ports, desk.password)
            if once:
                _once(desk, mail, console)
            else:
                _stay(desk, mail, console)
    except KeyboardInterrupt:
        console.print("Every process is ended.")
    except ConsultantError as error:
        console.print(f"demo failed: {error}", style="red", markup=False, soft_wrap=True)
        raise SystemExit(1) from None
    if once:
        console.print(f"Everything is stopped, {time.monotonic() - began:.1f} s in all.")


def _once(desk: RunningDesk, mail: AskersMail, console: Console) -> None:
    steps = Steps()
    steps.rows.append(("start the services", desk.seconds, "mail server, Valkey, web, worker, beat, poller"))
    try:
        summary = run_once(desk, mail, steps)
    finally:
        steps.show(console)
    console.print(summary, markup=False, soft_wrap=True)


def _stay(desk: RunningDesk, mail: AskersMail, console: Console) -> None:
    asker_page.serve(mail, _askers(), desk.ports.asker)
    from datetime import UTC, datetime

    for question in samples(DESK_ADDRESS, datetime.now(UTC)):
        mail.send(question)
    console.print(
        f"\nThe desk runs (up in {desk.seconds:.1f} s). Ten questions are on their way to {DESK_ADDRESS}.\n\n"
        f"  dashboard       {desk.url}\n"
        f"  coder           {CODER[0]}   password {desk.password}\n"
        f"  administrator   {ADMINISTRATOR[0]}   password {desk.password}\n"
        f"  asker's mailbox http://{HOST}:{desk.ports.asker}\n"
        f"  logs            {desk.services.settings.data_dir / 'logs'}\n\n"
        "Open a ticket, write an answer, send it; ten seconds later it is in the asker's mailbox. Ctrl-C ends everything.\n",
        markup=False,
        soft_wrap=True,
    )
    forever = threading.Event()
    while not forever.wait(1):
        desk.processes.check()


def _askers() -> tuple[str, ...]:
    from datetime import UTC, datetime
    from email.utils import parseaddr

    return tuple(dict.fromkeys(parseaddr(str(mail["From"]))[1] for mail in samples(DESK_ADDRESS, datetime.now(UTC))))
