"""Child processes: how they begin, and how they end."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor


def begin_child() -> None:
    """Leave signals to the parent, which ends its children in order, and end when it is gone."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def kill(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes as the machine would."""
    for child in list((pool._processes or {}).values()):  # noqa: SLF001 - the executor has no way to end a busy child
        child.kill()


def end(pool: ProcessPoolExecutor) -> None:
    """End a pool at once, whatever its processes are doing."""
    kill(pool)
    pool.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    """Executors do not notice that who asked was killed: the child would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
