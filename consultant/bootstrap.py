"""The composition root: settings in, services out. The only place that chooses real adapters and builds an engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from consultant import logs
from consultant.adapters import smtp
from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.clock import SystemClock
from consultant.adapters.events import RedisEvents, trouble_of
from consultant.adapters.files.clamav import ClamAv
from consultant.adapters.files.reader import Reader
from consultant.adapters.identities import Identities
from consultant.adapters.imap import Account
from consultant.adapters.keys import Keys, secret_of
from consultant.adapters.library.shelf import Shelf
from consultant.adapters.oauth import Provider
from consultant.adapters.outgoing import Identity, Outgoing
from consultant.adapters.rendering import JinjaRenderer
from consultant.adapters.seals import OPEN, Sealed
from consultant.adapters.tokens import Tokens
from consultant.adapters.wake import CeleryWake
from consultant.config import Settings, make_folder, strangers
from consultant.db.after import Changed, Effect, Woken
from consultant.db.engine import LACKS_TABLES, Database, build_engine
from consultant.db.migrating import behind
from consultant.db.models import Mailbox
from consultant.db.queries import releases
from consultant.domain.authorisations import Login
from consultant.domain.desk import Desk
from consultant.errors import ConfigError
from consultant.ports import BlobStore, Catalogue, Clock, Events, FileReader, Mailer, Renderer, Scanner, Wake

START_SECONDS = 5.0
"""How long a process waits at its start for a database that may be starting too; then whoever runs it is told."""
log = logs.get("start")


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that an entry point needs."""

    settings: Settings
    desk: Desk
    keys: Keys
    database: Database
    clock: Clock
    blobs: BlobStore
    events: Events
    wake: Wake
    renderer: Renderer
    identity: Callable[[int], Identity]
    """As whom the mail of a mailbox leaves."""
    mailer: Mailer
    tokens: Tokens
    shelf: Shelf
    files: FileReader = field(default_factory=Reader)
    scanner: Scanner | None = None
    """None where no virus scanner is set: files are handed out unchecked."""

    @property
    def library(self) -> Catalogue:
        """The code library as it is active now; a check that holds it finishes on the releases that it began with."""
        with self.database.reading() as tx:
            active = releases.active_keys(tx)
        return self.shelf.follow(active)

    def account(self, mailbox: Mailbox) -> Account:
        """Return where a mailbox lies, with its password decrypted, or with the way to its access token."""
        return Account(
            mailbox.host,
            mailbox.port,
            mailbox.tls,
            mailbox.username,
            self.keys.decrypt("mailbox", mailbox.secret) if mailbox.secret is not None else "",
            mailbox.folder,
            token=self.tokens.of(mailbox.id) if mailbox.login != Login.PASSWORD else None,
        )

    def close(self) -> None:
        """Close what is open."""
        self.database.dispose()


def build(settings: Settings) -> Services:
    """Wire the desk. Opens no connection: a server that is away is met when it is needed."""
    logs.configure(settings.log_level)
    make_folder(settings)
    keys = Keys(secret_of(settings.data_dir, settings.secret_key.get_secret_value()))
    clock = SystemClock()
    events = RedisEvents(settings.redis_url)
    wake = CeleryWake(settings.redis_url)

    def after_commit(effects: Sequence[Effect]) -> None:
        for effect in effects:
            match effect:
                case Woken(job_id, job):
                    wake.wake(job_id, job)
                case Changed(kind, ids):
                    events.publish(kind, ids)

    database = Database(build_engine(settings.database), after_commit=after_commit)
    blobs = blob_store(settings)
    tokens = Tokens(database, keys, clock, providers(settings))
    identity = Identities(database, keys, tokens, smtp_account(settings, tokens))

    return Services(
        settings=settings,
        desk=desk_of(settings, keys),
        keys=keys,
        database=database,
        clock=clock,
        blobs=blobs,
        events=events,
        wake=wake,
        renderer=JinjaRenderer(settings.templates_dir / "emails"),
        identity=identity,
        mailer=Outgoing(identity, hello=hello_name(settings)),
        tokens=tokens,
        shelf=Shelf(settings.data_dir / "releases", blobs.open_path, cpt_licensed=bool(settings.cpt_licence)),
        scanner=ClamAv(settings.clamav) if settings.clamav else None,
    )


def check(services: Services) -> None:
    """See that a process can begin. Raises ConfigError that names the setting when the database is away or behind.

    A Redis that is away is one line in the log: the desk goes on, and rows wait until it is back.
    """
    services.database.wait_until_up(START_SECONDS)
    if behind(services.database, services.settings.migrations_dir):
        raise ConfigError("CONSULTANT_DATABASE_URL: " + LACKS_TABLES)
    trouble = trouble_of(services.settings.redis_url)
    if trouble:
        log.warning("lookups and answers wait for Redis", setting="CONSULTANT_REDIS_URL", why=trouble)
    if ignored := strangers():
        log.warning("variables that are no settings are ignored", variables=ignored)


def blob_store(settings: Settings) -> BlobStore:
    """Return the store of raw mail and release files."""
    key = settings.blob_key.get_secret_value()
    seal = Sealed(key) if key else OPEN
    if not settings.blob_store:
        return FolderBlobs(settings.data_dir / "blobs", seal)
    from consultant.adapters.object_blobs import ObjectBlobs

    return ObjectBlobs(settings.blob_store, settings.data_dir / "blobs", seal)


def desk_of(settings: Settings, keys: Keys) -> Desk:
    """Return what use cases need to know about the desk."""
    return Desk(
        name=settings.desk_name,
        instance=settings.instance,
        token_key=keys.derive("thread tokens"),
        base_url=settings.base_url.rstrip("/"),
        working=settings.working_hours,
        answer_hours=settings.answer_hours,
        undo=timedelta(seconds=settings.undo_seconds),
        acknowledge_after=timedelta(seconds=settings.acknowledge_after),
        closed_long_ago=timedelta(days=settings.closed_long_ago_days),
        authserv_id=settings.authserv_id,
        list_ids=settings.list_ids,
        mails_per_hour=settings.mails_per_hour,
        acknowledgements_per_address_hour=settings.acknowledgements_per_address_hour,
        acknowledgements_per_hour=settings.acknowledgements_per_hour,
        lease=timedelta(seconds=settings.lease_seconds),
        retry=timedelta(seconds=settings.retry_seconds),
        give_up_after=timedelta(days=settings.smtp.days),
        mails_per_minute=settings.smtp.per_minute,
        link_key=keys.derive("thread links"),
        code_key=keys.derive("thread codes"),
        thread_days=settings.thread_days,
        max_send_bytes=settings.max_send_bytes,
        max_mail_bytes=settings.max_mail_bytes,
        cpt_licensed=bool(settings.cpt_licence),
    )


def smtp_account(settings: Settings, tokens: Tokens) -> smtp.Account:
    """Return the SMTP server that the settings name."""
    given = settings.smtp
    return smtp.Account(
        given.host,
        given.port,
        given.tls,
        given.username,
        given.password.get_secret_value(),
        given.timeout,
        token=partial(tokens.named, given.mailbox) if given.mailbox else None,
    )


def providers(settings: Settings) -> dict[Login, Provider]:
    """Return those who keep mailboxes and sign in by their own word, as the settings know them."""
    google, microsoft = settings.google, settings.microsoft
    back = f"{settings.base_url.rstrip('/')}/mailboxes/authorised"
    return {
        Login.GOOGLE: Provider(
            title="Google",
            settings="CONSULTANT_GOOGLE__",
            authorise_url=google.authorise_url,
            token_url=google.token_url,
            scope="https://mail.google.com/",
            client_id=google.client_id,
            client_secret=google.client_secret.get_secret_value(),
            redirect_uri=back,
            # Only so does Google give a refresh token, and again when a person authorises a second time.
            more={"access_type": "offline", "prompt": "consent"},
        ),
        Login.MICROSOFT: Provider(
            title="Microsoft",
            settings="CONSULTANT_MICROSOFT__",
            authorise_url=microsoft.authorise_url.replace("{tenant}", microsoft.tenant),
            token_url=microsoft.token_url.replace("{tenant}", microsoft.tenant),
            scope="https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
            client_id=microsoft.client_id,
            client_secret=microsoft.client_secret.get_secret_value(),
            redirect_uri=back,
            more={"prompt": "select_account"},
        ),
    }


def hello_name(settings: Settings) -> str:
    """Return the name to greet SMTP servers with: the host of the desk's address."""
    host = settings.base_url.partition("://")[2].partition("/")[0].partition(":")[0]
    return host if host and not host.replace(".", "").isdigit() else "localhost"
