import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from consultant.cli.mail import mail
from tests.corpus.broken import broken_mails

RAW = b"From: Dana <dana@x.example>\r\nSubject: Knee\r\nDate: Mon, 23 Nov 2026 10:00:00 -0500\r\nMessage-ID: <q@x>\r\n\r\nIs it paid?\r\n"
FIELDS = [
    "file", "status", "reason", "subject", "from", "to", "cc", "reply_to", "message_id", "in_reply_to", "references", "date", "text", "html",
    "attachments", "visible", "kind", "recipients", "flags",
]  # fmt: skip


@pytest.fixture
def run():
    def run(*arguments, given=b""):
        result = CliRunner().invoke(mail, list(map(str, arguments)), input=given, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout_bytes.decode("utf-8").splitlines()]

    return run


@pytest.fixture
def question(tmp_path):
    path = tmp_path / "question.eml"
    path.write_bytes(RAW)
    return path


def test_a_mail_is_shown_as_one_line_of_json(run, question):
    (shown,) = run("parse", question)

    assert list(shown) == FIELDS
    assert (shown["file"], shown["status"], shown["subject"], shown["kind"]) == (str(question), "ok", "Knee", "human")
    assert shown["from"] == [{"name": "Dana", "address": "dana@x.example"}]
    assert shown["date"] == "2026-11-23T10:00:00-05:00"


def test_files_come_in_their_order_and_a_missing_one_stops_none(run, question, tmp_path):
    listed = f"{tmp_path / 'missing'}\r\n\n{question}\n".encode()

    shown = run("parse", question, "--files-from", "-", "--json", given=listed)

    assert [one["status"] for one in shown] == ["ok", "unreadable", "ok"]
    assert shown[1]["reason"] == "The file cannot be opened: No such file or directory."


def test_an_empty_file_is_unreadable_with_a_reason(run, tmp_path):
    (tmp_path / "empty").write_bytes(b"")

    (shown,) = run("parse", tmp_path / "empty")

    assert (shown["status"], shown["reason"], shown["kind"]) == ("unreadable", "The mail is empty.", None)
    assert list(shown) == FIELDS


def test_a_path_is_read_as_soon_as_it_is_listed(question, tmp_path):
    os.mkfifo(tmp_path / "listed")
    command = subprocess.Popen(
        [Path(sys.executable).with_name("consultant"), "mail", "parse", "--files-from", tmp_path / "listed"],
        stdout=subprocess.PIPE,
    )

    with command, (tmp_path / "listed").open("wb", buffering=0) as listed:
        for _ in range(2):
            listed.write(f"{question}\n".encode())
            assert json.loads(command.stdout.readline())["subject"] == "Knee"


def test_a_file_without_end_is_cut(run):
    (shown,) = run("parse", "/dev/zero")

    assert shown["status"] == "unreadable"


def test_every_broken_mail_gives_one_line(run, tmp_path):
    paths = []
    for number, (_, raw) in enumerate(broken_mails()):
        paths.append(tmp_path / f"{number}.eml")
        paths[-1].write_bytes(raw)

    shown = run("parse", "--files-from", "-", given="\n".join(map(str, paths)).encode())

    assert [one["file"] for one in shown] == [str(path) for path in paths]
    assert {one["status"] for one in shown} == {"ok", "unreadable"}


def test_the_visible_part_of_texts_and_html_is_told_line_by_line(run):
    given = [
        {"id": 1, "text": "Yes.\r\n\r\nOn 2026-11-23 a <a@b.example> wrote:\r\n> old"},
        {"id": "two", "html": '<p>Yes.</p><div class="gmail_quote">old</div>'},
        {"id": None},
    ]

    assert run("visible", given="\n".join(map(json.dumps, given)).encode()) == [
        {"id": 1, "visible": "Yes."}, {"id": "two", "visible": "Yes."}, {"id": None, "visible": ""},
    ]  # fmt: skip


def test_html_is_made_safe_line_by_line(run):
    given = json.dumps({"id": 1, "html": "<p onclick=x>a<script>b</script></p>"}).encode()

    assert run("sanitize", given=given) == [{"id": 1, "html": "<p>a</p>"}]


@pytest.mark.parametrize(
    "line",
    [b"", b"no json", b"[1]", b"\xff\xfe", b'"text"', b"[" * 100_000, b'{"id": NaN}', b'{"id": -1e400}'],
    ids=["empty", "words", "list", "bytes", "text", "deep", "no number", "beyond numbers"],
)
def test_a_line_that_is_no_json_object_is_named_and_the_rest_goes_on(run, line):
    shown = run("visible", given=line + b'\n{"id": 2, "text": "a"}\n')

    assert shown == [{"error": "Line 1 is no JSON object."}, {"id": 2, "visible": "a"}]


def test_what_cannot_be_read_is_said_with_its_id_and_the_rest_goes_on(run, monkeypatch):
    def fail(text, *_args, **_kwargs):
        if text == "odd":
            raise IndexError
        return text

    monkeypatch.setattr("consultant.cli.mail.visible_part", fail)

    assert run("visible", given=b'{"id": 1, "text": "odd"}\n{"id": 2, "text": "a"}\n') == [
        {"id": 1, "error": "It could not be read (IndexError)."}, {"id": 2, "visible": "a"},
    ]  # fmt: skip


def test_a_lone_surrogate_comes_through(run):
    assert run("visible", given=b'{"id": "\\ud800", "text": "a\\ud800"}') == [{"id": "\ud800", "visible": "a\ufffd"}]


def test_what_some_readers_take_for_the_end_of_a_line_is_escaped(run, tmp_path):
    (tmp_path / "a.eml").write_bytes("From: a@x.example\nSubject: Knee\n\nfirst\u2028second\u0085third\n".encode())

    (shown,) = run("parse", tmp_path / "a.eml")

    assert shown["subject"] == "Knee"
