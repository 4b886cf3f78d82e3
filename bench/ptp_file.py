"""Writes NCCI PTP files in the official layout, as many rows as a quarter has, the same ones for the same seed.

    python -m bench.ptp_file FOLDER [--rows 2633389] [--setting practitioner] [--seed 1] [--xlsx]

Four files of tab text (or workbooks) with their six heading lines: pairs sorted by column 1, column 2 and date, some with several
windows, some deleted, some of indicator 9 (deleted on the day they began) and some of before 1996.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from xml.sax.saxutils import escape

QUARTER = 2_633_389
FILES = 4
DAY = len("YYYYMMDD")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FORMATS = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_FORMATS}/spreadsheetml/2006/main"'
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LINKS = f"{_FORMATS}/officeDocument/2006/relationships"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_FORMATS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KINDS}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KINDS}.sharedStrings+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets><sheet name="Edits" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_FORMATS}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
}
"""What a workbook has beside its rows and words."""
HEADINGS = (
    "CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
)
RATIONALES = (
    "Misuse of Column Two code with Column One code",
    "Standards of medical/surgical practice",
    "CPT Manual or CMS manual coding instruction",
    "Mutually exclusive procedures",
    "More extensive procedure",
    "Sequential procedure",
    "Anesthesia service included in surgical procedure",
    "HCPCS/CPT procedure code definition",
)
PREFIX = {"practitioner": "ccipra", "outpatient hospital": "ccioph"}
_ENDS = ("0331", "0630", "0930", "1231")
_BEGINS = ("0101", "0401", "0701", "1001")


def code_numbers(count: int) -> list[str]:
    """Numbers in the shapes of every kind of procedure code, sorted as the official files are."""
    shapes = [f"{number:04d}{letter}" for letter in "TUMA" for number in range(1, 180)]
    shapes += [f"{number:05d}" for number in range(100, 2000, 9)]
    shapes += [f"{number:05d}" for number in range(10_004, 99_800, 8)]
    shapes += [f"{letter}{number:04d}" for letter in "ACEGJLPQV" for number in range(100, 9900, 41)]
    return sorted(random.Random(count).sample(shapes, min(count, len(shapes))))


def pairs(count: int, seed: int) -> Iterator[str]:
    """Rows without their line end: exactly ``count``, each key (column 1, column 2, effective) once."""
    chance = random.Random(seed)
    codes = code_numbers(min(9000, max(8, count // 4)))
    each = -(-count // len(codes))
    made = 0
    while made < count:
        for one in codes:
            wanted = min(max(3, each), count - made)
            for two in sorted(chance.sample(codes, wanted)):
                for row in _windows(one, two, chance):
                    if made == count or wanted == 0:
                        break
                    yield row
                    made += 1
                    wanted -= 1
            if made == count:
                return


def _windows(one: str, two: str, chance: random.Random) -> Iterator[str]:
    drawn = chance.random()
    year = 1996 + int(chance.random() * 30)
    quarter = int(chance.random() * 4)
    rationale = RATIONALES[int(chance.random() * len(RATIONALES))]
    begin = f"{year}{_BEGINS[quarter]}"
    if drawn < 0.06:
        yield f"{one}\t{two}\t\t{begin}\t{begin}\t9\t{rationale}"
        return
    modifier = "1" if drawn < 0.7 else "0"
    if drawn > 0.97:
        yield f"{one}\t{two}\t*\t19960101\t*\t{modifier}\t{rationale}"
    elif drawn > 0.94:
        # Closed and opened again: the second window begins in the year behind the first.
        yield f"{one}\t{two}\t\t{begin}\t{year}1231\t{modifier}\t{rationale}"
        yield f"{one}\t{two}\t\t{year + 1}0401\t*\t{modifier}\t{rationale}"
    elif drawn > 0.75:
        yield f"{one}\t{two}\t\t{begin}\t{year + 1}{_ENDS[quarter]}\t{modifier}\t{rationale}"
    else:
        yield f"{one}\t{two}\t\t{begin}\t*\t{modifier}\t{rationale}"


def write(
    folder: Path,
    *,
    rows: int = QUARTER,
    setting: str = "practitioner",
    seed: int = 1,
    version: str = "322",
    files: int = FILES,
    workbooks: bool = False,
) -> list[Path]:
    """The paths of the files, ``rows`` in all, cut as the publisher cuts them: by count, in the order of the codes."""
    folder.mkdir(parents=True, exist_ok=True)
    source = pairs(rows, seed)
    share, more = divmod(rows, files)
    made = []
    for part in range(1, files + 1):
        path = folder / f"{PREFIX[setting]}-v{version}r0-f{part}.{'xlsx' if workbooks else 'txt'}"
        (_workbook if workbooks else _text)(path, chain(HEADINGS, islice(source, share + (part <= more))))
        made.append(path)
    return made


def _text(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="ascii", newline="") as out:
        out.writelines(f"{line}\r\n" for line in lines)


def _workbook(path: Path, lines: Iterable[str]) -> None:
    """The twin of the text as a spreadsheet program writes it: its size stated first, words in one list, dates as numbers."""
    words: dict[str, int] = {}
    with tempfile.TemporaryFile("w+", encoding="ascii") as rows:
        number = 0
        for number, line in enumerate(lines, 1):
            rows.write(f'<row r="{number}">{"".join(_cells(number, line, words))}</row>')
        rows.seek(0)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
            for name, content in _PARTS.items():
                book.writestr(name, _XML + content)
            with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                sheet.write(f'{_XML}<worksheet {_MAIN}><dimension ref="A1:G{number}"/><sheetData>'.encode())
                while part := rows.read(1024 * 1024):
                    sheet.write(part.encode())
                sheet.write(b"</sheetData></worksheet>")
            kept = "".join(f"<si><t>{escape(word)}</t></si>" for word in words)
            book.writestr("xl/sharedStrings.xml", f"{_XML}<sst {_MAIN}>{kept}</sst>")


def _cells(number: int, line: str, words: dict[str, int]) -> Iterator[str]:
    for column, cell in zip("ABCDEFG", line.split("\t"), strict=True):
        if len(cell) == DAY and cell.isdigit():
            yield f'<c r="{column}{number}"><v>{cell}</v></c>'
        elif cell:
            yield f'<c r="{column}{number}" t="s"><v>{words.setdefault(cell, len(words))}</v></c>'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=QUARTER)
    parser.add_argument("--setting", choices=sorted(PREFIX), default="practitioner")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--xlsx", action="store_true", help="write workbooks; a real quarter takes minutes")
    chosen = parser.parse_args()
    made = write(chosen.folder, rows=chosen.rows, setting=chosen.setting, seed=chosen.seed, workbooks=chosen.xlsx)
    for path in made:
        print(path)


if __name__ == "__main__":
    main()
