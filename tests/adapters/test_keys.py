import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.adapters.keys import Keys, secret_of
from consultant.errors import ConfigError

SECRET = "a secret of thirty-two characters"


def test_each_purpose_has_its_own_key_and_the_same_again_is_the_same():
    keys = Keys(SECRET)

    assert keys.derive("thread tokens") == Keys(SECRET).derive("thread tokens")
    assert len({keys.derive("thread tokens"), keys.derive("mailbox"), Keys(SECRET + "x").derive("mailbox")}) == 3
    assert len(keys.derive("mailbox")) == 32


@given(st.text())
def test_what_is_encrypted_comes_back(text: str):
    text = text.encode("utf-8", "ignore").decode()
    keys = Keys(SECRET)

    assert keys.decrypt("mailbox", keys.encrypt("mailbox", text)) == text


def test_the_same_text_is_encrypted_differently_each_time():
    keys = Keys(SECRET)

    assert keys.encrypt("mailbox", "x") != keys.encrypt("mailbox", "x")
    assert b"password" not in keys.encrypt("mailbox", "password")


@pytest.mark.parametrize("harm", ["another secret", "another purpose", "a changed byte", "a cut text", "nothing"])
def test_what_cannot_be_decrypted_names_the_setting(harm: str):
    keys = Keys(SECRET)
    data = keys.encrypt("mailbox", "password")
    other = Keys(SECRET + "x") if harm == "another secret" else keys
    purpose = "web" if harm == "another purpose" else "mailbox"
    data = {"a changed byte": data[:-1] + bytes([data[-1] ^ 1]), "a cut text": data[:14], "nothing": b""}.get(
        harm, data
    )

    with pytest.raises(ConfigError, match="CONSULTANT_SECRET_KEY"):
        other.decrypt(purpose, data)


def test_a_short_secret_is_refused_by_name():
    with pytest.raises(ConfigError, match="CONSULTANT_SECRET_KEY: needs at least 32 characters"):
        Keys("short")


def test_a_configured_secret_is_taken_and_nothing_is_written(tmp_path: Path):
    assert secret_of(tmp_path / "data", "configured") == "configured"
    assert not (tmp_path / "data").exists()


def test_the_first_start_makes_a_secret_that_only_its_owner_reads(tmp_path: Path):
    secret = secret_of(tmp_path / "data", "")

    path = tmp_path / "data" / "secret.key"
    assert secret_of(tmp_path / "data", "") == secret
    assert len(secret) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret.key"]


def test_first_starts_at_once_agree_on_one_secret(tmp_path: Path):
    barrier, found = threading.Barrier(8), set[str]()

    def begin() -> None:
        barrier.wait()
        found.add(secret_of(tmp_path, ""))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 1


@pytest.mark.parametrize("harm", ["a folder", "too short"])
def test_a_kept_secret_that_cannot_be_read_is_named(tmp_path: Path, harm: str):
    if harm == "a folder":
        (tmp_path / "secret.key").mkdir()
    else:
        (tmp_path / "secret.key").write_text("short")

    with pytest.raises(
        ConfigError, match=r"^CONSULTANT_SECRET_KEY: is not set, and .*secret\.key (cannot be read|holds none)"
    ):
        secret_of(tmp_path, "")
