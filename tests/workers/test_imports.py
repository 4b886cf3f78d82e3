import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from consultant.adapters.library import icd10_lists
from consultant.bootstrap import Services
from consultant.coding.edits import Setting, UnitLimit
from consultant.db.models import Job
from consultant.domain.rights import Person, Role
from consultant.services import code_releases, release_imports
from consultant.services.release_imports import HandedIn, Import, State
from tests.adapters.library.test_mue_file import table
from tests.factories import rows
from tests.factories.cpt import zip_cpt
from tests.factories.make import Make
from workers import imports, jobs

ROWS = [f'"J{number:04d}","8","3 Date of Service Edit: Clinical","Words"' for number in range(1499)]
ROWS.append('"V5364","1","3 Date of Service Edit: Clinical","Words"')


@pytest.fixture
def lead(services: Services) -> Person:
    return Make(services).person(Role.LEAD, "Lee")


def hand_in(services: Services, lead: Person, path: Path) -> None:
    with services.database.transaction() as tx:
        kept = HandedIn(path.name, services.blobs.put_file(path), path.stat().st_size, None)
        release_imports.ask(tx, lead, kept, clock=services.clock)


def work(services: Services) -> None:
    for job in rows.every(services, Job, kind="import_release"):
        jobs.run(services, job.id)


def latest(services: Services, lead: Person) -> Import:
    with services.database.reading() as tx:
        return release_imports.latest(tx, lead)[0]


def test_a_file_is_built_in_a_process_of_its_own_installed_and_reported(
    services: Services, lead: Person, tmp_path: Path
):
    path = table(tmp_path, *ROWS)
    hand_in(services, lead, path)

    work(services)

    done = latest(services, lead)
    assert (done.state, [one.counts for one in done.installed]) == (State.DONE, [(("codes", 1500),)])
    found = services.library.edits.units("J0007", done.made_at.date().replace(month=7, day=1), Setting.PRACTITIONER)
    assert isinstance(found, UnitLimit)
    assert rows.every(services, Job) == []
    assert len(list(services.blobs.names())) == 1  # the release alone: what was handed in is not needed any more


def test_a_file_that_is_none_is_refused_with_its_reason(services: Services, lead: Person, tmp_path: Path):
    path = tmp_path / "page.csv"
    path.write_text("<!doctype html><title>Sign in</title>")
    hand_in(services, lead, path)

    work(services)

    done = latest(services, lead)
    assert (done.state, done.installed) == (State.FAILED, ())
    assert "expected plain text, not a web page (HTML)" in done.refused[0].reason
    assert list(services.blobs.names()) == []


def test_a_refusal_names_the_field_of_the_page_and_no_command(services: Services, lead: Person, tmp_path: Path):
    path = table(tmp_path, *ROWS)
    hand_in(services, lead, path.rename(tmp_path / "mue.csv"))
    hand_in(services, lead, table(tmp_path, *ROWS[:-1]))
    (tmp_path / "page.csv").write_text("Sign in")
    hand_in(services, lead, tmp_path / "page.csv")

    work(services)

    with services.database.reading() as tx:
        reasons = [one.refused[0].reason for one in release_imports.latest(tx, lead)]
    assert all("--effective" not in reason for reason in reasons)
    assert "Hand in the file, or the zip, as its publisher gives it." in reasons[0]
    assert "was it cut? If it is right as it is, import it by `consultant codes import --insist`." in reasons[1]
    assert "fill in the field “First day”" in reasons[2]


def test_a_file_that_ends_its_reader_is_refused_after_three_tries(
    services: Services, lead: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(imports, "_build", _dies)
    hand_in(services, lead, table(tmp_path, *ROWS))

    for _ in range(imports.TRIES):
        services.clock.at = services.clock.now().replace(hour=services.clock.now().hour + 1)  # type: ignore[attr-defined]
        work(services)

    done = latest(services, lead)
    assert done.state is State.FAILED
    assert "three times" in done.refused[0].reason


def test_a_file_that_fails_for_good_is_said_to_and_is_kept_no_longer(
    services: Services, lead: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(jobs, "ATTEMPTS_AT_MOST", 1)
    monkeypatch.setattr(imports, "_conclude", _full)
    hand_in(services, lead, table(tmp_path, *ROWS))

    work(services)

    done = latest(services, lead)
    assert done.state is State.FAILED
    assert "could not be installed (OSError)" in done.refused[0].reason
    assert list(services.blobs.names()) == []


def _full(*_: object) -> None:
    raise OSError("no space left on device")


@pytest.mark.parametrize("licensed", [True, False])
def test_cpt_is_installed_by_the_worker_under_a_licence_alone(
    services: Services, lead: Person, tmp_path: Path, licensed: bool
):
    stated = replace(services, desk=replace(services.desk, cpt_licensed=licensed))
    hand_in(stated, lead, zip_cpt(tmp_path))

    work(stated)

    done = latest(stated, lead)
    assert [one.label for one in done.installed] == (["CPT 2026 (part of 3 codes)"] if licensed else [])
    assert ["CONSULTANT_CPT_LICENCE" in one.reason for one in done.refused] == ([] if licensed else [True, True])
    assert len(list(services.blobs.names())) == (1 if licensed else 0)


def _dies(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_list_is_reported_against_the_one_that_speaks_of_the_days_before_it(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(icd10_lists, "LEAST_CODES", 1)
    built = {}
    for year, codes in ((2024, "A000 A001"), (2025, "A000 A001"), (2026, "A000 A002")):
        path = tmp_path / f"icd10cm_codes_{year}.txt"
        path.write_text("".join(f"{code}    Text of {code}\n" for code in codes.split()))
        built[year] = icd10_lists.build_code_list(path, services.shelf.folder)
    code_releases.keep(built[2025], blobs=services.blobs)
    with services.database.transaction() as tx:
        code_releases.install(tx, built[2025], clock=services.clock)

    changes = dict(imports._reported(services, built[2026]).changes)
    assert (changes["added"], changes["deleted"]) == (1, 1)
    assert imports._reported(services, built[2024]).changes == ()
