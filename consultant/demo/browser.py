"""A person's hands without a person: sign in, read pages, fill in the dashboard's own forms. Over HTTP, with cookies."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser

from consultant.errors import PermanentError


@dataclass(slots=True)
class Form:
    """A form of a page with the values that it holds."""

    action: str
    fields: dict[str, str]
    names: set[str]


class Page(HTMLParser):
    """What a page says: its forms, its code pills, its links, its text."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url, self.html = url, html
        self.forms: list[Form] = []
        self.pills: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self._form: Form | None = None
        self._area: str | None = None
        self._in_number = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), {}, set())
            self.forms.append(self._form)
        elif tag in {"input", "textarea", "select", "button"} and self._form is not None and given.get("name"):
            self._form.names.add(given["name"])
            if tag == "textarea":
                self._area = given["name"]
                self._form.fields[self._area] = ""
            elif tag == "input" and given.get("type", "text") in {"hidden", "text", "email"}:
                self._form.fields[given["name"]] = given.get("value", "")
        elif tag == "a" and given.get("href"):
            self.links.append(given["href"])
        self._in_number = tag == "span" and "num" in given.get("class", "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        self._in_number = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_number:
            self.pills.add(data.strip())
        if self._area is not None and self._form is not None:
            self._form.fields[self._area] += data

    def form_with(self, *names: str) -> Form:
        """Return the first form that has all these fields. Raises PermanentError."""
        for form in self.forms:
            if set(names) <= form.names:
                return form
        raise PermanentError(f"the page {urllib.parse.urlsplit(self.url).path} has no form with {', '.join(names)}")


class Browser:
    """Keeps cookies and follows redirects."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> Page:
        """Open a page."""
        return self._open(urllib.request.Request(urllib.parse.urljoin(self._base, path)))  # noqa: S310 - the demo's own address

    @contextmanager
    def stream(self, path: str) -> Iterator[Iterable[bytes]]:
        """Open an event stream; its lines come as they are sent, and none for half a minute ends it."""
        with self._opener.open(urllib.parse.urljoin(self._base, path), timeout=30) as lines:
            yield lines

    def submit(self, page: Page, form: Form, **values: str) -> Page:
        """Send a form with what the page put into it and ``values``."""
        data = urllib.parse.urlencode({**form.fields, **values}).encode()
        request = urllib.request.Request(urllib.parse.urljoin(page.url, form.action or page.url), data)  # noqa: S310
        request.add_header("Referer", page.url)
        return self._open(request)

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=20) as answer:
                return Page(answer.url, answer.read().decode())
        except urllib.error.HTTPError as error:
            path = urllib.parse.urlsplit(request.full_url).path
            raise PermanentError(f"the dashboard answered {path} with {error.code}") from None
        except OSError as error:
            raise PermanentError(f"the dashboard did not answer ({type(error).__name__})") from None
