"""``consultant mailboxes``: the addresses at which questions arrive."""

import json
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import click

from consultant.adapters.imap import Account, ImapMailbox
from consultant.bootstrap import Services
from consultant.cli.opening import open_desk
from consultant.db.queries import mailboxes as rows
from consultant.domain.authorisations import Login
from consultant.errors import ConsultantError, UserError
from consultant.services import authorisations, plus
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
        click.echo(f"Mailbox {name} is read from now on. Test it with: consultant mailboxes test {name}")
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
    wrong = [line for line in (_test_imap(account), _test_smtp(services)) if line]
    for line in wrong:
        click.echo(line, err=True)
    raise SystemExit(1 if wrong else 0)


@mailboxes.command("prove-plus")
@click.argument("name")
def prove_plus_command(name: str) -> None:
    """Write to the mailbox's own address with a plus part. Once that mail arrives, answers go to such an address."""
    services = open_desk()
    with services.database.reading() as tx:
        box = use.named(tx, name)
    plus.send_self_test(box, mailer=services.mailer, desk=services.desk, clock=services.clock)
    click.echo(f"A test is on its way. When the poller meets it, “consultant mailboxes list” shows {name} as proved.")


@mailboxes.command("password")
@click.argument("name")
@click.option("--password", prompt=True, hide_input=True)
def password_command(name: str, password: str) -> None:
    """Store a new password."""
    services = open_desk()
    with services.database.transaction() as tx:
        use.set_password(tx, name, services.keys.encrypt("mailbox", password))
    click.echo(f"Mailbox {name} has a new password.")


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
        click.echo(f"IMAP: {account.host}:{account.port}, folder {account.folder}, {total} mails; the server {idle}.")
    finally:
        mailbox.close()
    return None


def _test_smtp(services: Services) -> str | None:
    smtp = services.settings.smtp
    try:
        services.mailer.session().close()
    except ConsultantError as error:
        return f"SMTP: {smtp.host}:{smtp.port}: {error}"
    click.echo(f"SMTP: {smtp.host}:{smtp.port} takes mail from us.")
    return None
