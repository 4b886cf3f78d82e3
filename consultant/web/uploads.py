"""Files in forms: only the views that take them take large requests, and only from people who are known."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

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


def uploads(name: str) -> tuple[Upload, ...]:
    """Return the files of a form field; a field in which nothing was chosen has none."""
    return tuple(
        Upload(given.filename.replace("\0", ""), given.mimetype or "application/octet-stream", given.read())
        for given in request.files.getlist(name)
        if given.filename
    )
