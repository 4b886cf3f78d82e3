"""Run a real process of the desk that kills itself (SIGKILL) at one chosen step. Nothing in the product knows of this.

``python -m tests.faults.dying poller`` and ``... worker``. The step is named by
CONSULTANT_TEST_DIE_AT, and the process dies there at the first time only: a file beside the data folder remembers it.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from consultant.adapters import imap, smtp
from consultant.adapters.blobs import FolderBlobs
from consultant.db.queries import jobs as job_rows
from consultant.db.queries import outbound as outbound_rows
from consultant.poller import taking
from consultant.services import deliveries, intake, lookups, storing, touching

STEP = os.environ.get("CONSULTANT_TEST_DIE_AT", "")
OF_A_CHILD = ("a child in the middle of taking in",)
MARK = Path(os.environ["CONSULTANT_DATA_DIR"]) / "died"


def die() -> None:
    """End this process as a power cut would, once; a child of the poller takes the poller with it, or dies alone."""
    if not MARK.exists():
        MARK.touch()
        parent = multiprocessing.parent_process()
        if parent is not None and parent.pid is not None and STEP not in OF_A_CHILD:
            os.kill(parent.pid, signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)


def before(step: str, owner: Any, name: str, when: Callable[..., bool] = lambda *_a, **_k: True) -> None:
    """Die at ``step`` when ``owner.name`` is about to run."""
    if step == STEP:
        real = getattr(owner, name)

        def dying(*arguments: Any, **named: Any) -> Any:
            if when(*arguments, **named):
                die()
            return real(*arguments, **named)

        setattr(owner, name, dying)


def after(step: str, owner: Any, name: str, when: Callable[..., bool] = lambda *_a, **_k: True) -> None:
    """Die at ``step`` when ``owner.name`` has run."""
    if step == STEP:
        real = getattr(owner, name)

        def dying(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            if when(*arguments, **named):
                die()
            return result

        setattr(owner, name, dying)


# The way in, in order.
before("fetched, nothing kept", FolderBlobs, "put_many")
after("blob kept, no row", FolderBlobs, "put_many")
after("row written, not committed", storing, "store")
before("raw committed, not parsed", taking, "take_in_stored", lambda *_: _second_look())
after("in the middle of taking in", intake, "_add_message")
after("a child in the middle of taking in", intake, "_add_message")
before("taken in, not flagged", imap.ImapMailbox, "flag")
before("flagged, no receipt", touching, "receipt")

# Lookups.
before("lookups read", lookups, "attach")
after("lookups written, not committed", lookups, "attach")

# Sending, in order.
after("mail claimed", outbound_rows, "load")
before("connected", smtp.SmtpSession, "envelope")
after("recipients accepted", smtp.SmtpSession, "envelope")
before("about to send data", smtp.SmtpSession, "data")
after("server has the mail", smtp.SmtpSession, "data")
after("outcome written, not committed", deliveries, "conclude")
after("job claimed, not committed", job_rows, "claim")

_looks = 0


def _second_look() -> bool:
    """The first look comes before anything was fetched."""
    global _looks  # noqa: PLW0603 - the process dies with it
    _looks += 1
    return _looks > 1


if __name__ == "__main__":
    if sys.argv[1] == "poller":
        from consultant.bootstrap import build
        from consultant.config import load
        from consultant.poller import loop

        loop.main(build(load()))
    else:
        from workers.main import main

        main()
