"""Sizes as people say them."""


def in_words(octets: int) -> str:
    """Return a file's size: "118 KB", "2.4 MB", "83.7 GB"."""
    if octets < 1000:
        return f"{octets} bytes"
    if octets < 1_000_000:
        return f"{octets / 1000:.0f} KB"
    if octets < 1_000_000_000:
        return f"{octets / 1_000_000:.1f} MB"
    return f"{octets / 1_000_000_000:.1f} GB"
