"""A small ICD-10-PCS in the layouts of CMS: two tables, their definitions, and the list of codes that they make."""

from pathlib import Path

from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.icd10_lists import build_pcs_tables
from consultant.adapters.library.pcs_definition_file import build_pcs_definitions
from consultant.adapters.library.pcs_table_file import build_pcs_rows


def _axis(position: int, title: str, *values: tuple[str, str]) -> str:
    labels = "".join(f'<label code="{value}">{words}</label>' for value, words in values)
    return f'<axis pos="{position}"><title>{title}</title>{labels}</axis>'


def _table(operation: tuple[str, str], part: tuple[str, str], device: tuple[str, str]) -> str:
    head = (
        _axis(1, "Section", ("0", "Medical and Surgical"))
        + _axis(2, "Body System", ("S", "Lower Joints"))
        + _axis(3, "Operation", operation)
    )
    row = (
        _axis(4, "Body Part", part)
        + _axis(5, "Approach", ("0", "Open"))
        + _axis(6, "Device", device)
        + _axis(7, "Qualifier", ("9", "Cemented"), ("Z", "No Qualifier"))
    )
    return f"<pcsTable>{head}<pcsRow>{row}</pcsRow></pcsTable>"


REPLACEMENT = _table(("R", "Replacement"), ("9", "Hip Joint, Right"), ("J", "Synthetic Substitute"))
REMOVAL = _table(("P", "Removal"), ("C", "Knee Joint, Right"), ("Z", "No Device"))
TABLES = f"<ICD10PCS.tabular><version>2026</version>{REMOVAL}{REPLACEMENT}</ICD10PCS.tabular>"
DEFINITIONS = """<ICD10PCS.definitions><version>2026</version><section code="0">
<axis pos="3"><title>Operation</title><terms><title>Replacement</title><definition>Putting in material</definition>
<explanation>The part may have been taken out</explanation><includes>Total hip replacement</includes></terms></axis>
<axis pos="4"><title>Body Part</title><terms><title>Hip Joint, Left</title><title>Hip Joint, Right</title>
<includes>Acetabulofemoral joint</includes></terms></axis></section>
<deviceAggregation><aggregate><device>Metal</device><operation>Replacement</operation><bodySys>Lower Joints</bodySys>
<parent value="J">Synthetic Substitute</parent></aggregate><aggregate><device>Ball</device><operation>Replacement</operation>
<bodySys>Upper Joints</bodySys><parent value="J">Synthetic Substitute</parent></aggregate></deviceAggregation>
</ICD10PCS.definitions>"""


def build_pcs(folder: Path, into: Path, *, explained: bool = True) -> list[BuiltRelease]:
    """Build the release files of fiscal year 2026 into ``into``."""
    tables, definitions = folder / "icd10pcs_tables_2026.xml", folder / "icd10pcs_definitions_2026.xml"
    tables.write_text(TABLES)
    definitions.write_text(DEFINITIONS)
    built = [build_pcs_rows(tables, into), build_pcs_tables(tables, into)]
    return [*built, build_pcs_definitions(definitions, into)] if explained else built
