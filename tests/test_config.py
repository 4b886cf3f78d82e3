from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from consultant.config import ROOT, Settings, load
from consultant.errors import ConfigError


def test_nothing_needs_to_be_set():
    settings = Settings(_env_file=None)

    assert settings.database == f"sqlite:///{ROOT / 'var' / 'desk.db'}"
    assert settings.templates_dir.is_dir()
    assert settings.migrations_dir.is_dir()
    assert settings.working_hours.opens == time(8)


def test_settings_come_from_the_environment_and_nested_ones_by_two_underscores(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONSULTANT_DATA_DIR", "/somewhere")
    monkeypatch.setenv("CONSULTANT_SMTP__HOST", "mail.desk.example")
    monkeypatch.setenv("CONSULTANT_SMTP__PORT", "587")
    monkeypatch.setenv("CONSULTANT_OPENS", "07:30")
    monkeypatch.setenv("CONSULTANT_SOMETHING_UNKNOWN", "x")

    settings = load()

    assert settings.data_dir == Path("/somewhere")
    assert (settings.smtp.host, settings.smtp.port, settings.smtp.tls) == ("mail.desk.example", 587, "none")
    assert settings.opens == time(7, 30)


def test_settings_do_not_change_and_never_show_secrets():
    settings = load(secret_key="x" * 32, smtp={"password": "hidden"})

    with pytest.raises(ValidationError):
        settings.zone = "UTC"  # type: ignore[misc]
    assert "x" * 32 not in repr(settings)
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize("url", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_both_spellings_of_postgresql_are_taken(url: str):
    assert load(database_url=url).database == "postgresql://u@h/d"


@pytest.mark.parametrize("secret", ["", "x" * 32])
def test_a_secret_is_long_or_none(secret: str):
    assert load(secret_key=secret).secret_key.get_secret_value() == secret


def test_the_words_of_an_error_name_the_setting_and_never_the_value():
    with pytest.raises(ConfigError) as caught:
        load(secret_key="my short secret", smtp={"port": "my wrong port"}, zone="my wrong zone")

    words = str(caught.value)
    for name in ("CONSULTANT_SECRET_KEY: ", "CONSULTANT_SMTP__PORT: ", "CONSULTANT_ZONE: "):
        assert name in words
    assert "my " not in words
    assert "\n" not in words


@pytest.mark.parametrize(("opens", "closes"), [("18:00", "08:00"), ("09:00", "09:00"), ("00:00", "00:00")])
def test_a_desk_that_never_opens_is_refused(opens: str, closes: str):
    with pytest.raises(ConfigError, match="CONSULTANT_CLOSES: must be later"):
        load(opens=opens, closes=closes)


def test_waits_are_bounded_as_protocols_ask():
    with pytest.raises(ConfigError, match="CONSULTANT_IDLE_SECONDS"):
        load(idle_seconds=541)
    assert load().idle_seconds <= 540
