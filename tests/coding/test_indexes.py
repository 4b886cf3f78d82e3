from consultant.coding.indexes import INDEXES
from consultant.coding.sets import Reference, System


def test_each_system_with_an_index_names_its_sets():
    assert len(INDEXES[System.CM]) == 4
    assert INDEXES[System.PCS] == (Reference.PCS_INDEX,)
