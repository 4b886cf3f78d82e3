"""Settings from the environment (prefix CONSULTANT_). The only reader of os.environ."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
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


SHORTEST_SECRET = 32


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("is no time zone; take a name such as America/Chicago") from None
    return name


def _database(url: str) -> str:
    if url and not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")):
        raise ValueError("is no database that the desk knows; use sqlite:///FILE or postgresql://USER@HOST/NAME")
    return url


def _redis(url: str) -> str:
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("is no address of a Redis server; one looks like redis://127.0.0.1:6379/0")
    return url


def _secret(secret: SecretStr) -> SecretStr:
    if secret.get_secret_value() and len(secret.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(
            f"needs at least {SHORTEST_SECRET} characters; make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return secret


class Smtp(BaseModel):
    """The server that takes the desk's mail."""

    model_config = ConfigDict(frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=25, ge=1, le=65535)
    tls: Literal["tls", "starttls", "none"] = "none"
    username: str = ""
    password: SecretStr = SecretStr("")
    timeout: float = Field(default=30, gt=0, le=600, description="seconds for each answer")


class Settings(BaseSettings):
    """Everything that an operator can set. Times are seconds where the name does not say otherwise."""

    model_config = SettingsConfigDict(env_prefix="CONSULTANT_", env_nested_delimiter="__", frozen=True, extra="ignore")

    data_dir: Path = ROOT / "var"
    database_url: Annotated[str, AfterValidator(_database)] = ""
    redis_url: Annotated[str, AfterValidator(_redis)] = "redis://127.0.0.1:6379/0"
    secret_key: Annotated[SecretStr, AfterValidator(_secret)] = SecretStr("")
    bind: str = Field(
        "127.0.0.1:8000", pattern=r"^[^\s]+:[0-9]{1,5}$|^unix:.+$", description="where the web server listens"
    )
    base_url: str = Field("http://127.0.0.1:8000", pattern=r"^https?://[^\s/]+(/[^\s]*)?$")
    instance: str = Field("desk", pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$", description="part of our Message-IDs")
    desk_name: str = "Consultant coding desk"
    zone: Annotated[str, AfterValidator(_zone)] = "America/New_York"
    opens: time = time(8)
    closes: time = time(18)
    answer_hours: float = Field(4, gt=0, le=400, description="working hours until an answer is due")
    smtp: Smtp = Smtp()
    undo_seconds: float = Field(10, ge=0, le=300)
    acknowledge_after: float = Field(45, ge=0, le=3600)
    closed_long_ago_days: int = Field(30, ge=1, le=3650)
    poll_seconds: float = Field(30, gt=0, le=3600, description="between looks at a server without IDLE")
    idle_seconds: float = Field(300, gt=0, le=540, description="IDLE is renewed this often, well within 9 minutes")
    max_mail_bytes: int = Field(40_000_000, ge=100_000)
    authserv_id: str = Field("", description="whose Authentication-Results are believed")
    acknowledgements_per_address_hour: int = Field(5, ge=0)
    acknowledgements_per_hour: int = Field(300, ge=0)
    lease_seconds: float = Field(60, gt=0, le=3600, description="silence after which another worker takes over")
    retry_seconds: float = Field(15, gt=0, le=3600, description="pause after a failed attempt to send; it doubles")
    tell_again_seconds: float = Field(
        10, gt=0, le=600, description="until a worker is told again of a job that nobody took"
    )
    poller_lease_seconds: float = Field(20, gt=1, le=300, description="silence after which another poller takes over")
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
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = [
            f"{_name(item['loc'])}: {item['msg'].removeprefix('Value error, ')}"
            for item in error.errors(include_input=False, include_url=False)
        ]
        raise ConfigError("; ".join(wrong)) from None
    except SettingsError as error:
        # Raised before validation, for a nested setting that is no JSON; its text names the field and no value.
        field = next((name for name in Settings.model_fields if f'"{name}"' in str(error)), "")
        raise ConfigError(
            f"{_name((field,))}: is not JSON; set its parts one by one, as in CONSULTANT_SMTP__HOST"
        ) from None


@contextmanager
def plainly() -> Iterator[None]:
    """End the process with one line where the block raises ConfigError; for entries that no command wraps."""
    try:
        yield
    except ConfigError as error:
        sys.exit(f"consultant: {error}")


def _name(location: tuple[int | str, ...]) -> str:
    return "CONSULTANT_" + "__".join(str(part).upper() for part in location)
