"""The API under /api/v1: the same questions as the pages, as JSON, for programs of people of the desk."""

from flask import Flask
from flask_smorest import Api
from flask_wtf.csrf import CSRFProtect
from marshmallow import Schema, fields

from consultant.web.api.codes import codes
from consultant.web.api.programs import programs

VERSION = "v1"
ROOT = f"/api/{VERSION}"


class FaultSchema(Schema):
    """What is wrong, in one sentence."""

    error = fields.String(required=True)


class OurApi(Api):  # type: ignore[misc]  # the library has no types
    """An API whose faults look as ours do."""

    ERROR_SCHEMA = FaultSchema


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
    api = OurApi(app)
    for blueprint in (codes, programs):
        protection.exempt(blueprint)
        api.register_blueprint(blueprint, url_prefix=ROOT)
