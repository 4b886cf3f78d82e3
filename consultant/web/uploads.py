"""Files in forms: only the views that take them take large requests, and only from people who are known."""

from collections.abc import Callable
from typing import IO, Any, TypeVar, cast

from flask import Flask, Request, current_app, request
from werkzeug.datastructures import FileStorage

from consultant.coding.releases.veiled import VeiledFile
from consultant.services.web_replies import Upload

View = TypeVar("View", bound=Callable[..., Any])


def takes_files(octets: Callable[[], int], *, known: Callable[[], bool]) -> Callable[[View], View]:
    """Mark a view: its requests may have so many bytes where ``known`` says that the sender is somebody."""

    def mark(view: View) -> View:
        view.__dict__["takes_files"] = (octets, known)
        return view

    return mark


def install(app: Flask) -> None:
    """Raise the limit of marked views. Must come before whatever reads forms."""

    def widen() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        octets, known = getattr(view, "takes_files", (None, None))
        if octets is not None and known is not None and known():
            request.max_content_length = octets()

    app.before_request(widen)
    app.request_class = VeiledRequest


class VeiledRequest(Request):
    """A request whose files wait, while they come in, where this process alone can read them."""

    def _get_file_stream(self, *given: Any, **named: Any) -> IO[bytes]:
        """What werkzeug would spool to a readable file; it says the lengths, the type and the name."""
        name = named.get("filename") or (given[2] if len(given) > 2 else "")
        return cast("IO[bytes]", VeiledFile(name or ""))


def veiled(given: FileStorage) -> VeiledFile:
    """The file that was handed in, as it waits."""
    assert isinstance(given.stream, VeiledFile)  # noqa: S101 - every request is a VeiledRequest
    return given.stream


def uploads(name: str) -> tuple[Upload, ...]:
    """Return the files of a form field; a field in which nothing was chosen has none."""
    return tuple(
        Upload(given.filename.replace("\0", ""), given.mimetype or "application/octet-stream", given.read())
        for given in request.files.getlist(name)
        if given.filename
    )
