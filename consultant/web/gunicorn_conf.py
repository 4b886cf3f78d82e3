"""Settings of the web server (``gunicorn -c python:consultant.web.gunicorn_conf consultant.web.wsgi:app``)."""

import gc

from consultant.bootstrap import build, check
from consultant.config import load, plainly
from consultant.web.hub import STREAMS

with plainly():
    bind = load().bind

worker_class = "gthread"
# Every open event stream holds a thread; pages keep eight of their own.
threads = STREAMS + 8
workers = 1
keepalive = 5
timeout = 60
# Streams end within a beat; nobody waits for them at Ctrl-C.
graceful_timeout = 3
accesslog = None
control_socket_disable = True


def on_starting(_server: object) -> None:
    """Check the settings before the first worker is forked: the server would start one that cannot begin again and again."""
    with plainly():
        services = build(load())
        check(services)
    services.close()


def post_worker_init(_worker: object) -> None:
    """Take what the application loaded out of the collector's walks: a full one held a page up for a tenth of a second."""
    gc.collect()
    gc.freeze()
