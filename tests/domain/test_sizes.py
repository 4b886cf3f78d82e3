import pytest

from consultant.domain.sizes import in_words


@pytest.mark.parametrize(
    ("octets", "words"), [(999, "999 bytes"), (118_000, "118 KB"), (2_400_000, "2.4 MB"), (83_700_000_000, "83.7 GB")]
)
def test_sizes(octets, words):
    assert in_words(octets) == words
