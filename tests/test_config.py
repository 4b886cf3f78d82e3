import os
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from consultant.config import ROOT, Settings, load, make_folder, strangers
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


def test_a_licence_for_cpt_is_stated_in_one_line_or_not_at_all():
    assert load().cpt_licence == ""
    assert load(cpt_licence=" Invented licence 1 ").cpt_licence == "Invented licence 1"
    with pytest.raises(ConfigError, match="CONSULTANT_CPT_LICENCE: must be one line"):
        load(cpt_licence="two\nlines")


@pytest.mark.parametrize(("opens", "closes"), [("18:00", "08:00"), ("09:00", "09:00"), ("00:00", "00:00")])
def test_a_desk_that_never_opens_is_refused(opens: str, closes: str):
    with pytest.raises(ConfigError, match="CONSULTANT_CLOSES: must be later"):
        load(opens=opens, closes=closes)


def test_waits_are_bounded_as_protocols_ask():
    with pytest.raises(ConfigError, match="CONSULTANT_IDLE_SECONDS"):
        load(idle_seconds=541)
    assert load().idle_seconds <= 540


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("CONSULTANT_DATABSE_URL", "CONSULTANT_DATABASE_URL"),
        ("CONSULTANT_SMTP_HOST", "CONSULTANT_SMTP__HOST"),
        ("consultant_datadir", "CONSULTANT_DATA_DIR"),
        ("CONSULTANT_SMTP__PORT__X", "CONSULTANT_SMTP__PORT"),
    ],
)
def test_a_misspelled_name_is_an_error_that_says_which_is_meant(monkeypatch: pytest.MonkeyPatch, name: str, meant: str):
    monkeypatch.setenv(name, "secret value")

    with pytest.raises(ConfigError) as caught:
        load()

    assert str(caught.value) == f"{name} is no setting; did you mean {meant}?"


@pytest.mark.parametrize(
    "name",
    ["SERVICE_HOST", "SERVICE_PORT", "SERVICE_PORT_HTTP", "PORT", "PORT_8000_TCP", "PORT_8000_TCP_PORT", "REDIS_PORT"],
)
def test_what_platforms_put_beside_our_settings_is_no_error(monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv(f"CONSULTANT_{name}", "tcp://10.0.0.1:8000")

    monkeypatch.setenv("consultant_smtp__host", "mail.desk.example")

    assert load()
    assert f"CONSULTANT_{name}" in strangers()
    assert "consultant_smtp__host" not in strangers()


@pytest.mark.parametrize("url", ["https://desk.example", "http://10.1.2.3:8080/", "http://[::1]:8000", "HTTPS://desk"])
def test_an_address_of_a_desk_is_taken(url: str):
    assert load(base_url=url).base_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://h:99999",
        "http://h:0",
        "http://h:port",
        "desk.example",
        "ftp://desk.example",
        "http://",
        "https://desk.example/path",
        "https://desk.example?x=1",
        "https://desk example",
        "http://[::1",
        "",
    ],
)
def test_an_absurd_address_of_a_desk_is_refused(url: str):
    with pytest.raises(ConfigError, match=r"^CONSULTANT_BASE_URL: is no address of a desk"):
        load(base_url=url)


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "[::]:80", "0.0.0.0:65535", "unix:/run/desk.sock"])
def test_the_web_server_listens_at_a_port_or_a_file(bind: str):
    assert load(bind=bind).bind == bind


@pytest.mark.parametrize("bind", ["", "8000", "host", "host:0", "host:65536", "h:1/x", "::1:80", "unix:", "a b:80"])
def test_a_place_where_nothing_can_listen_is_refused(bind: str):
    with pytest.raises(ConfigError, match=r"^CONSULTANT_BIND: is nothing to listen at"):
        load(bind=bind)


@pytest.mark.parametrize(
    "url", ["redis://h:99999", "redis://h/abc", "redis://h/-1", "redis://", "unix:///run/redis.sock", "redis:// h/0"]
)
def test_an_address_that_is_no_redis_server_is_refused(url: str):
    with pytest.raises(ConfigError, match=r"^CONSULTANT_REDIS_URL: is no address of a Redis server"):
        load(redis_url=url)


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite:///:memory:", "sqlite:///?mode=ro"])
def test_a_database_that_no_other_process_would_see_is_refused(url: str):
    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATABASE_URL: names no file"):
        load(database_url=url)


@pytest.mark.parametrize("opens", ["8", "08:00Z", "8 AM", "24:00", "08:60", ""])
def test_a_time_of_day_has_hours_and_minutes(opens: str):
    with pytest.raises(ConfigError, match=r"^CONSULTANT_OPENS: is no time of day"):
        load(opens=opens)


@pytest.mark.parametrize("host", ["mail.example", "10.1.2.3", "::1", "[::1]"])
def test_the_host_of_the_mail_server_is_a_name_or_an_address(host: str):
    assert load(smtp={"host": host}).smtp.host == host


@pytest.mark.parametrize("host", ["", "smtp://mail.example", "mail.example:587", "mail example", "me@mail.example"])
def test_a_host_that_is_none_is_refused(host: str):
    with pytest.raises(ConfigError, match=r"^CONSULTANT_SMTP__HOST: is no name of a host"):
        load(smtp={"host": host})


def refusal(**given: object) -> str:
    """What is said against a setting; nothing where it is taken."""
    try:
        load(**given)
    except ConfigError as error:
        return str(error)
    return ""


@given(field=st.sampled_from(sorted(Settings.model_fields)), value=st.text(max_size=12) | st.integers() | st.floats())
def test_whatever_a_setting_is_given_is_taken_or_refused_in_our_own_words(field: str, value: object):
    words = refusal(**{field: str(value)})

    assert not words or words.startswith(f"CONSULTANT_{field.upper()}: ")
    for foreign in ("Input", "String should", "Value error", "valid ", "\n"):
        assert foreign not in words


def test_an_empty_data_folder_is_not_the_folder_that_happens_to_be_current():
    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATA_DIR: is empty"):
        load(data_dir="")


def test_a_data_folder_that_cannot_be_is_named_with_its_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").touch()

    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ConfigError, match=f"^CONSULTANT_DATA_DIR: {folder} is a file, or lies below one"):
            make_folder(load(data_dir=folder))
    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATA_DIR: the folder /proc/nowhere/x cannot be made"):
        make_folder(load(data_dir="/proc/nowhere/x"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATA_DIR: this user may not read and write"):
        make_folder(load(data_dir=tmp_path))


@pytest.mark.parametrize(
    "url", ["https://login.example/token", "http://127.0.0.1:9000/token", "http://localhost/token"]
)
def test_a_provider_is_asked_by_https_or_on_this_host(url: str):
    assert load(google={"token_url": url}).google.token_url == url


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            {"google": {"token_url": "http://login.example/token"}},
            "CONSULTANT_GOOGLE__TOKEN_URL: must begin with https",
        ),
        ({"microsoft": {"authorise_url": "login.example"}}, "CONSULTANT_MICROSOFT__AUTHORISE_URL: is no address"),
        ({"google": {"token_url": "https://a:b@login.example"}}, "CONSULTANT_GOOGLE__TOKEN_URL: is no address"),
        ({"microsoft": {"tenant": "a/b"}}, "CONSULTANT_MICROSOFT__TENANT: is no tenant"),
    ],
)
def test_a_provider_that_cannot_be_asked_safely_is_refused(given: dict[str, dict[str, str]], words: str):
    with pytest.raises(ConfigError, match=f"^{words}"):
        load(**given)


def test_settings_of_providers_come_one_by_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONSULTANT_MICROSOFT__CLIENT_SECRET", "zqsecret")
    monkeypatch.setenv("CONSULTANT_MICROSOFT__TENANT", "northfork.example")

    found = load()

    assert found.microsoft.tenant == "northfork.example"
    assert found.microsoft.client_secret.get_secret_value() == "zqsecret"
    assert "zqsecret" not in repr(found)
