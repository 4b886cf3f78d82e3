from pathlib import Path

import pytest

from consultant.adapters.library.open_file import OpenFile, layout_of
from consultant.errors import PermanentError


def test_what_is_no_release_file_is_refused_in_plain_words(tmp_path: Path):
    path = tmp_path / "abc.release"
    path.write_bytes(b"no database at all, but long enough to be read as one " * 40)

    with pytest.raises(PermanentError, match="cannot be read"):
        layout_of(path)
    with pytest.raises(PermanentError, match="cannot be read"):
        OpenFile(path, "1")
