import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.addresses import read_addresses


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("dana@x.example", [("", "dana@x.example")]),
        ("Dana Whitlock <dana@x.example>", [("Dana Whitlock", "dana@x.example")]),
        ('"Whitlock, Dana" <dana@x.example>, b@x.example', [("Whitlock, Dana", "dana@x.example"), ("", "b@x.example")]),
        ("dana@x.example (Dana (of billing))", [("Dana (of billing)", "dana@x.example")]),
        ("Dana (the first) <dana@x.example>", [("Dana", "dana@x.example")]),
        (
            "Coders: a@x.example, b@x.example;, c@x.example",
            [("", "a@x.example"), ("", "b@x.example"), ("", "c@x.example")],
        ),
        ("undisclosed-recipients:;", []),
        ("Dana Whitlock", [("Dana Whitlock", "")]),
        ("Dana Whitlock <>", [("Dana Whitlock", "")]),
        ("Dana dana@x.example", [("Dana", "dana@x.example")]),
        ("dana@x.example.", [("", "dana@x.example")]),
        ("<<dana@x.example>>", [("", "dana@x.example")]),
        ("a@x.example; b@x.example", [("", "a@x.example"), ("", "b@x.example")]),
        ("=?utf-8?Q?Whitlock=2C_D=C3=A1na?= <dana@x.example>", [("Whitlock, Dána", "dana@x.example")]),
        ('"=?utf-8?Q?D=C3=A1na?=" <dana@x.example>', [("Dána", "dana@x.example")]),
        ("<@relay.example:dana@x.example>", [("", "dana@x.example")]),
        ("<mailto:dana@x.example>", [("", "dana@x.example")]),
        ("Dana <dana @ x.example>", [("Dana", "dana@x.example")]),
        ("dana@nörd.example", [("", "dana@nörd.example")]),
        ("Dana (of billing <dana@x.example>", [("Dana", "dana@x.example")]),
        ('"dana@x.example" <dana@x.example>', [("dana@x.example", "dana@x.example")]),
        (",,;", []),
    ],
)
def test_addresses_are_read_as_people_and_programs_write_them(written, read):
    assert [(one.name, one.address) for one in read_addresses(written)] == read


def test_no_more_addresses_than_the_limit_are_read():
    assert len(read_addresses("a@x.example," * 100, limit=7)) == 7


@given(st.text(alphabet='ab@.<>"(),:;\\ =?', max_size=100))
def test_any_text_can_be_read(text):
    for one in read_addresses(text):
        assert one.name or one.address
