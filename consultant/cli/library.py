"""The installed releases for a command that opens no database."""

from consultant.adapters.library.shelf import Shelf
from consultant.coding.catalogue import Catalogue
from consultant.config import load, make_folder
from consultant.errors import UserError


def library() -> Catalogue:
    """The release files last active on this host. Raises UserError before set-up, ConfigError."""
    settings = load()
    make_folder(settings)
    shelf = Shelf(settings.data_dir / "releases", cpt_licensed=bool(settings.cpt_licence))
    active = shelf.noted()
    if not active:
        raise UserError(f"no code release is installed in {shelf.folder}; run: consultant setup")
    return shelf.catalogue(active)
