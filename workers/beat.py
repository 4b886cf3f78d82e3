"""The beat process: ``python -m workers.beat``. It ticks each second; its schedule lies in the data folder."""

from consultant.config import make_folder, plainly
from workers.app import app, settings


def main() -> None:
    """Tick until it is told to end."""
    with plainly():
        make_folder(settings)
    app.start(["--quiet", "beat", "--loglevel", "WARNING", "--pidfile="])


if __name__ == "__main__":
    main()
