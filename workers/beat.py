"""The beat process: ``python -m workers.beat``. It ticks each second; its schedule lies in the data folder."""

from consultant.adapters.pulse import beating
from consultant.config import make_folder, plainly
from consultant.domain.supervision import Process
from workers.app import app, services, settings


def main() -> None:
    """Tick until it is told to end."""
    with plainly():
        make_folder(settings)
    with beating(services().database, services().clock, Process.BEAT):
        app.start(["--quiet", "beat", "--loglevel", "WARNING", "--pidfile="])


if __name__ == "__main__":
    main()
