from xml.etree import ElementTree as ET

from consultant.web.icons import SYMBOLS


def test_every_icon_is_well_formed_and_carries_its_name():
    for name, symbol in SYMBOLS.items():
        drawn = ET.fromstring(symbol)
        assert drawn.attrib["id"] == f"i-{name}"
        assert drawn.attrib["viewBox"] == "0 0 16 16"
        assert "style" not in symbol
