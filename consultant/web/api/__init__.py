"""The API under /api/v1: the same questions as the pages, as JSON, for programs of people of the desk."""

from flask import Flask
from flask_smorest import Api
from flask_wtf.csrf import CSRFProtect

from consultant.web.api.codes import codes

VERSION = "v1"
ROOT = f"/api/{VERSION}"


def settings() -> dict[str, object]:
    """Return the configuration of the OpenAPI document."""
    return {
        "API_TITLE": "Consultant",
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.1.0",
        "OPENAPI_URL_PREFIX": ROOT,
        "OPENAPI_JSON_PATH": "openapi.json",
        "API_SPEC_OPTIONS": {
            "security": [{"token": []}],
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        },
    }


def install(app: Flask, protection: CSRFProtect) -> None:
    """Register the API. It takes tokens alone, never the cookie of a session, so no form of another site can use it."""
    api = Api(app)
    for blueprint in (codes,):
        protection.exempt(blueprint)
        api.register_blueprint(blueprint, url_prefix=ROOT)
