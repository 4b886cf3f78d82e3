from pathlib import Path

import pytest

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10pcs_definitions import (
    Definition,
    DeviceKey,
    read_pcs_definitions,
    version_of_definitions,
)


@pytest.mark.shared
def test_the_official_definitions_are_counted_exactly(shared: Path):
    found = list(read_pcs_definitions(shared / "icd10pcs/icd10pcs_definitions_2021.xml"))

    definitions = [one for one in found if isinstance(one, Definition)]
    keys = [one for one in found if isinstance(one, DeviceKey)]
    assert (len(definitions), len(keys)) == (842, 59)
    assert definitions[0].titles == ("Alteration",)
    assert (definitions[0].section, definitions[0].position, definitions[0].axis) == ("0", 3, "Operation")
    assert definitions[0].includes == ("Face lift, breast augmentation",)
    assert keys[-1] == DeviceKey(
        "Synthetic Substitute, Reverse Ball and Socket", "Replacement", ("Upper Joints",), "J", "Synthetic Substitute"
    )


def test_another_file_is_refused(tmp_path: Path):
    path = tmp_path / "definitions.xml"
    path.write_text("<ICD10PCS.definitions/>")

    with pytest.raises(UnreadableRelease, match="sections of the ICD-10-PCS definitions"):
        list(read_pcs_definitions(path))


def test_the_fiscal_year_is_stated_or_not(tmp_path: Path):
    path = tmp_path / "definitions.xml"
    path.write_text("<ICD10PCS.definitions><version>2021</version><section/></ICD10PCS.definitions>")
    assert version_of_definitions(path) == "2021"

    path.write_text("<ICD10PCS.definitions><section/><version>2021</version></ICD10PCS.definitions>")
    assert version_of_definitions(path) is None
