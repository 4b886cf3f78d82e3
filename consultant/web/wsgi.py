"""Entry of the web server: the dashboard over the services that the environment describes."""

from consultant import bootstrap, config
from consultant.web.app import create_app, warm

with config.plainly():
    app = create_app(bootstrap.build(config.load()))
warm(app)
