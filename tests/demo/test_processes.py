import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from consultant.demo.processes import HOST, Processes, free_port, free_ports
from consultant.errors import PermanentError

SLEEP = "import time; time.sleep(60)"


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1][:3]
    except FileNotFoundError:
        return False


def test_a_busy_port_is_answered_by_another_one():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        busy = taken.getsockname()[1]

        assert free_port(busy) != busy
    assert len(set(free_ports(0, 0, 0, 0))) == 4


def test_a_child_that_ends_is_named_with_its_last_words(tmp_path: Path):
    processes = Processes(tmp_path, {})
    processes.python("worker", "-c", "import sys; sys.exit('no broker')")
    deadline = time.monotonic() + 10
    while not processes.ended("worker") and time.monotonic() < deadline:
        time.sleep(0.01)

    with pytest.raises(PermanentError, match=r"(?s)worker ended with 1.*no broker"):
        processes.check()


def test_stop_ends_every_child_also_one_that_does_not_listen(tmp_path: Path):
    processes = Processes(tmp_path, {})
    processes.python(
        "deaf", "-c", f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); {SLEEP}"
    )
    processes.python("plain", "-c", SLEEP)
    deadline = time.monotonic() + 10
    while not (tmp_path / "deaf.log").read_text() and time.monotonic() < deadline:
        time.sleep(0.01)

    processes.stop()

    assert processes.ended("deaf")
    assert processes.ended("plain")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_children_end_with_a_parent_that_is_killed(tmp_path: Path):
    script = (
        "from pathlib import Path; import sys, time\n"
        "from consultant.demo.processes import Processes\n"
        f"processes = Processes(Path({str(tmp_path)!r}), {{}})\n"
        f"processes.python('child', '-c', {SLEEP!r})\n"
        "print(processes._children['child'].pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())

    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)

    assert not alive(child)


def test_a_port_that_nobody_opens_is_said_plainly(tmp_path: Path):
    with pytest.raises(PermanentError, match="nothing listens"):
        Processes(tmp_path, {}).wait_for_port(free_port(0), seconds=0.1)
