"""Walls that the import contracts do not see: who reads notes, who builds engines, who reads the environment."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from consultant.config import ROOT
from tests.architecture.test_layout import modules

MAILERS = (
    "consultant/services/writing.py",
    "consultant/services/replies.py",
    "consultant/services/acknowledgements.py",
    "consultant/services/deliveries.py",
    "consultant/db/queries/outbound.py",
    "consultant/adapters/smtp.py",
    "consultant/adapters/rendering.py",
    "workers/outbound.py",
    "workers/acknowledgements.py",
)


def tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text())


def imported(module: Path) -> set[str]:
    """Return every name that a module imports, with the module that it comes from."""
    names: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def called(module: Path) -> set[str]:
    """Return the last word of everything that a module calls."""
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
    }


def attributes(module: Path) -> set[str]:
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


def test_nothing_that_composes_or_sends_mail_can_read_internal_notes():
    mailers = [Path(name) for name in MAILERS] + [
        module for module in modules() if module.parts[:2] == ("consultant", "mail")
    ]

    guilty = {
        str(module): found
        for module in mailers
        if (
            found := {
                name
                for name in imported(module)
                if name.endswith((".Note", "queries.notes", "services.notes", "models.message.Note"))
            }
        )
    }

    assert guilty == {}


def test_only_the_composition_roots_build_an_engine():
    builders = {str(module) for module in modules() if {"build_engine", "create_engine"} & called(module)}

    # A child of the poller is the root of a process of its own, which needs nothing but its database.
    assert builders == {"consultant/bootstrap.py", "consultant/db/engine.py", "consultant/poller/takers.py"}


def test_only_the_settings_read_the_environment():
    readers = {
        str(module)
        for module in modules()
        if attributes(module) & {"os.environ", "os.getenv", "os.putenv"}
        or {"os.environ", "os.getenv"} & imported(module)
    }

    # The demo starts the other processes, so it hands them an environment; its mail server is one of them.
    assert {name for name in readers if not name.startswith("consultant/demo/")} == {"consultant/config.py"}


def test_no_use_case_commits_and_none_asks_for_the_time_by_itself():
    guilty = {
        str(module)
        for module in modules()
        if module.parts[:2] in {("consultant", "services"), ("consultant", "domain")}
        and {"commit", "rollback", "utcnow", "today"} & called(module)
    }

    assert guilty == set()


def test_sql_stands_in_queries_alone():
    allowed = ("consultant/db/", "consultant/web/identity.py", "consultant/adapters/library/")
    guilty = {
        str(module)
        for module in modules()
        if not str(module).startswith(allowed)
        and any(name.startswith("sqlalchemy") and name != "sqlalchemy.exc" for name in imported(module))
    }

    assert guilty == set()


PROBE = """
import importlib, json, os, socket, sys
opened = []
real = socket.socket.connect
socket.socket.connect = lambda self, address: opened.append(str(address)) or real(self, address)
socket.socket.bind = lambda self, address: opened.append(str(address))
def heard(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        if not arguments[0].endswith((".pyc",)) and "__pycache__" not in arguments[0] and arguments[0] != os.devnull:
            written.append(arguments[0])
    elif event in {"os.mkdir", "os.rename", "os.remove", "subprocess.Popen"}:
        if "__pycache__" not in str(arguments):
            written.append(f"{event} {arguments[0]!r}")
written = []
sys.addaudithook(heard)
before = dict(os.environ)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps({"written": written, "opened": opened, "environment": dict(os.environ) != before}))
"""


@pytest.mark.parametrize("package", ["consultant", "workers"])
def test_importing_a_module_does_nothing_else(package: str, tmp_path: Path):
    names = [".".join(module.with_suffix("").parts) for module in modules() if module.parts[0] == package]
    # The WSGI entry and the server's settings are what a server loads instead of a command: they are the command.
    names = [name for name in names if name not in {"consultant.web.wsgi", "consultant.web.gunicorn_conf"}]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(names)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "CONSULTANT_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    found = json.loads(done.stdout.splitlines()[-1])

    assert found == {"written": [], "opened": [], "environment": False}
    assert list(tmp_path.iterdir()) == []
