"""Files in the layout of CPT with invented numbers and words: the project holds no descriptor of the AMA's."""

import zipfile
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.cpt_list import build_cpt

MARKER = "zqinvented"
NOTICE = "CPT(R) 2026 in an invented notice\r\nCopyright 1995, 2025 somebody\r\n\r\n"
ROWS = {
    "69981": f"Invented service one of the long kind {MARKER}",
    "69982": f"Invented service two of the long kind {MARKER}",
    "0981T": f"Invented service three of the long kind {MARKER}",
}


def text(rows: dict[str, str], notice: str = NOTICE) -> str:
    return notice + "".join(f"{code}\t{words}\r\n" for code, words in rows.items())


def write_cpt(folder: Path, notice: str = NOTICE) -> list[Path]:
    """Write the long and the short file of one edition."""
    long, short = folder / "LONGULT.txt", folder / "SHORTU.txt"
    long.write_text(text(ROWS, notice), newline="")
    short.write_text(text({code: f"Inv srv {MARKER} {at}" for at, code in enumerate(ROWS)}, notice), newline="")
    return [long, short]


def zip_cpt(folder: Path) -> Path:
    """Write both files as one zip."""
    archive = folder / "edition.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in write_cpt(folder):
            packed.write(path, path.name)
            path.unlink()
    return archive


def built_cpt(folder: Path, into: Path, notice: str = NOTICE) -> BuiltRelease:
    """Build the release file of the edition; a test lowers ``LEAST_CODES`` first where it is to count as whole."""
    return build_cpt(write_cpt(folder, notice), into, licensed=True)
