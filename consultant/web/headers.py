"""Security headers of every answer. One policy for pages, one for mail in its frame.

Pages carry no inline script and no style attribute, so scripts need the nonce of their page and styles come from here
alone. Mail is shown in a sandboxed frame whose own policy loads nothing.
"""

import secrets

from flask import Flask, Response, g

FRAME_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"


def nonce() -> str:
    """Return this answer's nonce: fresh for every request."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    value: str = g.nonce
    return value


def page_policy(value: str) -> str:
    """Return the policy of a page whose scripts carry ``value`` as nonce."""
    return (
        f"default-src 'self'; script-src 'nonce-{value}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def framed(response: Response, *, remote_images: bool = False) -> Response:
    """Return ``response`` as something that only a frame of ours shows: nothing runs in it, nothing is loaded from it.

    ``remote_images``: the reader asked for the pictures of other servers; they alone are loaded, and learn no address of ours.
    """
    policy = FRAME_POLICY.replace("img-src data:", "img-src data: https: http:") if remote_images else FRAME_POLICY
    response.headers["Content-Security-Policy"] = policy
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def install(app: Flask, *, https: bool) -> None:
    """Put the headers on every answer."""

    def protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", page_policy(nonce()))
        headers.setdefault("X-Frame-Options", "DENY")
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "same-origin")
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        if https:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        # What a page shows is about patients: no cache between us and the reader may keep it.
        headers.setdefault("Cache-Control", "no-store")
        return response

    app.after_request(protect)
    app.jinja_env.globals["nonce"] = nonce
