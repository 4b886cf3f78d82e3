"""VISCII (RFC 1456), in which Vietnamese was written before Unicode; Python has no codec for it."""

_UPPER_HALF = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_AMONG_CONTROLS = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_LETTERS = {**_AMONG_CONTROLS, **{0x80 + place: letter for place, letter in enumerate(_UPPER_HALF)}}


def read_viscii(data: bytes) -> str:
    """Return the text of VISCII; every byte is a character of it."""
    return data.decode("latin-1").translate(_LETTERS)
