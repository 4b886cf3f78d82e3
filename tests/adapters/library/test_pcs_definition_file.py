from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.pcs_definition_file import PcsDefinitionFile, build_pcs_definitions
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10pcs_definitions import Definition, DeviceKey

DEFINITIONS = "icd10pcs/icd10pcs_definitions_2021.xml"


@pytest.mark.shared
def test_the_definitions_of_2021_are_kept_and_found_by_the_words_of_a_value(shared: Path, tmp_path: Path):
    built = build_pcs_definitions(shared / DEFINITIONS, tmp_path)
    file = PcsDefinitionFile(built.path)

    assert built.counts == {"definitions": 842, "devices": 59}
    assert (file.release.effective_from, file.release.effective_to) == (date(2020, 10, 1), date(2021, 9, 30))
    assert file.definitions("0", 3, "ALTERATION") == (
        Definition(
            section="0",
            position=3,
            axis="Operation",
            titles=("Alteration",),
            definition="Modifying the anatomic structure of a body part without affecting the function of the body part",
            explanation="Principal purpose is to improve appearance",
            includes=("Face lift, breast augmentation",),
        ),
    )
    assert file.definitions("0", 3, "Nothing") == ()
    assert DeviceKey(
        device="Synthetic Substitute, Reverse Ball and Socket",
        operation="Replacement",
        body_systems=("Upper Joints",),
        value="J",
        parent="Synthetic Substitute",
    ) in file.devices("J", "Synthetic Substitute")


def test_definitions_without_a_section_are_refused_and_leave_nothing(tmp_path: Path):
    path = tmp_path / "icd10pcs_definitions_2021.xml"
    path.write_text("<ICD10PCS.definitions><version>2021</version></ICD10PCS.definitions>")

    with pytest.raises(UnreadableRelease, match="sections of the ICD-10-PCS definitions"):
        build_pcs_definitions(path, tmp_path / "shelf")
    assert list((tmp_path / "shelf").iterdir()) == []
