import os
import signal
import subprocess
import sys
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from consultant.adapters import children
from tests.poller.conftest import eventually

ORPHAN = """
import multiprocessing, os, signal
from concurrent.futures import ProcessPoolExecutor
from consultant.adapters.children import begin_child

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=begin_child)
    print(pool.submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_child_ends_when_who_started_it_was_killed(tmp_path):
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN)
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None

    pid = int(parent.stdout.readline())
    assert parent.wait(20) == -signal.SIGKILL

    eventually(lambda: gone(pid), "the child ends")
    parent.stdout.close()


def test_a_child_leaves_signals_to_who_started_it():
    pool = ProcessPoolExecutor(1, initializer=children.begin_child)
    try:
        pid = pool.submit(os.getpid).result()
        os.kill(pid, signal.SIGTERM)
        os.kill(pid, signal.SIGINT)
        assert pool.submit(os.getpid).result() == pid
    finally:
        children.end(pool)


def test_ending_does_not_wait_for_what_a_child_is_doing():
    pool = ProcessPoolExecutor(1, initializer=children.begin_child)
    pid = pool.submit(os.getpid).result()
    busy = pool.submit(signal.pause)

    children.end(pool)

    with pytest.raises((BrokenProcessPool, CancelledError)):
        busy.result(20)
    eventually(lambda: gone(pid), "the child ends")
