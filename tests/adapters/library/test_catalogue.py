from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import cpt_list
from consultant.adapters.library.building import Described
from consultant.adapters.library.catalogue import LibraryCatalogue, fiscal_year
from consultant.adapters.library.hcpcs import SAMPLE, build_hcpcs, build_hcpcs_descriptors, build_hcpcs_sample
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.release_file import ReleaseFile
from consultant.adapters.library.writer import StoredEntry, write_release
from consultant.coding.catalogue import Billable, Expired, Header, NotChecked, NotYetEffective, Unknown
from consultant.coding.edits import NotHeld, Setting
from consultant.coding.sets import System
from tests.coding.shipped import IN_SEASON
from tests.factories import cpt as cpt_files

CM = System.CM


def cm(folder: Path, begins: date, *codes: str, headers: tuple[str, ...] = ()) -> ReleaseFile:
    """A tiny list of a fiscal year."""
    ends = date(fiscal_year(begins), 9, 30)
    entries = [
        StoredEntry(code, "code", f"Text of {code}", billable=code not in headers, parent=-1, last=place)
        for place, code in enumerate((*codes, *headers))
    ]
    label = f"ICD-10-CM FY {ends.year}, release of {begins}"
    return ReleaseFile(write_release(folder, Described(CM, label, begins, ends, "test", ()), entries, {}).path)


@pytest.fixture
def hcpcs(tmp_path: Path) -> LibraryCatalogue:
    path = tmp_path / "HCPC2026_APR.txt"
    path.write_bytes(SAMPLE.read_bytes())
    return LibraryCatalogue([ReleaseFile(build_hcpcs(path, tmp_path).path)])


@pytest.mark.parametrize(
    ("on", "year"), [(date(2025, 9, 30), 2025), (date(2025, 10, 1), 2026), (date(2026, 4, 1), 2026)]
)
def test_a_fiscal_year_begins_on_1_october(on, year):
    assert fiscal_year(on) == year


def test_the_one_list_of_a_year_speaks_from_1_october_and_says_so(catalogue):
    answer = catalogue.ask(CM, "E11.9", date(2025, 10, 1))

    assert isinstance(answer, Billable)
    assert answer.caveat == "the list of 1 Oct 2025 is not installed; this release speaks for the whole year"
    assert catalogue.ask(CM, "E11.9", IN_SEASON).caveat is None


@pytest.mark.parametrize("on", [date(2025, 9, 30), date(2026, 10, 1), date(1999, 1, 1)])
@pytest.mark.parametrize("code", ["E11.9", "E11.99"])
def test_a_date_outside_the_installed_years_is_not_checked(catalogue, on, code):
    answer = catalogue.ask(CM, code, on)

    assert isinstance(answer, NotChecked)
    assert answer.reason == f"no ICD-10-CM list of FY {fiscal_year(on)} is installed"
    assert (answer.entry is None) == (code == "E11.99")


def test_a_header_counts_and_shows_its_leaves(catalogue):
    answer = catalogue.ask(CM, "E11", IN_SEASON)

    assert isinstance(answer, Header)
    assert (answer.leaf_count, len(answer.leaves)) == (87, 12)


def test_a_code_that_never_was_is_unknown_with_its_nearest(catalogue):
    answer = catalogue.ask(CM, "E11.99", IN_SEASON)

    assert isinstance(answer, Unknown)
    assert [near.code for near in answer.nearest][:2] == ["E11.9", "E11"]


def test_the_list_of_the_date_decides_between_two_releases_of_a_year(tmp_path: Path):
    october = cm(tmp_path, date(2025, 10, 1), "A00.0", "A00.1")
    april = cm(tmp_path, date(2026, 4, 1), "A00.0", "A00.2", headers=("A00.1",))
    catalogue = LibraryCatalogue([april, october])

    assert catalogue.ask(CM, "A00.1", date(2026, 3, 31)) == Billable(october.entry(CM, "A00.1"), october.release)
    assert isinstance(catalogue.ask(CM, "A00.1", date(2026, 4, 1)), Header)
    early = catalogue.ask(CM, "A00.2", date(2026, 3, 31))
    assert isinstance(early, NotYetEffective)
    assert early.effective_from == date(2026, 4, 1)


def test_a_code_gone_from_the_list_is_expired_with_its_last_day(tmp_path: Path):
    catalogue = LibraryCatalogue(
        [cm(tmp_path, date(2024, 10, 1), "A00.0", "T78.1"), cm(tmp_path, date(2025, 10, 1), "A00.0")]
    )

    answer = catalogue.ask(CM, "T78.1", date(2026, 1, 1))

    assert isinstance(answer, Expired)
    assert answer.last_day == date(2025, 9, 30)
    assert isinstance(catalogue.ask(CM, "T78.1", date(2025, 9, 30)), Billable)


@pytest.mark.parametrize(
    ("on", "kind"), [(date(2017, 12, 31), Billable), (date(2018, 1, 1), Expired), (date(2001, 3, 31), NotYetEffective)]
)
def test_hcpcs_codes_follow_the_dates_in_the_file_ends_included(hcpcs, on, kind):
    assert isinstance(hcpcs.ask(System.HCPCS, "G0202", on), kind)


def test_a_whole_hcpcs_file_knows_what_it_does_not_list(hcpcs):
    assert isinstance(hcpcs.ask(System.HCPCS, "J9999", date(2026, 5, 1)), Unknown)
    assert isinstance(hcpcs.ask(System.HCPCS, "J9999", date(2025, 5, 1)), NotChecked)


def test_a_hcpcs_file_is_silent_after_its_year(hcpcs):
    answer = hcpcs.ask(System.HCPCS, "J7325", date(2027, 1, 1))

    assert isinstance(answer, NotChecked)
    assert answer.entry.code == "J7325"


def test_a_date_before_the_file_is_answered_with_a_caveat(hcpcs):
    assert hcpcs.ask(System.HCPCS, "J7325", date(2020, 1, 1)).caveat == "dates as stated in a later release"


def test_the_sample_never_says_unknown(catalogue):
    answer = catalogue.ask(System.HCPCS, "J9999", IN_SEASON)

    assert isinstance(answer, NotChecked)
    assert answer.reason == "not in the sample; the HCPCS Level II file is not installed"


@pytest.mark.parametrize(
    ("system", "code", "reason"),
    [
        (System.CPT, "99213", "no licensed file installed"),
        (System.MODIFIER, "25", "no licensed file installed"),
        (System.PCS, "0SRC0J9", "no ICD-10-PCS release is installed"),
    ],
)
def test_what_no_release_holds_is_not_checked(catalogue, system, code, reason):
    assert catalogue.ask(system, code, IN_SEASON) == NotChecked(system, code, reason)


def test_modifiers_are_read_from_the_hcpcs_file(catalogue):
    assert isinstance(catalogue.ask(System.MODIFIER, "LT", IN_SEASON), Billable)
    assert catalogue.listed(System.MODIFIER, "LT")


def test_an_empty_library_checks_nothing():
    catalogue = LibraryCatalogue([])

    assert isinstance(catalogue.ask(CM, "E11.9", IN_SEASON), NotChecked)
    assert list(catalogue.word_indexes(IN_SEASON)) == []
    assert not catalogue.listed(CM, "E11.9")


def test_releases_are_listed_by_system_oldest_first(tmp_path: Path, releases):
    files = [cm(tmp_path, date(2024, 10, 1), "A00"), ReleaseFile(releases[1].path), ReleaseFile(releases[0].path)]

    listed = LibraryCatalogue(files).releases

    assert [release.system for release in listed] == [CM, CM, System.HCPCS]
    assert listed[0].effective_from == date(2024, 10, 1)


def test_the_history_of_a_code_is_how_each_release_has_it(tmp_path: Path):
    old = cm(tmp_path, date(2024, 10, 1), "G35")
    new = cm(tmp_path, date(2025, 10, 1), "G35.A", headers=("G35",))
    library = LibraryCatalogue([new, old])

    assert [(one.release, one.text, one.billable) for one in library.history(CM, "G35")] == [
        (old.release, "Text of G35", True),
        (new.release, "Text of G35", False),
    ]
    assert [one.text for one in library.history(CM, "G35.A")] == [None, "Text of G35.A"]


def test_a_header_says_since_when_even_if_a_release_between_has_it_as_one(tmp_path: Path):
    files = [
        cm(tmp_path, date(2024, 10, 1), "G35"),
        cm(tmp_path, date(2025, 10, 1), "G35.A", headers=("G35",)),
        cm(tmp_path, date(2026, 4, 1), "G35.A", headers=("G35",)),
    ]

    answer = LibraryCatalogue(files).ask(CM, "G35", date(2026, 5, 1))

    assert isinstance(answer, Header)
    assert answer.stopped == date(2025, 10, 1)


def test_a_desk_without_releases_says_for_every_port_that_nothing_is_held():
    catalogue = LibraryCatalogue([])
    on = date(2026, 5, 1)

    answers = (
        catalogue.edits.units("J1885", on, Setting.PRACTITIONER),
        catalogue.fees.fees("20610", on),
        catalogue.crosswalks.forward(CM, "250.00", on),
        catalogue.reference.place("11", on),
        catalogue.indexes.pcs_choices("0DT", on),
        *catalogue.indexes.paths_of(CM, "E11.9", on).missing,
        *catalogue.policies.policies("J1885", None, on).missing,
    )

    assert len(answers) == 11
    assert all(isinstance(answer, NotHeld) for answer in answers)


def undated(folder: Path, *codes: str) -> ReleaseFile:
    path = folder / "descriptors_2026.csv"
    path.write_text(
        "HCPCS_CODE,SHORT_DESCRIPTION,LONG_DESCRIPTION\n" + "".join(f"{code},Text,Text\n" for code in codes)
    )
    return ReleaseFile(build_hcpcs_descriptors(path, folder).path)


def test_a_list_without_dates_says_so_and_leaves_ends_to_an_older_one_that_has_them(tmp_path: Path):
    older = tmp_path / "HCPC2025.txt"
    older.write_bytes(SAMPLE.read_bytes())
    dated = ReleaseFile(build_hcpcs(older, tmp_path).path)
    rows = dated.rows("SELECT code FROM entry WHERE terminated IS NOT NULL")
    [(ended,)] = rows
    both = LibraryCatalogue([undated(tmp_path, ended, "J9999"), dated])
    on = date(2026, 5, 1)

    listed, gone, missing = (both.ask(System.HCPCS, code, on) for code in ("J9999", ended, "J9998"))

    assert isinstance(listed, NotChecked)
    assert listed.entry is not None
    assert listed.reason == "the list states no dates: a code that ended may still stand in it"
    assert isinstance(gone, Expired)
    assert gone.release == dated.release
    assert isinstance(missing, NotChecked)
    assert missing.reason == "the list states no dates, and the code is not in it"


def hcpcs_list(folder: Path, year: int, **added: date | None) -> ReleaseFile:
    """A whole contractor file's codes with the first days that it states."""
    entries = [
        StoredEntry(code, "code", f"Text of {code}", billable=True, parent=-1, last=place, added=begins)
        for place, (code, begins) in enumerate(added.items())
    ]
    described = Described(System.HCPCS, f"HCPCS {year}", date(year, 1, 1), date(year, 12, 31), "test", ())
    return ReleaseFile(write_release(folder, described, entries, {}).path)


@pytest.mark.parametrize(("on", "kind"), [(date(2019, 3, 31), NotYetEffective), (date(2019, 4, 1), Billable)])
def test_a_code_that_came_within_a_year_is_answered_by_the_dates_of_the_next_file(tmp_path: Path, on, kind):
    january = hcpcs_list(tmp_path, 2019, A0001=date(2010, 1, 1))
    later = hcpcs_list(tmp_path, 2020, A0001=date(2010, 1, 1), C9040=date(2019, 4, 1))

    answer = LibraryCatalogue([january, later]).ask(System.HCPCS, "C9040", on)

    assert isinstance(answer, kind)
    assert answer.release == later.release


def test_a_code_that_only_a_list_without_dates_has_is_not_said_to_be_unknown(tmp_path: Path):
    both = LibraryCatalogue([hcpcs_list(tmp_path, 2020, A0001=None), undated(tmp_path, "A2001")])

    answer = both.ask(System.HCPCS, "A2001", date(2020, 5, 1))

    assert isinstance(answer, NotChecked)
    assert answer.reason == "not in HCPCS 2020, and the list that has it states no dates"
    assert isinstance(both.ask(System.HCPCS, "A2002", date(2020, 5, 1)), Unknown)


def test_a_list_without_dates_does_not_speak_of_earlier_years(tmp_path: Path):
    answer = LibraryCatalogue([undated(tmp_path, "A2001")]).ask(System.HCPCS, "A2001", date(2015, 1, 1))

    assert isinstance(answer, NotChecked)


def test_a_hcpcs_code_that_a_newer_file_has_no_more_is_gone_and_not_unknown(tmp_path: Path):
    both = LibraryCatalogue(
        [hcpcs_list(tmp_path, 2019, A0001=None, A0002=None), hcpcs_list(tmp_path, 2020, A0001=None)]
    )

    answer = both.ask(System.HCPCS, "A0002", date(2020, 5, 1))

    assert isinstance(answer, Expired)
    assert (answer.last_day, answer.exact) == (date(2019, 12, 31), False)


def test_a_code_is_good_from_the_day_from_which_its_list_speaks(tmp_path: Path):
    catalogue = LibraryCatalogue(
        [cm(tmp_path, date(2024, 10, 1), "A00.0"), cm(tmp_path, date(2026, 4, 1), "A00.0", "A00.1")]
    )

    early = catalogue.ask(CM, "A00.1", date(2025, 9, 30))

    assert isinstance(early, NotYetEffective)
    assert (early.effective_from, early.exact) == (date(2025, 10, 1), True)
    assert isinstance(catalogue.ask(CM, "A00.1", early.effective_from), Billable)


def test_where_lists_between_are_missing_no_day_of_a_change_is_claimed(tmp_path: Path):
    old = cm(tmp_path, date(2020, 10, 1), "A00.0", "A00.1", "A00.3")
    catalogue = LibraryCatalogue([old, cm(tmp_path, date(2025, 10, 1), "A00.0", "A00.2", headers=("A00.3",))])

    gone = catalogue.ask(CM, "A00.1", date(2026, 1, 1))
    coming = catalogue.ask(CM, "A00.2", date(2021, 1, 1))
    header = catalogue.ask(CM, "A00.3", date(2026, 1, 1))

    assert isinstance(gone, Expired)
    assert (gone.last_day, gone.exact) == (date(2021, 9, 30), False)
    assert isinstance(coming, NotYetEffective)
    assert (coming.effective_from, coming.exact) == (date(2025, 10, 1), False)
    assert isinstance(header, Header)
    assert header.stopped is None


def test_a_list_with_dates_of_the_same_day_is_asked_before_one_without(tmp_path: Path):
    path = tmp_path / "HCPC2026_JAN.txt"
    path.write_bytes(SAMPLE.read_bytes())
    dated = ReleaseFile(build_hcpcs(path, tmp_path).path)

    answer = LibraryCatalogue([dated, undated(tmp_path, "J7325")]).ask(System.HCPCS, "J7325", date(2026, 5, 1))

    assert isinstance(answer, Billable)
    assert (answer.release, answer.caveat) == (dated.release, None)


@pytest.fixture
def cpt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LibraryCatalogue:
    """Two editions of CPT; the second has lost a number and won another."""
    monkeypatch.setattr(cpt_list, "LEAST_CODES", 1)
    built = []
    for year, rows in ((2025, {"69981": "Invented one", "69983": "Invented gone"}), (2026, cpt_files.ROWS)):
        path = tmp_path / f"LONGULT-{year}.txt"
        path.write_text(cpt_files.text(rows, notice=""))
        built.append(cpt_list.build_cpt([path], tmp_path, licensed=True))
    return LibraryCatalogue([open_release(one.path, cpt_licensed=True) for one in built])


def test_cpt_is_answered_by_the_edition_of_the_calendar_year(cpt):
    assert isinstance(cpt.ask(System.CPT, "69981", date(2026, 12, 31)), Billable)
    assert isinstance(cpt.ask(System.CPT, "69999", date(2026, 1, 1)), Unknown)
    gone = cpt.ask(System.CPT, "69983", date(2026, 1, 1))
    assert isinstance(gone, Expired)
    assert gone.last_day == date(2025, 12, 31)
    coming = cpt.ask(System.CPT, "69982", date(2025, 12, 31))
    assert isinstance(coming, NotYetEffective)
    assert coming.effective_from == date(2026, 1, 1)
    outside = cpt.ask(System.CPT, "69981", date(2027, 1, 1))
    assert isinstance(outside, NotChecked)
    assert outside.reason == "no CPT list of 2027 is installed"


def test_cpt_is_searched_by_its_words_only_under_a_licence(cpt, tmp_path: Path):
    numbers = LibraryCatalogue([open_release(path) for path in tmp_path.glob("*.release")])

    assert [release.system for release, _ in cpt.word_indexes(IN_SEASON)] == [System.CPT]
    assert numbers.word_indexes(IN_SEASON) == ()
    assert isinstance(numbers.ask(System.CPT, "69981", IN_SEASON), Billable)


def test_a_sample_gives_its_dates_beside_a_list_without_dates_whose_words_are_searched(tmp_path: Path):
    sample = ReleaseFile(build_hcpcs_sample(tmp_path).path)
    bare = undated(tmp_path, "J7325", "J9999")
    both = LibraryCatalogue([bare, sample])
    on = date(2026, 5, 1)

    assert isinstance(both.ask(System.HCPCS, "J7325", on), Billable)
    other = both.ask(System.HCPCS, "J9999", on)
    assert isinstance(other, NotChecked)
    assert other.entry is not None
    assert [release for release, _ in both.word_indexes(on)] == [bare.release]
