import json

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

    assert run("parse", tmp_path / "empty") == [
        {"file": str(tmp_path / "empty"), "status": "unreadable", "reason": "The mail is empty."}
    ]


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
    "line", [b"no json", b"[1]", b"\xff\xfe", b'"text"', b"[" * 100_000], ids=["words", "list", "bytes", "text", "deep"]
)
def test_a_line_that_is_no_json_object_is_named_and_the_rest_goes_on(run, line):
    shown = run("visible", given=line + b'\n{"id": 2, "text": "a"}\n')

    assert shown == [{"error": "Line 1 is no JSON object."}, {"id": 2, "visible": "a"}]


def test_a_lone_surrogate_comes_through(run):
    assert run("visible", given=b'{"id": "\\ud800", "text": "a\\ud800"}') == [{"id": "\ud800", "visible": "a\ufffd"}]


def test_what_some_readers_take_for_the_end_of_a_line_is_escaped(run, tmp_path):
    (tmp_path / "a.eml").write_bytes("From: a@x.example\nSubject: Knee\n\nfirst\u2028second\u0085third\n".encode())

    (shown,) = run("parse", tmp_path / "a.eml")

    assert shown["subject"] == "Knee"
