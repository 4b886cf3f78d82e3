"""The application factory: nothing is configured anywhere else."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from consultant.bootstrap import Services
from consultant.web import access, api, assets, desk, errors, forms, headers, identity, limits, printing, uploads
from consultant.web.hub import Hub
from consultant.web.views import BLUEPRINTS

MAX_FORM_BYTES = 2_000_000


def create_app(services: Services) -> Flask:
    """Return the dashboard over ``services``. Raises RuntimeError when a route declares no right."""
    https = urlsplit(services.settings.base_url).scheme == "https"
    app = Flask("consultant.web", static_folder=None, template_folder=str(services.settings.templates_dir / "pages"))
    app.config.update(
        {**identity.settings(services.keys.derive("web sessions").hex(), https=https), **api.settings()},
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        # A form stays good as long as the session: nobody loses an answer to a page that was open for an hour.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=https,
        TEMPLATES_AUTO_RELOAD=False,
        JSON_SORT_KEYS=False,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.auto_reload = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    trusted = services.settings.trusted_proxies
    if trusted:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted)  # type: ignore[method-assign]
    app.extensions["consultant"] = desk.Desk(
        services, ZoneInfo(services.settings.zone), Hub(services.database, services.events)
    )

    uploads.install(app)
    limits.install(app, services.settings.redis_url)
    protection = CSRFProtect(app)
    identity.install(app, services.database)
    headers.install(app, https=https)
    assets.install(app)
    printing.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    api.install(app, protection)
    errors.install(app)
    access.guard(app)
    app.before_request(forms.refuse_nul)
    return app


def warm(app: Flask) -> None:
    """Compile every template before the first request asks for one."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        if not name.startswith("security/"):
            app.jinja_env.get_template(name)
