"""A private Dovecot on a free port: the second, independent IMAP server of the tests and of the bench."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests.servers.ports import own_port

PASSWORD = "dovecot-password"
NOBODY = 65534

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login{mechanisms}
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
first_valid_uid = 1
namespace inbox {{
  inbox = yes
}}
{users}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
{tokens}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""

TOKENS = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
"""
ASK = """
tokeninfo_url = {address}/tokeninfo?token=
username_attribute = username
active_attribute = active
active_value = true
"""


def available() -> bool:
    """Whether the program is installed."""
    return shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin") is not None


class Dovecot:
    """Serves Maildir folders below ``folder``; every user has the one password.

    ``provider``: the address of a token server that is asked whose token it is, for XOAUTH2.
    """

    def __init__(self, folder: Path, *, provider: str = "") -> None:
        self.folder = folder
        root = os.geteuid() == 0
        self.uid, self.gid = (NOBODY, NOBODY) if root else (os.getuid(), os.getgid())
        self.port = own_port()
        for name in ("run", "state", "mail"):
            (folder / name).mkdir(parents=True)
        if root:
            os.chown(folder / "mail", self.uid, self.gid)
            for parent in [folder, *folder.parents][:-1]:
                if parent.stat().st_uid == 0 and parent.stat().st_mode & 0o777 == 0o700:
                    parent.chmod(0o711)
        users = (
            "" if root else f"default_login_user = {getpass.getuser()}\ndefault_internal_user = {getpass.getuser()}\n"
        )
        config = folder / "dovecot.conf"
        (folder / "oauth2.conf").write_text(ASK.format(address=provider))
        config.write_text(
            CONFIG.format(
                folder=folder,
                port=self.port,
                password=PASSWORD,
                uid=self.uid,
                gid=self.gid,
                users=users,
                mechanisms=" xoauth2" if provider else "",
                tokens=TOKENS.format(folder=folder) if provider else "",
            )
        )
        program = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin") or "dovecot"
        self._process = subprocess.Popen(
            [program, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 15
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                    if line.recv(64).startswith(b"* OK"):
                        return
            except OSError:
                pass
            if self._process.poll() is not None or time.monotonic() > deadline:
                log = self.folder / "dovecot.log"
                raise RuntimeError("Dovecot did not start: " + (log.read_text()[-800:] if log.exists() else "no log"))
            time.sleep(0.02)

    def deliver(self, user: str, *mails: bytes) -> None:
        """Put mails into the user's inbox, as a delivery agent does."""
        inbox = self.folder / "mail" / user
        for name in ("tmp", "new", "cur"):
            (inbox / name).mkdir(parents=True, exist_ok=True)
        already = len(os.listdir(inbox / "new")) + len(os.listdir(inbox / "cur"))
        for number, raw in enumerate(mails, already):
            path = inbox / "tmp" / f"{1_700_000_000 + number}.M{number}P1.test"
            path.write_bytes(raw)
            path.rename(inbox / "new" / path.name)
        if os.geteuid() == 0:
            for path in [inbox, *inbox.rglob("*")]:
                os.chown(path, self.uid, self.gid)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
