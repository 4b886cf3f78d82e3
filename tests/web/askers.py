"""An asker's hands: a link, a code from the mail, a reply with files."""

import io
import re
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail
from tests.factories import rows
from tests.web.conftest import Browser

FILE = b"line one\nline two\n"


def form_of(page: Any, ending: str) -> Any:
    found = page.find("form", action=re.compile(rf"{ending}$"))
    assert found is not None
    return found


def mailed_code(desk: Services) -> str:
    newest = rows.every(desk, OutboundMail, kind="access_code")[-1]
    found = re.search(rb"The code is (\d{3} \d{3})", newest.raw)
    assert found is not None
    return found[1].decode()


def let_in(browser: Browser, desk: Services, address: str) -> Browser:
    answer = browser.submit(form_of(browser.page(address), "/code"))
    assert answer.status_code == 303
    answer = browser.submit(form_of(browser.page(answer.location), "/open"), code=mailed_code(desk))
    assert (answer.status_code, answer.location) == (303, address), answer.text
    return browser


def multipart(data: dict[str, Any], *files: tuple[str, bytes]) -> dict[str, Any]:
    """Return a form with files as a browser sends it. The test client's own way leaves large ones open on disk."""
    boundary, body = encode_multipart(
        {**data, "files": [FileStorage(io.BytesIO(content), name) for name, content in files]}
    )
    return {"data": body, "content_type": f'multipart/form-data; boundary="{boundary}"'}


def send(browser: Browser, address: str, text: str, *files: tuple[str, bytes]) -> Any:
    form = form_of(browser.page(address), "/reply")
    return browser.client.post(form["action"], **multipart({**browser.fields(form), "text": text}, *files))
