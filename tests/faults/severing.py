"""Take the database away from the workers, and from nobody else."""

import sqlite3
import threading

import psycopg

WORKERS = "desk worker"
"""The name under which the workers are known to PostgreSQL (PGAPPNAME)."""
_CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s"
LOCKED_SECONDS = 0.6


def sever(url: str) -> None:
    """End every session of the workers with PostgreSQL; SQLite's file is locked for longer than they have patience."""
    if not url.startswith("sqlite"):
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True, application_name="scissors") as admin:
            admin.execute(_CUT, (WORKERS,))
        return
    connection = sqlite3.connect(
        url.removeprefix("sqlite:///"), timeout=10, isolation_level=None, check_same_thread=False
    )
    connection.execute("BEGIN IMMEDIATE")
    threading.Timer(LOCKED_SECONDS, connection.close).start()
