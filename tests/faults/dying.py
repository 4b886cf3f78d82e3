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
from pkgutil import resolve_name
from typing import Any

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


def before(step: str, where: str, name: str, when: Callable[..., bool] = lambda *_a, **_k: True) -> None:
    """Die at ``step`` when ``name`` of the owner ``where`` (module, or module:class) is about to run.

    Each child of the poller comes by here; the owner is imported only where it is to be changed.
    """
    if step == STEP:
        owner = resolve_name(where)
        real = getattr(owner, name)

        def dying(*arguments: Any, **named: Any) -> Any:
            if when(*arguments, **named):
                die()
            return real(*arguments, **named)

        setattr(owner, name, dying)


def after(step: str, where: str, name: str, when: Callable[..., bool] = lambda *_a, **_k: True) -> None:
    """Die at ``step`` when ``name`` of the owner ``where`` has run."""
    if step == STEP:
        owner = resolve_name(where)
        real = getattr(owner, name)

        def dying(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            if when(*arguments, **named):
                die()
            return result

        setattr(owner, name, dying)


# The way in, in order.
before("fetched, nothing kept", "consultant.adapters.blobs:FolderBlobs", "put_many")
after("blob kept, no row", "consultant.adapters.blobs:FolderBlobs", "put_many")
after("row written, not committed", "consultant.services.storing", "store")
before("raw committed, not parsed", "consultant.poller.taking", "take_in_stored", lambda *_: _second_look())
after("in the middle of taking in", "consultant.services.intake", "_add_message")
after("a child in the middle of taking in", "consultant.services.intake", "_add_message")
before("taken in, not flagged", "consultant.adapters.imap:ImapMailbox", "flag")
before("flagged, no receipt", "consultant.services.touching", "receipt")

# Lookups.
before("lookups read", "consultant.services.lookups", "attach")
after("lookups written, not committed", "consultant.services.lookups", "attach")

# Sending, in order.
after("mail claimed", "consultant.db.queries.outbound", "load")
before("connected", "consultant.adapters.smtp:SmtpSession", "envelope")
after("recipients accepted", "consultant.adapters.smtp:SmtpSession", "envelope")
before("about to send data", "consultant.adapters.smtp:SmtpSession", "data")
after("server has the mail", "consultant.adapters.smtp:SmtpSession", "data")
after("outcome written, not committed", "consultant.services.deliveries", "conclude")
after("job claimed, not committed", "consultant.db.queries.jobs", "claim")

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
