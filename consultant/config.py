"""Settings from the environment (prefix CONSULTANT_). The only reader of os.environ."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from consultant.domain.deadlines import WorkingHours
from consultant.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: templates/ and migrations/ stand beside the package."""

PREFIX = "CONSULTANT_"
SHORTEST_SECRET = 32
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is no time zone; take a name such as America/Chicago") from None
    return name


def _time_of_day(given: object) -> object:
    # pydantic alone would take "8" as eight seconds after midnight, and a zone that the other time does not have.
    if isinstance(given, str) and not _TIME.fullmatch(given.strip()):
        raise ValueError("is no time of day; one looks like 08:00")
    return given


def _folder(given: object) -> object:
    if isinstance(given, str) and not given.strip():
        raise ValueError("is empty; name a folder, or leave the setting out")
    return given


def _database(url: str) -> str:
    if url and not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")):
        raise ValueError("is no database that the desk knows; use sqlite:///FILE or postgresql://USER@HOST/NAME")
    if url.startswith("sqlite:") and url.removeprefix("sqlite:///").partition("?")[0] in {"", ":memory:"}:
        raise ValueError("names no file; one looks like sqlite:////srv/desk/desk.db")
    return url


def _parts(url: str) -> SplitResult | None:
    """Take an address apart; None where it has a blank, or no host, or no port from 1 to 65535 where it names one."""
    try:
        parts = urlsplit(url)
        fits = parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if fits and not re.search(r"\s", url) else None


def _redis(url: str) -> str:
    parts = _parts(url)
    if parts is None or parts.scheme not in {"redis", "rediss"} or not re.fullmatch(r"/?[0-9]*", parts.path):
        raise ValueError("is no address of a Redis server; one looks like redis://127.0.0.1:6379/0")
    return url


def _base_url(url: str) -> str:
    parts = _parts(url)
    if parts is None or parts.scheme not in {"http", "https"} or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("is no address of a desk; one looks like https://desk.example, with http or https and no path")
    return url


def _bind(address: str) -> str:
    parts = _parts(f"//{address}")
    if not re.fullmatch(r"unix:\S+", address) and (parts is None or parts.port is None or parts.path):
        raise ValueError("is nothing to listen at; use HOST:PORT with a port from 1 to 65535, or unix:FILE")
    return address


def _host(name: str) -> str:
    if not re.fullmatch(r"[^\s/@:]+|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?", name):
        raise ValueError("is no name of a host; the port has a setting of its own")
    return name


def _instance(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,62}", name):
        raise ValueError("must be 1 to 63 of the characters a-z, 0-9, . and -, and begin with a letter or digit")
    return name


def _blob_store(url: str) -> str:
    if url and not re.fullmatch(r"[a-z][a-z0-9]{1,11}://[^\s/?#][^\s?#]*", url):
        raise ValueError("is no address of a store; one looks like s3://BUCKET/FOLDER")
    return url.rstrip("/")


def _clamav(address: str) -> str:
    parts = _parts(address) if address.startswith("tcp://") else None
    if address and parts is None and not re.fullmatch(r"unix:///\S+", address):
        raise ValueError("is no socket of clamd; one looks like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl")
    return address


def _desk_name(name: str) -> str:
    if not name.strip() or not name.isprintable() or len(name) > 100:
        raise ValueError("must be one line of 1 to 100 characters")
    return name


def _endpoint(url: str) -> str:
    parts = _parts(url)
    if parts is None or parts.query or parts.fragment or parts.username:
        raise ValueError("is no address of a provider; one looks like https://login.example/oauth2/token")
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in {"127.0.0.1", "::1", "localhost"}):
        raise ValueError("must begin with https: secrets are sent there")
    return url


def _licence(statement: str) -> str:
    if not statement.isprintable() or len(statement) > 100:
        raise ValueError("must be one line of at most 100 characters, such as the number or holder of the licence")
    return statement.strip()


def _tenant(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}", name):
        raise ValueError("is no tenant; give its id or domain, organizations, or common")
    return name


def _secret(secret: SecretStr) -> SecretStr:
    if secret.get_secret_value() and len(secret.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(
            f"needs at least {SHORTEST_SECRET} characters; make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return secret


class Smtp(BaseModel):
    """The server that takes the desk's mail."""

    model_config = ConfigDict(frozen=True)

    host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    port: int = Field(default=25, ge=1, le=65535)
    tls: Literal["tls", "starttls", "none"] = "none"
    username: str = ""
    password: SecretStr = SecretStr("")
    timeout: float = Field(default=30, gt=0, le=600, description="seconds for each answer")
    per_minute: int = Field(default=0, ge=0, description="mails to one server; 0 sets no limit")
    days: float = Field(default=3, gt=0, le=30, description="for which a mail is tried that servers put off")
    mailbox: str = Field(default="", description="the mailbox whose authorisation signs in, in the place of a password")


class Google(BaseModel):
    """How the desk is known to Google, which keeps mailboxes."""

    model_config = ConfigDict(frozen=True)

    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    authorise_url: Annotated[str, AfterValidator(_endpoint)] = "https://accounts.google.com/o/oauth2/v2/auth"
    token_url: Annotated[str, AfterValidator(_endpoint)] = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address


class Microsoft(BaseModel):
    """How the desk is known to Microsoft 365, which keeps mailboxes."""

    model_config = ConfigDict(frozen=True)

    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    tenant: Annotated[str, AfterValidator(_tenant)] = "organizations"
    authorise_url: Annotated[str, AfterValidator(_endpoint)] = (
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize"
    )
    token_url: Annotated[str, AfterValidator(_endpoint)] = (
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"  # noqa: S105 - an address
    )


class Settings(BaseSettings):
    """Everything that an operator can set. Times are seconds where the name does not say otherwise."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="ignore")

    data_dir: Annotated[Path, BeforeValidator(_folder)] = ROOT / "var"
    database_url: Annotated[str, AfterValidator(_database)] = ""
    redis_url: Annotated[str, AfterValidator(_redis)] = "redis://127.0.0.1:6379/0"
    secret_key: Annotated[SecretStr, AfterValidator(_secret)] = SecretStr("")
    blob_store: Annotated[str, AfterValidator(_blob_store)] = Field(
        "", description="an object store for mail and releases"
    )
    blob_key: Annotated[SecretStr, AfterValidator(_secret)] = Field(SecretStr(""), description="encrypts stored mail")
    clamav: Annotated[str, AfterValidator(_clamav)] = Field("", description="the virus scanner's socket")
    bind: Annotated[str, AfterValidator(_bind)] = Field("127.0.0.1:8000", description="where the web server listens")
    base_url: Annotated[str, AfterValidator(_base_url)] = "http://127.0.0.1:8000"
    trusted_proxies: int = Field(0, ge=0, le=10, description="proxies before the web server that name the browser")
    instance: Annotated[str, AfterValidator(_instance)] = Field("desk", description="part of our Message-IDs")
    desk_name: Annotated[str, AfterValidator(_desk_name)] = "Consultant coding desk"
    zone: Annotated[str, AfterValidator(_zone)] = "America/New_York"
    opens: Annotated[time, BeforeValidator(_time_of_day)] = time(8)
    closes: Annotated[time, BeforeValidator(_time_of_day)] = time(18)
    answer_hours: float = Field(4, gt=0, le=400, description="working hours until an answer is due")
    smtp: Smtp = Smtp()
    google: Google = Google()
    microsoft: Microsoft = Microsoft()
    undo_seconds: float = Field(10, ge=0, le=300)
    acknowledge_after: float = Field(45, ge=0, le=3600)
    closed_long_ago_days: int = Field(30, ge=1, le=3650)
    poll_seconds: float = Field(30, gt=0, le=3600, description="between looks at a server without IDLE")
    idle_seconds: float = Field(300, gt=0, le=540, description="IDLE is renewed this often, well within 9 minutes")
    max_mail_bytes: int = Field(40_000_000, ge=100_000)
    max_send_bytes: int = Field(10_000_000, ge=100_000, description="of a mail that leaves; larger files become links")
    thread_days: int = Field(60, ge=1, le=3650, description="in which a link opens the thread on the web")
    authserv_id: str = Field("", description="whose Authentication-Results are believed")
    own_lists: str = Field(
        "", description="List-Ids of the desk's own groups, parted by commas; their mail is a person's"
    )
    mails_per_hour: int = Field(1000, ge=1, description="of one address as new questions, and of one ticket")
    acknowledgements_per_address_hour: int = Field(5, ge=0)
    acknowledgements_per_hour: int = Field(300, ge=0)
    lease_seconds: float = Field(60, gt=0, le=3600, description="silence after which another worker takes over")
    retry_seconds: float = Field(15, gt=0, le=3600, description="pause after a failed attempt to send; it doubles")
    tell_again_seconds: float = Field(
        10, gt=0, le=600, description="until a worker is told again of a job that nobody took"
    )
    poller_lease_seconds: float = Field(20, gt=1, le=300, description="silence after which another poller takes over")
    cpt_licence: Annotated[str, AfterValidator(_licence)] = Field(
        "", description="the operator's statement of a licence for CPT; without it no descriptor is kept or shown"
    )
    notices: Literal["on", "off"] = Field("on", description="mail to the desk's own people")
    metrics_token: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        SecretStr(""), description="lets other hosts read /metrics"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("closes")
    @classmethod
    def _after_opening(cls, closes: time, info: ValidationInfo) -> time:
        if closes <= info.data.get("opens", time(0)):
            raise ValueError("must be later on the day than CONSULTANT_OPENS")
        return closes

    @property
    def database(self) -> str:
        """The database's address; SQLite in the data folder where none is set."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'desk.db'}"
        return url.replace("postgres://", "postgresql://", 1)

    @property
    def list_ids(self) -> frozenset[str]:
        """The List-Ids of the desk's own groups, lower case, without angle brackets."""
        return frozenset(one.strip(" <>").lower() for one in self.own_lists.split(",") if one.strip(" <>"))

    @property
    def templates_dir(self) -> Path:
        """The folder with pages/ and emails/."""
        return ROOT / "templates"

    @property
    def migrations_dir(self) -> Path:
        return ROOT / "migrations"

    @property
    def working_hours(self) -> WorkingHours:
        """When the desk is staffed."""
        return WorkingHours(self.zone, self.opens, self.closes)


def load(**overrides: object) -> Settings:
    """Return the settings of the environment. Raises ConfigError that names each wrong setting in one line."""
    misspelled = list(_misspelled())
    if misspelled:
        raise ConfigError("; ".join(misspelled))
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = [
            f"{_name(item['loc'])}: {_plain(item['type'], item['msg'], item.get('ctx', {}))}"
            for item in error.errors(include_input=False, include_url=False)
        ]
        raise ConfigError("; ".join(wrong)) from None
    except SettingsError as error:
        # Raised before validation, for a nested setting that is no JSON; its text names the field and no value.
        field = next((name for name in Settings.model_fields if f'"{name}"' in str(error)), "")
        raise ConfigError(f"{_name((field,))}: {_ONE_BY_ONE}") from None


def make_folder(settings: Settings) -> None:
    """Make the data folder. Raises ConfigError when that cannot be, or nothing can be written there."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ConfigError(f"CONSULTANT_DATA_DIR: {folder} is a file, or lies below one; name a folder") from None
    except OSError as error:
        raise ConfigError(f"CONSULTANT_DATA_DIR: the folder {folder} cannot be made ({error.strerror})") from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise ConfigError(f"CONSULTANT_DATA_DIR: this user may not read and write in the folder {folder}")


@contextmanager
def plainly() -> Iterator[None]:
    """End the process with one line where the block raises ConfigError; for entries that no command wraps."""
    try:
        yield
    except ConfigError as error:
        sys.exit(f"consultant: {error}")


def _name(location: tuple[int | str, ...]) -> str:
    return PREFIX + "__".join(str(part).upper() for part in location)


def _misspelled() -> Iterator[str]:
    """Say of each variable that nearly is a setting which one it must be meant for."""
    for name in strangers():
        near = get_close_matches(name.upper(), _NAMES, n=1, cutoff=_NEARLY)
        if near:
            yield f"{name} is no setting; did you mean {near[0]}?"


def strangers() -> list[str]:
    """Return the variables of the environment that begin as our settings do and are none.

    Platforms put such beside ours: a Kubernetes service called consultant makes CONSULTANT_SERVICE_HOST.
    """
    return sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in _NAMES)


_NAMES = {_name((field,)) for field in Settings.model_fields} | {
    _name((outer, field))
    for outer, model in (("smtp", Smtp), ("google", Google), ("microsoft", Microsoft))
    for field in model.model_fields
}
_NEARLY = 0.9
"""Of difflib, over whole names: DATABSE_URL is near DATABASE_URL; REDIS_PORT, which Kubernetes makes, is not near REDIS_URL."""
_ONE_BY_ONE = "is no JSON object; set its parts one by one, as in CONSULTANT_SMTP__HOST"
_PLAIN = {
    "int_parsing": "is no whole number",
    "int_type": "is no whole number",
    "int_from_float": "is no whole number",
    "int_parsing_size": "is too large a number",
    "float_parsing": "is no number",
    "float_type": "is no number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "literal_error": "must be {expected}",
    "model_type": _ONE_BY_ONE,
}
"""Our words for pydantic's kinds of errors; ours of the validators above come as they are."""


def _plain(kind: str, words: str, limits: Mapping[str, Any]) -> str:
    if kind == "value_error":
        return words.removeprefix("Value error, ")
    return _PLAIN.get(kind, "has a form that cannot be read").format_map(limits)
