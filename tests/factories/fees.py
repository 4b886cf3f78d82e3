"""A small fee schedule of 2026 in the layout of CMS, with an endoscopy family, and its localities."""

from pathlib import Path

import pytest

from consultant.adapters.library import fee_file, locality_file
from consultant.adapters.library.building import BuiltRelease
from consultant.bootstrap import Services
from consultant.services import code_releases
from tests.coding.releases.official import FEE_ROWS, GPCI, fee_csv, write

KNEE = FEE_ROWS[0].replace("20610,", "27447,").replace(",000,", ",090,")
CHEST = FEE_ROWS[1].replace("71046,26,", "71046,,")
COLONOSCOPY = FEE_ROWS[0].replace("20610,", "45378,").replace(",0.79,", ",3.26,")
"""A base endoscopy; two of its family follow."""
BIOPSY, POLYP = (
    COLONOSCOPY.replace("45378,", f"{code},", 1)
    .replace(",3.26,", f",{work},")
    .replace(",2,1,1,0,0,0,,", ",3,0,1,0,0,0,45378,")
    for code, work in (("45380", "3.56"), ("45385", "4.57"))
)


def build_fee_schedule(folder: Path, into: Path) -> list[BuiltRelease]:
    """Build the release files of the schedule (without the quality programme) and of two localities into ``into``."""
    with pytest.MonkeyPatch.context() as small:
        small.setattr(fee_file, "LEAST_ROWS", 1)
        small.setattr(locality_file, "LEAST_LOCALITIES", 1)
        rows = fee_csv(*FEE_ROWS, KNEE, CHEST, COLONOSCOPY, BIOPSY, POLYP)
        return [
            fee_file.build_fees(write(folder, "PPRRVU2026_Jul_nonQPP.csv", rows), into),
            locality_file.build_localities(write(folder, "GPCI2026.csv", GPCI), into),
        ]


def install_fee_schedule(desk: Services, folder: Path) -> None:
    """Install the schedule and its localities in a desk."""
    for built in build_fee_schedule(folder, desk.shelf.folder):
        code_releases.keep(built, blobs=desk.blobs)
        with desk.database.transaction() as tx:
            code_releases.install(tx, built, clock=desk.clock)
