"""Queue and ticket page at 10,000 and 100,000 tickets: median, p99 and the number of statements. Aim: 50 ms at p99.

Run: ``python -m bench.pages [REQUESTS]``. The application answers in this process, signed in, with its real database.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable

from flask.testing import FlaskClient
from rich.console import Console
from rich.table import Table
from sqlalchemy import event, text

from bench.desk import add_mailbox, databases, desk
from bench.fill import fill, people
from consultant.adapters.passwords import hash_password
from consultant.bootstrap import Services
from consultant.services import users
from consultant.web.app import create_app
from consultant.web.gunicorn_conf import post_worker_init

SIZES = (10_000, 100_000)
PASSWORD = "a long password of the bench"


def main() -> None:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    table = Table("database", "tickets", "page", "median ms", "p99 ms", "statements", title=f"{requests} requests each")
    result: dict[str, dict[str, dict[str, float]]] = {}
    with databases() as kinds:
        for kind, url in kinds.items():
            with desk(url) as services:
                _measure(services, kind, requests, table, result)
    Console().print(table)
    print(json.dumps({"bench": "pages", **result}))


def _measure(
    services: Services, kind: str, requests: int, table: Table, result: dict[str, dict[str, dict[str, float]]]
) -> None:
    mailbox_id = add_mailbox(services)
    email = "coder1@desk.example"
    ids = people(services)
    with services.database.transaction() as tx:
        users.set_password(tx, email, hash_password(PASSWORD))
    client = sign_in(services, email)
    counted: list[int] = []

    def count(*_: object) -> None:
        counted[-1:] = [counted[-1] + 1] if counted else [1]

    event.listen(services.database.engine, "before_cursor_execute", count)
    before = 0
    for size in SIZES:
        fill(services, mailbox_id, ids, before + 1, size)
        before = size
        with services.database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
        post_worker_init(None)  # what lies in memory is out of the collector's walks, as in a web worker
        chance = random.Random(size)
        pages: dict[str, Callable[[], str]] = {
            "queue, unassigned": lambda: "/?view=unassigned",
            "queue, mine": lambda: "/?view=mine",
            "queue, all": lambda: "/?view=all",
            "queue, by code": lambda: "/?view=all&code=M00.07",
            "queue, by tag": lambda: "/?view=all&tag=tag+3",
            "queue, nothing urgent": lambda: "/?view=all&priority=urgent",
            "ticket": lambda size=size, chance=chance: f"/tickets/{chance.randint(1, size)}",
        }
        for name, path in pages.items():
            times, statements = _time(client, path, requests, counted)
            figures = {
                "median": statistics.median(times),
                "p99": statistics.quantiles(times, n=100)[98],
                "statements": max(statements),
            }
            result.setdefault(kind, {})[f"{name} at {size}"] = figures
            table.add_row(
                kind, f"{size:,}", name, f"{figures['median']:.1f}", f"{figures['p99']:.1f}", f"{figures['statements']}"
            )


def _time(
    client: FlaskClient, path: Callable[[], str], requests: int, counted: list[int]
) -> tuple[list[float], list[int]]:
    times, statements = [], []
    for number in range(requests + 5):
        address = path()
        counted.append(0)
        began = time.perf_counter()
        answer = client.get(address)
        seconds = time.perf_counter() - began
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")
        if number >= 5:
            times.append(seconds * 1000)
            statements.append(counted[-1])
    return times, statements


def sign_in(services: Services, email: str) -> FlaskClient:
    app = create_app(services)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/login", data={"email": email, "password": PASSWORD})
    return client


if __name__ == "__main__":
    main()
