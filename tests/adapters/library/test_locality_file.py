from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from consultant.adapters.library import locality_file
from consultant.adapters.library.locality_file import LocalityFile, build_localities
from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import GPCI, write

pytestmark = pytest.mark.usefixtures("short")


def test_localities_of_a_year_are_kept_by_state_with_their_zeros(tmp_path: Path):
    built = build_localities(write(tmp_path, "GPCI2026.csv", GPCI), tmp_path / "shelf")
    file = LocalityFile(built.path)

    assert built.counts == {"localities": 2}
    assert file.release.label == "Medicare localities (GPCI), 2026"
    assert (file.release.effective_from, file.release.effective_to) == (date(2026, 1, 1), date(2026, 12, 31))
    alaska, alabama = file.localities()
    assert (alaska.contractor, alaska.number, alaska.name, alaska.work) == ("02102", "01", "ALASKA", Decimal("1.500"))
    assert (alabama.practice, alabama.malpractice) == (Decimal("0.875"), Decimal("0.566"))


def test_a_year_that_the_headings_lack_can_be_told(tmp_path: Path):
    path = write(tmp_path, "GPCI.csv", GPCI.replace("2026 P", "P").replace("2026 M", "M"))

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_localities(path, tmp_path / "shelf")
    assert build_localities(path, tmp_path / "shelf", effective=date(2025, 1, 1)).described.label.endswith("2025")


def test_a_locality_that_stands_twice_is_refused_and_leaves_nothing(tmp_path: Path):
    line = "10112,AL,00,ALABAMA,1.000,0.875,0.566\n"
    path = write(tmp_path, "GPCI2026.csv", GPCI.replace(line, line * 2))

    with pytest.raises(UnreadableRelease, match="every locality once"):
        build_localities(path, tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()


@pytest.mark.shared
def test_the_excerpt_of_the_official_file_is_read_but_is_not_whole(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    excerpt = shared / "layouts" / "GPCI2026.excerpt.csv"

    assert build_localities(excerpt, tmp_path).counts == {"localities": 3}
    monkeypatch.setattr(locality_file, "LEAST_LOCALITIES", 80)
    with pytest.raises(UnreadableRelease, match="every locality, 80 or more, not 3"):
        build_localities(excerpt, tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()
