"""What of the desk's health lies outside its database: Redis, and the disk of the data folder."""

import shutil
from pathlib import Path

from consultant.adapters.events import trouble_of
from consultant.services.health import Around


def look_around(data_dir: Path, redis_url: str) -> Around:
    """Return it, within about a second. An empty ``redis_url``: there is none to be asked."""
    disk = shutil.disk_usage(data_dir)
    return Around(trouble_of(redis_url) if redis_url else None, disk.free, disk.total)
