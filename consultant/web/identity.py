"""Signing in: flask-security over the desk's own users table, argon2, by password."""

from datetime import timedelta
from typing import Any

from flask import Flask, session
from flask_login import current_user, user_logged_in
from flask_security import LoginForm, Security, UserMixin
from flask_security.core import RoleMixin
from flask_security.datastore import UserDatastore
from wtforms import StringField
from wtforms.validators import DataRequired

from consultant.db.engine import Database
from consultant.services.pages import people

WRONG = "This email and password do not go together. Nothing was changed; try again, or ask an administrator for a new password."


class Account(UserMixin):
    """A row of users as the library wants to see it; it writes ``password`` and ``fs_uniquifier`` back."""

    id = 0
    email = ""
    name = ""
    role = ""
    password: str | None = None
    active = False
    fs_uniquifier = ""
    single_keys = True
    roles: list[RoleMixin] = []  # noqa: RUF012 - the library's own way

    def __init__(self, row: people.AccountRow) -> None:
        self.id = row.id
        self.email = row.email
        self.name = row.name
        self.role = row.role
        self.password = row.password
        self.active = row.active
        self.fs_uniquifier = row.fs_uniquifier
        self.single_keys = row.single_keys


class Accounts(UserDatastore):
    """The library's way to our users: each call is its own short transaction."""

    def __init__(self, database: Database) -> None:
        super().__init__(Account, RoleMixin)
        self.database = database

    def find_user(self, case_insensitive: bool = False, **by: Any) -> Account | None:
        """Return the account with the given ``email``, ``fs_uniquifier`` or ``id``, or None."""
        _ = case_insensitive  # addresses are always compared without case
        with self.database.reading() as tx:
            row = people.account(tx, **by)
        return Account(row) if row else None

    def find_role(self, role: str) -> None:
        """Roles are words in domain.rights; the library has none of its own."""

    def put(self, user: Account) -> Account:
        """Write a renewed password hash or session mark."""
        with self.database.transaction() as tx:
            people.renew(tx, user.id, password=user.password, fs_uniquifier=user.fs_uniquifier)
        return user

    def commit(self) -> None:
        """Nothing waits: put() has committed."""


class SignIn(LoginForm):
    """Work email and password. What is wrong is said once and never tells which of the two."""

    email = StringField("Work email", validators=[DataRequired("Type your work email.")])
    remember = None
    submit = None

    def validate(self, **kwargs: Any) -> bool:
        """Say whether the two belong together; otherwise ``form_errors`` holds the one sentence."""
        if self.email.data:
            self.email.data = self.email.data.strip()
        good: bool = super().validate(**kwargs)
        if not good and not self.csrf_token.errors:
            self.email.errors = []
            self.password.errors = [WRONG]
        return good


def settings(secret: str, *, https: bool) -> dict[str, Any]:
    """Return the configuration of sessions and of the library."""
    return {
        "SECRET_KEY": secret,
        "SESSION_COOKIE_NAME": "consultant",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": https,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": True,  # plain argon2, so that the command line writes the same hash
        "SECURITY_PASSWORD_SALT": "",
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_FRESHNESS": timedelta(seconds=-1),
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_LOGIN_USER_TEMPLATE": "session/login.html",
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": "/login",
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": False,
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"email": {"mapper": str.strip, "case_insensitive": True}}],
        "SECURITY_API_ENABLED_METHODS": ["session"],
    }


def install(app: Flask, database: Database) -> None:
    """Register sign-in and sign-out; nothing else of the library has a route, and a session is the only way in."""
    security = Security(app, Accounts(database), login_form=SignIn, register_blueprint=True)
    security.want_json(lambda _request: False)
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]  # set by the library
    # The library would look up who is signed in for every page, and so for the one that says the database is away.
    processors = app.template_context_processors[None]
    processors[:] = [each for each in processors if each.__module__ != "flask_login.utils"]
    app.jinja_env.globals["current_user"] = current_user
    user_logged_in.connect(_begin_session, app)


def _begin_session(_app: Flask, **_more: object) -> None:
    session.permanent = True  # it ends after PERMANENT_SESSION_LIFETIME without a request
