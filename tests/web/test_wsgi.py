import json
import os
import subprocess
import sys

from consultant.config import ROOT


def test_the_entry_of_the_server_answers_from_the_environment_alone(tmp_path):
    """In a process of its own: the entry reads the environment and sets up logging when it is imported."""
    script = (
        "import json; from consultant.web.wsgi import app; print(json.dumps(app.test_client().get('/').status_code))"
    )
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**keep, "CONSULTANT_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert json.loads(done.stdout.splitlines()[-1]) == 302
