import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.archives import Limits, looks_like_archive, members
from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import workbook, write


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def listed(path: Path, limits: Limits | None = None) -> dict[str, bytes]:
    return {member.name: member.path.read_bytes() for member in members(path, limits)}


def test_members_come_in_order_with_their_way_and_their_own_name(tmp_path: Path):
    path = write(tmp_path, "all.zip", zipped({"b/MUE_Eff_07-01-2026.csv": b"1", "a.txt": b"2", "__MACOSX/._a": b"x"}))

    seen = [(member.name, member.path.name) for member in members(path)]

    assert seen == [("all.zip/b/MUE_Eff_07-01-2026.csv", "MUE_Eff_07-01-2026.csv"), ("all.zip/a.txt", "a.txt")]


def test_archives_inside_the_archive_are_unfolded_and_workbooks_are_not(tmp_path: Path):
    sheet = workbook(tmp_path, "codes.xlsx", [["a"]]).read_bytes()
    inner = zipped({"lcd.csv": b"lcd", "state_lookup.csv": b"states"})
    path = write(tmp_path, "all.zip", zipped({"lcd.zip": inner, "codes.xlsx": sheet, "bare": inner}))

    assert listed(path) == {
        "all.zip/lcd.zip/lcd.csv": b"lcd",
        "all.zip/lcd.zip/state_lookup.csv": b"states",
        "all.zip/codes.xlsx": sheet,
        "all.zip/bare/lcd.csv": b"lcd",
        "all.zip/bare/state_lookup.csv": b"states",
    }


def test_a_member_is_gone_when_the_next_one_comes_and_nothing_stays_behind(tmp_path: Path):
    path = write(tmp_path, "two.zip", zipped({"a": b"1", "b": b"2"}))

    each = members(path)
    first, second = next(each).path, next(each).path
    assert not first.exists()
    assert second.exists()
    each.close()

    assert not second.parent.parent.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\codes.csv", "\\\\host\\share", "a/../../b", "a\\..\\..\\b"]
)
def test_names_that_leave_the_archive_are_refused(tmp_path: Path, name: str):
    path = write(tmp_path, "trick.zip", zipped({name: b"x"}))

    with pytest.raises(UnreadableRelease, match=r"trick\.zip, line 1: expected names that stay inside the archive"):
        listed(path)


@pytest.mark.parametrize("name", ["a\nb.csv", "x" * 300, "..."])
def test_names_that_are_no_names_are_refused(tmp_path: Path, name: str):
    with pytest.raises(UnreadableRelease, match="file names that a person can read"):
        listed(write(tmp_path, "trick.zip", zipped({name: b"x"})))


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_refused(tmp_path: Path, mode: int):
    info = zipfile.ZipInfo("link.csv")
    info.external_attr = (mode | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")

    with pytest.raises(UnreadableRelease, match=r"plain files, not a link or device such as 'link\.csv'"):
        listed(write(tmp_path, "link.zip", out.getvalue()))


def test_members_with_a_password_are_refused(tmp_path: Path):
    content = bytearray(zipped({"a.csv": b"x"}))
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, directory + 8, 1)

    with pytest.raises(UnreadableRelease, match=r"files without a password, unlike 'a\.csv'"):
        listed(write(tmp_path, "secret.zip", bytes(content)))


def test_the_same_name_twice_is_refused(tmp_path: Path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a\\b.csv", "1")
        archive.writestr("a/b.csv", "2")

    with pytest.raises(UnreadableRelease, match=r"each file once, not 'a/b\.csv' twice"):
        listed(write(tmp_path, "twice.zip", out.getvalue()))


def test_too_many_members_are_refused_over_all_archives(tmp_path: Path):
    inner = zipped({f"{at}.csv": b"x" for at in range(6)})
    path = write(tmp_path, "many.zip", zipped({"a.zip": inner, "b.zip": inner}))

    assert len(listed(path, Limits(members=14))) == 12
    with pytest.raises(UnreadableRelease, match="no more than 13 files in an archive"):
        listed(path, Limits(members=13))


def test_a_bomb_is_refused_by_what_it_states(tmp_path: Path):
    path = write(tmp_path, "bomb.zip", zipped({"zeros.csv": bytes(20_000_000)}))

    with pytest.raises(
        UnreadableRelease, match=r"packed no tighter than 1 to 300, unlike 'zeros\.csv' \(a zip bomb\?\)"
    ):
        listed(path)
    with pytest.raises(UnreadableRelease, match="no more than 10,000,000 bytes when unfolded"):
        listed(path, Limits(ratio=10_000, total=10_000_000))


def test_a_bomb_inside_an_archive_counts_towards_the_whole(tmp_path: Path):
    inner = zipped({"zeros.csv": bytes(600_000)})
    path = write(tmp_path, "nested.zip", zipped({"a.zip": inner, "b.zip": inner, "c.zip": inner}))

    with pytest.raises(UnreadableRelease, match="no more than 1,500,000 bytes when unfolded"):
        listed(path, Limits(total=1_500_000))


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_comes_out(tmp_path: Path):
    content = bytearray(zipped({"zeros.csv": bytes(3_000_000)}))
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<L", content, directory + 24, 10)
    struct.pack_into("<L", content, 22, 10)

    with pytest.raises(UnreadableRelease, match=r"liar\.zip/zeros\.csv, line 1"):
        listed(write(tmp_path, "liar.zip", bytes(content)))


def test_archives_inside_one_another_without_end_are_refused(tmp_path: Path):
    content = b"x"
    for at in range(5):
        content = zipped({f"{at}.zip" if at else "a.csv": content})

    with pytest.raises(UnreadableRelease, match="no more than 3 archives inside one another"):
        listed(write(tmp_path, "deep.zip", content))


def test_damage_inside_a_member_is_refused(tmp_path: Path):
    content = bytearray(zipped({"a.csv": bytes(range(256)) * 40}))
    content[60] ^= 0xFF

    with pytest.raises(UnreadableRelease, match="a whole, undamaged file in the archive"):
        listed(write(tmp_path, "bad.zip", bytes(content)))


def test_a_truncated_archive_an_empty_one_and_a_false_inner_one_are_refused(tmp_path: Path):
    whole = zipped({"a.csv": b"x" * 100})

    with pytest.raises(UnreadableRelease, match=r"cut\.zip, line 1: expected a whole zip file"):
        listed(write(tmp_path, "cut.zip", whole[:-10]))
    with pytest.raises(UnreadableRelease, match="at least one file"):
        listed(write(tmp_path, "empty.zip", zipped({})))
    with pytest.raises(UnreadableRelease, match=r"outer\.zip/inner\.zip, line 1: expected a zip file inside"):
        listed(write(tmp_path, "outer.zip", zipped({"inner.zip": b"no zip"})))


def test_a_zip_is_told_from_a_workbook_and_from_text(tmp_path: Path):
    assert looks_like_archive(write(tmp_path, "a.zip", zipped({"a": b"x"})))
    assert not looks_like_archive(workbook(tmp_path, "b.xlsx", [["a"]]))
    assert not looks_like_archive(write(tmp_path, "c.zip", b"PK but not really"))
    assert not looks_like_archive(write(tmp_path, "d.csv", b"a,b"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(data=st.data())
def test_any_damage_is_read_or_refused(tmp_path: Path, data: st.DataObject):
    content = bytearray(zipped({"a.csv": b"some,cells\n" * 30, "b/inner.zip": zipped({"c.csv": b"x"})}))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        listed(write(tmp_path, "any.zip", bytes(content)))
    except UnreadableRelease as refusal:
        if not str(refusal).startswith("any.zip"):
            raise
