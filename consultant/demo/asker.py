"""The asker's side of the demo: a mailbox page that reads over IMAP and writes over SMTP, for whichever sample asker."""

import smtplib
import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from textwrap import shorten
from urllib.parse import quote

from flask import Flask, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.serving import WSGIRequestHandler, make_server

from consultant.adapters.imap import Account, ImapMailbox
from consultant.config import ROOT
from consultant.demo.desk import Ports
from consultant.demo.processes import HOST


class AskersMail:
    """The mail of one address on the demo's mail server."""

    def __init__(self, ports: Ports, password: str) -> None:
        self._ports = ports
        self._password = password

    def inbox(self, address: str) -> list[tuple[int, EmailMessage]]:
        """Return (uid, mail), newest first."""
        server = ImapMailbox(Account(HOST, self._ports.imap, "none", address, self._password, "INBOX"))
        try:
            uids = server.uids(1)
            return (
                [(mail.uid, message_from_bytes(mail.raw, policy=policy.default)) for mail in server.fetch(uids)][::-1]
                if uids
                else []
            )
        finally:
            server.close()

    def send(self, mail: EmailMessage) -> None:
        """Hand a mail to the demo's SMTP server, as the asker's mail program does."""
        with smtplib.SMTP(HOST, self._ports.smtp, local_hostname="localhost", timeout=20) as server:
            server.send_message(mail)

    def reply(self, address: str, to: EmailMessage, text: str) -> EmailMessage:
        """Send the asker's reply to a mail, threaded and quoted as mail programs do; return it."""
        mail = EmailMessage()
        mail["From"] = address
        mail["To"] = str(to["Reply-To"] or to["From"])
        mail["Subject"] = f"Re: {str(to['Subject']).removeprefix('Re: ')}"
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
        mail["In-Reply-To"] = str(to["Message-ID"])
        mail["References"] = " ".join([*str(to["References"] or "").split(), str(to["Message-ID"])])
        quoted = "\n".join(f"> {line}" for line in body(to, "plain").splitlines())
        mail.set_content(f"{text}\n\nOn {to['Date']}, {to['From']} wrote:\n{quoted}\n")
        self.send(mail)
        return mail


def body(mail: EmailMessage, kind: str) -> str:
    """Return the plain or html part of a mail, or an empty text."""
    part = mail.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def first_words(mail: EmailMessage) -> str:
    """Return how the text begins, which tells an answer from an acknowledgement with the same subject."""
    return shorten(body(mail, "plain"), 90, placeholder=" …")


def serve(mail: AskersMail, askers: tuple[str, ...], port: int) -> None:
    """Serve the mailbox page in a thread of this process."""
    app = Flask("consultant.demo.asker", template_folder=str(ROOT / "templates" / "pages" / "demo"), static_folder=None)

    @app.get("/")
    def inbox() -> ResponseReturnValue:
        address = request.args.get("as", askers[0])
        mails = [(uid, found, first_words(found)) for uid, found in mail.inbox(address)]
        return render_template("inbox.html", address=address, askers=askers, mails=mails, sent="sent" in request.args)

    @app.get("/<address>/<int:uid>")
    def show(address: str, uid: int) -> ResponseReturnValue:
        found = dict(mail.inbox(address)).get(uid) or abort(404)
        return render_template(
            "mail.html",
            address=address,
            uid=uid,
            mail=found,
            text=body(found, "plain"),
            has_html=bool(body(found, "html")),
        )

    @app.get("/<address>/<int:uid>/html")
    def html(address: str, uid: int) -> ResponseReturnValue:
        found = dict(mail.inbox(address)).get(uid) or abort(404)
        return (
            body(found, "html"),
            200,
            {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"},
        )

    @app.post("/<address>/<int:uid>")
    def reply(address: str, uid: int) -> ResponseReturnValue:
        found = dict(mail.inbox(address)).get(uid) or abort(404)
        mail.reply(address, found, request.form["text"])
        return redirect(f"/?as={quote(address)}&sent")

    server = make_server(HOST, port, app, threaded=True, request_handler=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()


class _Quiet(WSGIRequestHandler):
    """Says nothing of requests that went well: the terminal is the person's."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None: ...
