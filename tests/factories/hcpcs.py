"""A HCPCS contractor file that reaches the last code of the set, as whole ones do."""

from consultant.adapters.library.hcpcs import SAMPLE

LAST = b"V5364"


def contractor_file() -> bytes:
    """The records of the shipped sample, and one of the last code with the dates of a record that stands there."""
    records = SAMPLE.read_bytes()
    model = next(line for line in records.splitlines(keepends=True) if line.startswith(b"V5010"))
    end = model.replace(b"V5010", LAST)
    return records + end[:11] + b"The last code, in our own words".ljust(80) + end[91:]
