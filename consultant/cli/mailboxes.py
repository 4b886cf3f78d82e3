"""``consultant mailboxes``: the addresses at which questions arrive."""

import json
import time
from datetime import datetime
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import click

from consultant.adapters.dkim import dns_record, rsa_key
from consultant.adapters.imap import Account, ImapMailbox
from consultant.bootstrap import Services
from consultant.cli.opening import open_desk
from consultant.db.queries import checks
from consultant.db.queries import mailboxes as rows
from consultant.domain.authorisations import Login
from consultant.errors import ConsultantError, UserError
from consultant.services import authorisations, health, plus
from consultant.services import mailboxes as use

PORTS = {"tls": 993, "starttls": 143, "none": 143}
HOSTS = {Login.GOOGLE: "imap.gmail.com", Login.MICROSOFT: "outlook.office365.com"}


@click.group()
def mailboxes() -> None:
    """Mailboxes that the desk reads."""


@mailboxes.command("add")
@click.argument("name")
@click.option("--address", required=True, help="The address at which people ask.")
@click.option("--host", help="The IMAP server; known for a provider.")
@click.option("--port", type=click.IntRange(1, 65535), help="993 for tls, 143 otherwise.")
@click.option("--tls", type=click.Choice(list(PORTS)), default="tls", show_default=True)
@click.option("--username", help="The address, where it is not given.")
@click.option(
    "--login",
    type=click.Choice([login.value for login in Login]),
    default=Login.PASSWORD.value,
    show_default=True,
    help="With a password, or by the word of the provider that keeps the mailbox.",
)
@click.option("--password", help="Asked for where it is needed and not given; stored encrypted.")
@click.option("--folder", default="INBOX", show_default=True)
@click.option("--display-name", default="Consultant coding desk", show_default=True, help="The name on answers.")
@click.option(
    "--after",
    "after_intake",
    type=click.Choice(["leave", "flag", "move"]),
    default="flag",
    show_default=True,
    help="What happens to the server's copy.",
)
@click.option("--move-to", help="The folder, for --after move.")
@click.option("--who-may-ask", type=click.Choice(["anyone", "domains", "invited"]), default="anyone", show_default=True)
@click.option("--allow", multiple=True, help="A domain or address that may ask.")
@click.option("--block", multiple=True, help="A domain or address whose mail is parked.")
@click.option(
    "--from",
    "read_from",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Read mail that arrived since this day; otherwise only what comes from now on.",
)
def add_command(
    name: str,
    address: str,
    host: str | None,
    port: int | None,
    tls: str,
    username: str | None,
    login: str,
    password: str | None,
    folder: str,
    display_name: str,
    after_intake: str,
    move_to: str | None,
    who_may_ask: str,
    allow: tuple[str, ...],
    block: tuple[str, ...],
    read_from: datetime | None,
) -> None:
    """Add a mailbox. Test it with: consultant mailboxes test NAME."""
    host = host or HOSTS.get(Login(login))
    if host is None:
        raise click.UsageError("Name the IMAP server: --host HOST.")
    services = open_desk()
    by_password = login == Login.PASSWORD
    if by_password and password is None:
        password = click.prompt("Password", hide_input=True)
    new = use.NewMailbox(
        name=name,
        address=address,
        display_name=display_name,
        host=host,
        port=port or PORTS[tls],
        tls=tls,
        username=username or address,
        secret=services.keys.encrypt("mailbox", password or "") if by_password else None,
        login=Login(login),
        folder=folder,
        after_intake=after_intake,
        move_to=move_to,
        who_may_ask=who_may_ask,
        allowed=allow,
        blocked=block,
        read_from=read_from.replace(tzinfo=ZoneInfo(services.settings.zone)) if read_from else None,
    )
    with services.database.transaction() as tx:
        use.add(tx, new)
    if by_password:
        since = f"{read_from.day} {read_from:%b %Y} on" if read_from else "now on"
        click.echo(f"Mailbox {name} is read from {since}. Test it with: consultant mailboxes test {name}")
    else:
        click.echo(
            f"Mailbox {name} is kept. Authorise it in the dashboard, or with: consultant mailboxes authorise {name}"
        )


@mailboxes.command("test")
@click.argument("name")
def test_command(name: str) -> None:
    """Connect as the poller does and say plainly what is wrong: name, port, TLS, login or folder. Then the SMTP server."""
    services = open_desk()
    with services.database.reading() as tx:
        account = services.account(use.named(tx, name))
        mailbox_id = use.named(tx, name).id
    wrong = [line for line in (_test_imap(account), _test_smtp(services, mailbox_id)) if line]
    for line in wrong:
        click.echo(line, err=True)
    raise SystemExit(1 if wrong else 0)


@mailboxes.command("check")
@click.argument("name")
@click.option("--wait", type=click.FloatRange(0), default=60.0, show_default=True, help="Seconds for the poller.")
def check_command(name: str, wait: float) -> None:
    """Let the poller compare the mailbox with the desk's rows; mails without a row are fetched. Exits with 1 then."""
    services = open_desk()
    with services.database.transaction() as tx:
        mailbox_id = use.named(tx, name).id
        health.ask_for_check(tx, None, mailbox_id, clock=services.clock)
    deadline = time.monotonic() + wait
    while True:
        with services.database.reading() as tx:
            found = checks.get(tx, mailbox_id)
        if found is not None and found.asked_at is None:
            break
        if time.monotonic() >= deadline:
            raise UserError("The poller has not compared yet; it does as soon as it reads the mailbox.")
        time.sleep(0.2)
    click.echo(f"{found.on_server} on the server, {found.known} known, {len(found.missing)} had no row.")
    if found.missing:
        click.echo(f"Fetched now: UID {', '.join(map(str, found.missing))}", err=True)
    if found.trouble:
        click.echo(found.trouble, err=True)
    raise SystemExit(1 if found.missing or found.trouble else 0)


@mailboxes.command("prove-plus")
@click.argument("name")
def prove_plus_command(name: str) -> None:
    """Write to the mailbox's own address with a plus part. Once that mail arrives, answers go to such an address."""
    services = open_desk()
    with services.database.transaction() as tx:
        plus.send_self_test(tx, use.named(tx, name), desk=services.desk, clock=services.clock)
    click.echo(
        f"A test leaves through the outbox. When the poller meets it, “consultant mailboxes list” shows {name} as proved."
    )


@mailboxes.command("password")
@click.argument("name")
@click.option("--password", prompt=True, hide_input=True)
def password_command(name: str, password: str) -> None:
    """Store a new password."""
    services = open_desk()
    with services.database.transaction() as tx:
        use.set_password(tx, name, services.keys.encrypt("mailbox", password))
    click.echo(f"Mailbox {name} has a new password.")


@mailboxes.command("askers")
@click.argument("name")
@click.option("--who-may-ask", type=click.Choice(["anyone", "domains", "invited"]))
@click.option("--allow", multiple=True, help="A domain or address that may ask from now on.")
@click.option("--disallow", multiple=True, help="One that is no longer named among those who may.")
@click.option("--block", multiple=True, help="A domain or address whose mail is parked from now on.")
@click.option("--unblock", multiple=True, help="One whose mail is taken in again.")
def askers_command(
    name: str,
    who_may_ask: str | None,
    allow: tuple[str, ...],
    disallow: tuple[str, ...],
    block: tuple[str, ...],
    unblock: tuple[str, ...],
) -> None:
    """Say who may ask the mailbox and whose mail is parked; change it with the options."""
    services = open_desk()
    with services.database.transaction() as tx:
        box = use.change_askers(tx, name, use.AskersChange(who_may_ask, allow, disallow, block, unblock))
        rule, allowed, blocked = box.who_may_ask, tuple(box.allowed), tuple(box.blocked)
    click.echo(f"Who may ask: {rule}" + (f" ({', '.join(allowed)})" if allowed else ""))
    click.echo(f"Blocked: {', '.join(blocked) or 'nobody'}")


@mailboxes.command("send-by")
@click.argument("name")
@click.option("--host", help="The SMTP server of this mailbox.")
@click.option("--port", type=click.IntRange(1, 65535), default=587, show_default=True)
@click.option("--tls", type=click.Choice(["tls", "starttls", "none"]), default="starttls", show_default=True)
@click.option("--username", help="The mailbox's own, where it is not given.")
@click.option("--password", help="The mailbox's own password or authorisation signs in, where it is not given.")
@click.option("--desk", is_flag=True, help="Use the desk's server (CONSULTANT_SMTP__HOST) again.")
def send_by_command(
    name: str, host: str | None, port: int, tls: str, username: str | None, password: str | None, *, desk: bool
) -> None:
    """Let the mailbox's mail leave through a server of its own. Test it with: consultant mailboxes test NAME."""
    if desk is (host is not None):
        raise click.UsageError("Name the server with --host HOST, or say --desk.")
    services = open_desk()
    secret = services.keys.encrypt("mailbox", password) if password else None
    server = None if host is None else use.Server(host, port, tls, username, secret)
    with services.database.transaction() as tx:
        use.send_by(tx, name, server)
    click.echo(f"Mail of {name} leaves through {host or 'the server of the desk'} from now on.")


@mailboxes.command("sign")
@click.argument("name")
@click.option("--selector", help="The name under which the domain publishes the key.")
@click.option("--key", "key_file", type=click.File("rb"), help="The private key, RSA in PEM; stored encrypted.")
@click.option("--none", "unsigned", is_flag=True, help="Sign no longer.")
def sign_command(name: str, selector: str | None, key_file: BinaryIO | None, *, unsigned: bool) -> None:
    """Sign the mailbox's mail by DKIM, and say what its domain must publish."""
    if unsigned is (selector is not None and key_file is not None):
        raise click.UsageError("Give --selector and --key, or say --none.")
    services = open_desk()
    key = rsa_key(key_file.read()) if key_file is not None else None
    secret = services.keys.encrypt("dkim", key.decode()) if key is not None else None
    with services.database.transaction() as tx:
        domain = use.sign_with(tx, name, selector, secret).address.rpartition("@")[2]
    if key is None:
        click.echo(f"Mail of {name} leaves unsigned from now on.")
        return
    click.echo(f"Mail of {name} leaves signed from now on. Publish this TXT record for its domain:\n")
    click.echo(f"{selector}._domainkey.{domain}  {dns_record(key)}")


@mailboxes.command("authorise")
@click.argument("name")
@click.option(
    "--login",
    type=click.Choice([Login.GOOGLE.value, Login.MICROSOFT.value]),
    help="Where it signs in otherwise until now.",
)
def authorise_command(name: str, login: str | None) -> None:
    """Authorise the mailbox with its provider, without the dashboard: open one address, paste the one it ends at."""
    services = open_desk()
    with services.database.transaction() as tx:
        box = use.named(tx, name)
        begun = authorisations.begin(tx, None, box.id, Login(login or box.login), clock=services.clock)
    click.echo(f"Open this address, sign in as {begun.username} and agree:\n\n{services.tokens.address(begun)}\n")
    click.echo(
        "The browser ends at an address of the desk, which may show an error. Paste that whole address; it stays unseen."
    )
    said = parse_qs(urlsplit(click.prompt("Address", hide_input=True).strip()).query)
    state, code, error = (said.get(part, [""])[0] for part in ("state", "code", "error"))
    with services.database.transaction() as tx:
        claimed = authorisations.claim(tx, None, state, clock=services.clock)
    if not code:
        raise UserError(
            f"The provider did not agree ({error if error.isidentifier() else 'no code'}). Nothing was changed."
        )
    services.tokens.redeem(claimed, state, code)
    click.echo(f"Mailbox {name} is authorised. Test it with: consultant mailboxes test {name}")


@mailboxes.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def list_command(*, as_json: bool) -> None:
    """List the mailboxes and how they are."""
    services = open_desk()
    with services.database.reading() as tx:
        found = [
            {
                "name": box.name,
                "address": box.address,
                "server": f"{box.host}:{box.port}",
                "folder": box.folder,
                "login": box.login,
                "enabled": box.enabled,
                "heard": box.heard_at.isoformat() if box.heard_at else None,
                "plus_proved": box.plus_proved_at.isoformat() if box.plus_proved_at else None,
                "trouble": box.trouble,
            }
            for box in rows.every(tx)
        ]
    if as_json:
        click.echo(json.dumps(found))
        return
    for box in found:
        click.echo(
            f"{box['name']:16} {box['address']:36} {box['server']:28} {box['trouble'] or ('heard ' + str(box['heard']) if box['heard'] else 'not read yet')}"
        )


def _test_imap(account: Account) -> str | None:
    try:
        mailbox = ImapMailbox(account)
    except ConsultantError as error:
        return f"IMAP: {error}"
    try:
        total = len(mailbox.uids(1))
        idle = "wakes us at once (IDLE)" if mailbox.can_idle else "has no IDLE, so it is asked every so often"
        click.echo(
            f"IMAP: {account.host}:{account.port}, folder {account.folder}, {total} {'mail' if total == 1 else 'mails'}; the server {idle}."
        )
    finally:
        mailbox.close()
    return None


def _test_smtp(services: Services, mailbox_id: int) -> str | None:
    smtp = services.identity(mailbox_id).account
    try:
        services.mailer.session(mailbox_id).close()
    except ConsultantError as error:
        return f"SMTP: {smtp.host}:{smtp.port}: {error}"
    click.echo(f"SMTP: {smtp.host}:{smtp.port} takes mail from us.")
    return None
